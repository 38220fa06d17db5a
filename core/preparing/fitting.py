"""Meeting the data: a recipe and a table become a preparation with numbers in it, and points.

First customers with gaps that the recipe drops are left out, then fills, transforms and limits are found, then customers
outside limits are left out where asked, and only then the scales: so no measure's place in the recipe changes another's.
"""

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.errors import BadInput, TooBig
from core.preparing.columns import Table, read_numbers, read_texts
from core.preparing.preparation import CategoryStep, NumberStep, Points, Preparation, Step
from core.preparing.transforms import check_domain, find_power
from core.recipe import Measure, Recipe, quoted

Array = NDArray[Any]

MOST_VALUES = 100  # of one category
GIGABYTE = 2**30


def prepare(table: Table, recipe: Recipe, memory: int | None = None) -> tuple[Preparation, Points]:
    """Find the fills, limits and scales of the recipe in this table, and its points by them."""
    size = len(table)
    if size == 0:
        raise BadInput("There are no customers in the table. Choose a version with rows.")
    check_memory(size, len(recipe.measures), memory)
    raw = {m.name: (read_numbers if m.kind == "number" else read_texts)(table, m.name) for m in recipe.measures}
    kept = np.ones(size, bool)
    for measure in recipe.measures:
        gaps = _gaps(raw[measure.name], measure)
        if measure.gaps == "drop":
            kept &= ~gaps
    if not kept.any():
        raise BadInput(
            "Every customer has a gap in some measure. Fill gaps, or leave out the measures with most of them."
        )
    shaped: list[tuple[Measure, Step, Array | None]] = []
    for measure in recipe.measures:
        step, limited = _shape(raw.pop(measure.name), kept, measure)
        shaped.append((measure, step, limited))
    for _, _, limited in shaped:
        if limited is not None:
            kept &= ~np.isnan(limited)
    if not kept.any():
        raise BadInput("Every customer lies outside the limits of some measure. Clip outliers, or keep them.")
    steps = tuple(_scale(step, limited, kept, measure) for measure, step, limited in shaped)
    preparation = Preparation(steps)
    return preparation, _gather(preparation, [limited for _, _, limited in shaped], table, kept)


def check_memory(rows: int, columns: int, allowed: int | None, bytes_each: int = 40) -> None:
    """Raw values, points, their copy in tiles and labels: about 40 bytes a value at the peak."""
    needed = rows * columns * bytes_each
    if allowed is not None and needed > allowed:
        raise TooBig(
            f"This run needs about {needed / GIGABYTE:.1f} GB; {allowed / GIGABYTE:.1f} GB are allowed. "
            "Use fewer columns or a sample."
        )


def _gaps(values: Array, measure: Measure) -> Array:
    gaps = np.isnan(values) if measure.kind == "number" else np.array([text is None for text in values], bool)
    if gaps.all():
        raise BadInput(f"{quoted(measure.name)} has no values. Choose another column.")
    return gaps


def _shape(values: Array, kept: Array, measure: Measure) -> tuple[Step, Array | None]:
    """The step up to its limits, with the limited values of all rows; a category has no limits."""
    if measure.kind == "category":
        return _category(values[kept], measure), None
    known = values[kept & ~np.isnan(values)]
    if known.size == 0:
        raise BadInput(f"{quoted(measure.name)} has no values among the customers that are left. Fill gaps instead.")
    check_domain(known, measure.transform, measure.name)
    step = NumberStep(
        name=measure.name,
        fill=find_fill(known, measure.gaps),
        transform=measure.transform,
        power=find_power(known, measure.transform),
        low=None,
        high=None,
        beyond="drop" if measure.outliers == "drop" else "clip",
        shift=0.0,
        scale=1.0,
        weight=measure.weight,
    )
    if step.fill is not None:
        check_domain(np.array([step.fill]), measure.transform, measure.name)
    bent = step.bend(values)
    low, high = find_limits(bent[kept], measure.outliers)
    step = replace(step, low=low, high=high)
    return step, step.limit(bent)


def find_fill(known: Array, gaps: str | float) -> float | None:
    if gaps == "drop":
        return None
    if gaps == "median":
        return float(np.median(known))
    return float(known.mean()) if gaps == "mean" else float(gaps)


def find_limits(bent: Array, outliers: str | tuple[float, float]) -> tuple[float | None, float | None]:
    if outliers == "keep":
        return None, None
    if isinstance(outliers, str):
        first, third = np.quantile(bent, [0.25, 0.75])
        reach = 1.5 * (third - first)
        return float(first - reach), float(third + reach)
    low, high = np.quantile(bent, outliers)
    return float(low), float(high)


def _scale(step: Step, limited: Array | None, kept: Array, measure: Measure) -> Step:
    if isinstance(step, CategoryStep) or limited is None:
        return step
    values = limited[kept]
    if values.min() == values.max():
        raise BadInput(
            f"{quoted(step.name)} has the same value everywhere and cannot separate customers. Leave it out."
        )
    shift, scale = find_scale(values, measure.scaling)
    if not scale > 0:
        raise BadInput(
            f"At least half of the values of {quoted(step.name)} are equal, so robust scaling has nothing to go by. "
            "Choose z-score."
        )
    return replace(step, shift=shift, scale=scale)


def find_scale(values: Array, scaling: str) -> tuple[float, float]:
    if scaling == "z-score":
        return float(values.mean()), float(values.std())
    if scaling == "min-max":
        return float(values.min()), float(values.max() - values.min())
    if scaling == "robust":
        first, middle, third = np.quantile(values, [0.25, 0.5, 0.75])
        return float(middle), float(third - first)
    return 0.0, 1.0


def _category(texts: Array, measure: Measure) -> CategoryStep:
    values: list[str | None] = sorted({text for text in texts if text is not None})
    if any(text is None for text in texts):
        values.append(None)
    if len(values) < 2:
        raise BadInput(
            f"{quoted(measure.name)} has the same value everywhere and cannot separate customers. Leave it out."
        )
    if len(values) > MOST_VALUES:
        raise BadInput(
            f"{quoted(measure.name)} has {len(values):,} different values; a category may have {MOST_VALUES}. "
            "Leave it out or group its values first."
        )
    return CategoryStep(measure.name, tuple(values), measure.gaps == "drop", measure.weight)


def _gather(preparation: Preparation, limited: list[Array | None], table: Table, kept: Array) -> Points:
    points = np.empty((int(kept.sum()), len(preparation.columns)))
    first = 0
    for step, values in zip(preparation.steps, limited, strict=True):
        last = first + len(step.columns)
        if isinstance(step, NumberStep) and values is not None:
            points[:, first:last] = step.place(values[kept])
        else:
            points[:, first:last] = step.apply(table)[kept]
        first = last
    return Points(points, preparation.columns, np.flatnonzero(kept))
