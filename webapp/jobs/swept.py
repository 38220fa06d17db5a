"""What is kept of a sweep: everything that the pictures of any number of segments need, for a fair sample of customers."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from core.clustering import Judgement, Solution, Sweep
from core.clustering.views import Components, components_of, draw_fairly, splits_of, tree_of
from core.explaining import Customers, Meaning, Profile, names, profiles
from core.exploring import Table
from core.exploring.plain import as_text
from core.preparing import Points, Preparation
from core.preparing.drawing import axis_of, places_of
from core.preparing.preparation import NumberStep
from webapp.jobs.explained import meanings_of
from webapp.records import Made

Array = NDArray[Any]
Facts = Mapping[str, Any]


def kept(
    told: Facts, table: Table, met: pa.Table, preparation: Preparation, points: Points, found: Sweep, judged: Judgement
) -> Made:
    """`told` are the facts of the customer table, `met` its columns that are measures."""
    labels = {k: solution.labels for k, solution in found.solutions.items()}
    drawn, even = draw_fairly(labels.values(), points.size, found.recipe.seed)
    components = components_of(points.values)
    sample = np.stack([own[drawn] for own in labels.values()])
    meanings = [meaning for meaning in meanings_of(told) if meaning.name in met.column_names]
    outlined = _outlined(
        met.take(points.rows[drawn[:even]]), meanings, dict(zip(labels, sample[:, :even], strict=True))
    )
    facts = {
        "customers": points.size,
        "left_out": table.rows - points.size,
        "even": even,
        "columns": list(preparation.columns),
        "meanings": [asdict(meaning) for meaning in meanings],
        "axes": [asdict(axis_of(step, places_of(step, points.values[:, at]))) for step, at in _numbers(preparation)],
        "components": [
            [share, components.words(place, preparation.columns)] for place, share in enumerate(components.shares)
        ],
        "knee": judged.knee,
        "calinski_harabasz": [list(pair) for pair in judged.calinski_harabasz.items()],
        "davies_bouldin": [list(pair) for pair in judged.davies_bouldin.items()],
        "assigning": next(iter(found.solutions.values())).model.assigning,
        "solutions": [_solution(solution) | outlined[k] for k, solution in found.solutions.items()],
        "everyone": outlined[0],
    }
    arrays = {
        "labels": sample,
        "ids": _ids(table, points.rows[drawn]),
        "places": _on_axes(preparation, components, points.values[drawn]),
        "centres": np.vstack([_on_axes(preparation, components, s.centres) for s in found.solutions.values()]),
        "middles": np.vstack([preparation.undo(s.centres) for s in found.solutions.values()]),
    }
    shared = {f"split {split.fewer} {split.more}": split.shared for split in splits_of(labels)}
    return Made(facts, arrays | shared | _tree(found, points))


def _solution(solution: Solution) -> dict[str, Any]:
    return {
        "k": solution.k,
        "inertia": solution.inertia,
        "sizes": solution.sizes.tolist(),
        "noise": solution.noise,
        "remark": solution.remark,
    }


def _numbers(preparation: Preparation) -> list[tuple[NumberStep, int]]:
    """The measures that can be an axis, with the place of their column."""
    found, place = [], 0
    for step in preparation.steps:
        if isinstance(step, NumberStep):
            found.append((step, place))
        place += len(step.columns)
    return found


def _on_axes(preparation: Preparation, components: Components, points: Array) -> Array:
    """A column for each measure of numbers, then one for each component."""
    measures = [places_of(step, points[:, at]) for step, at in _numbers(preparation)]
    return np.column_stack([*measures, components.place(points)]).astype(np.float32)


def _ids(table: Table, rows: Array) -> Array:
    """Who is drawn; without a column that says so, the row."""
    column = table.with_role("customer")
    if column is None:
        return np.array([f"row {row + 1}" for row in rows]).astype(bytes)
    read = pa.Table.from_batches(table.read([column.name])).column(0).take(rows)
    texts = [as_text(chunk) for chunk in read.chunks]
    return np.array([str(name or "")[:80].encode() for text in texts for name in text.to_pylist()], bytes)


def _outlined(sample: pa.Table, meanings: list[Meaning], labels: Mapping[int, Array]) -> dict[int, dict[str, Any]]:
    """Of every number of segments: suggested names, and what each is like; under 0 what everyone is like."""
    customers = Customers.of(sample, meanings)
    found = {k: profiles(customers, own, k) for k, own in labels.items()}
    everyone = next(iter(found.values())).everyone
    outlined: dict[int, dict[str, Any]] = {0: {"numbers": _numbers_of(everyone), "categories": _parts_of(everyone)}}
    for k, profiled in found.items():
        outlined[k] = {
            "names": list(names(profiled)) if k > 1 else ["Everyone"],
            "profiles": [{"numbers": _numbers_of(own), "categories": _parts_of(own)} for own in profiled.segments],
        }
    return outlined


def _numbers_of(profile: Profile) -> dict[str, list[float]]:
    """Median, mean, and how far the mean is from everyone's in their deviations."""
    return {name: [one.median, one.mean, one.difference] for name, one in profile.numbers.items()}


def _parts_of(profile: Profile) -> dict[str, list[list[Any]]]:
    return {name: [[part.value, part.share] for part in parts] for name, parts in profile.categories.items()}


def _tree(found: Sweep, points: Points) -> dict[str, Array]:
    """Of a hierarchical method: the highest branches, and in which segment each of them ends."""
    linkage = next(iter(found.solutions.values())).tree
    if linkage is None:
        return {}
    tree = tree_of(linkage, points.size, found.recipe.seed)
    ends = np.stack([solution.labels[tree.rows] for solution in found.solutions.values()])
    parts = {"across": tree.across, "up": tree.up, "leaf": tree.leaf, "sizes": tree.sizes, "heights": tree.heights}
    return {f"tree {name}": part for name, part in parts.items()} | {"tree ends": ends}
