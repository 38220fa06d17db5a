"""What can be chosen as measures: every column with how it lies, the preparation suggested for it, and how it goes with others."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from core.errors import BadInput
from core.preparing.columns import Table, holds_numbers, names_of, read_numbers, read_texts
from core.preparing.suggesting import suggest, useful_columns
from core.preparing.transforms import bend, find_power
from core.recipe import Measure

Array = NDArray[Any]

BARS = 14
INSIDE = (0.005, 0.995)
ALIKE = 0.9  # a correlation from which a measure adds little to another
USUAL = 6  # measures that are chosen as long as nobody has chosen

FIRST = ("recency", "orders", "money", "return rate")  # of those made from order lines


@dataclass(frozen=True)
class Candidate:
    """One column: `bars` are how its values lie; `refusal` says why it cannot be a measure, which then is None."""

    name: str
    kind: str
    measure: Measure | None
    reasons: tuple[str, ...]
    refusal: str
    gaps: int
    values: int  # different ones of a category
    skew: float
    bars: tuple[int, ...]


@dataclass(frozen=True)
class Candidates:
    """`alike[i, j]`: correlation of two of the `numbers` as they are prepared; `usual` are chosen until somebody chooses."""

    columns: tuple[Candidate, ...]
    rows: int
    numbers: tuple[str, ...]
    alike: Array
    usual: tuple[str, ...]


def candidates(table: Table, names: Sequence[str] | None = None) -> Candidates:
    """Of all columns, or of those named."""
    columns = tuple(_candidate(table, name) for name in (names_of(table) if names is None else names))
    numbers = tuple(one for one in columns if one.kind == "number" and one.measure is not None)
    alike = _alike(table, numbers)
    named = tuple(one.name for one in numbers)
    return Candidates(columns, len(table), named, alike, _usual(table, named, alike))


def _candidate(table: Table, name: str) -> Candidate:
    kind = "number" if holds_numbers(table, name) else "category"
    measure: Measure | None = None
    reasons: tuple[str, ...] = ()
    refusal = ""
    try:
        suggestion = suggest(table, {"measures": [{"name": name}]})
        (measure,), reasons = suggestion.recipe.measures, suggestion.reasons
    except BadInput as problem:
        refusal = problem.sentence
    if kind == "category":
        return _category(table, name, measure, reasons, refusal)
    values = read_numbers(table, name)
    known = values[~np.isnan(values)]
    skew = float(stats.skew(known)) if known.size and known.min() < known.max() else 0.0
    return Candidate(name, kind, measure, reasons, refusal, values.size - known.size, 0, skew, _bars(known))


def _category(table: Table, name: str, measure: Measure | None, reasons: tuple[str, ...], refusal: str) -> Candidate:
    texts = read_texts(table, name)
    known = texts[[text is not None for text in texts]]
    met, counts = np.unique(known.astype(str), return_counts=True)
    if measure is not None and len(met) < 2:
        measure, refusal = None, f"'{name}' has the same value everywhere and cannot separate customers. Leave it out."
    bars = tuple(int(count) for count in np.sort(counts)[::-1][:BARS])
    return Candidate(name, "category", measure, reasons, refusal, texts.size - known.size, len(met), 0.0, bars)


def _bars(known: Array) -> tuple[int, ...]:
    if known.size == 0:
        return ()
    low, high = np.quantile(known, INSIDE)
    if low == high:
        low, high = known.min(), known.max()
    counts, _ = np.histogram(known, BARS, (low, high) if low < high else (low - 0.5, low + 0.5))
    return tuple(int(count) for count in counts)


def _alike(table: Table, numbers: Sequence[Candidate]) -> Array:
    """Correlations of the values as they would be prepared, gaps filled with the median."""
    if not numbers:
        return np.ones((0, 0))
    rows = np.vstack([_prepared(read_numbers(table, one.name), one.measure) for one in numbers])
    return np.atleast_2d(np.corrcoef(rows))


def _prepared(values: Array, measure: Measure | None) -> Array:
    assert measure is not None, "only what can be a measure is compared"
    known = values[~np.isnan(values)]
    filled = np.where(np.isnan(values), np.median(known), values)
    return bend(filled, measure.transform, find_power(known, measure.transform))


def _usual(table: Table, numbers: Sequence[str], alike: Array) -> tuple[str, ...]:
    """A few useful numbers, none of which says nearly the same as another; of orders those that everybody asks for first."""
    if FIRST[0] in numbers and FIRST[1] in numbers:
        return tuple(name for name in FIRST if name in numbers)
    try:
        useful = useful_columns(table, [])
    except BadInput:
        return ()
    chosen: list[int] = []
    for place in (numbers.index(name) for name in useful if name in numbers):
        if len(chosen) < USUAL and all(abs(alike[place, other]) < ALIKE for other in chosen):
            chosen.append(place)
    return tuple(numbers[place] for place in chosen)
