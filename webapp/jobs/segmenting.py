"""Who is in which segment: by a recipe, by limits of recency, frequency and money, or by the model of an earlier run."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from core.clustering import NOBODY, Limits, Model, Solution, Sweep, judge, run, stability_of, sweep, tell
from core.clustering.kmeans import Progress
from core.clustering.partition import describe
from core.explaining import closeness_of, firmness, leanings
from core.measuring import Limits as RfmLimits
from core.measuring import scored, segment_names
from core.preparing import Points, Preparation, prepare
from core.recipe import Recipe
from webapp.records import RunResult

Array = NDArray[Any]

RESAMPLES = {"k-means": 100}  # Hennig's advice for the run's own segments; the other methods take longer
FEWER_RESAMPLES = 20
USUAL_RANGE = 12
BORDER, NOISE, LEFT_OUT = "border", "noise", "left out"
WORDS = "<U8"  # the longest of them has eight letters
MODEL = "model "  # before the names of the model's arrays, among the others of a result
SCORED = ("recency", "orders", "money")


@dataclass(frozen=True)
class Segmented:
    """`labels` and `standing` are those of every row of the table; `names` are there where segments bring their own."""

    labels: Array
    standing: Array  # core, usual, border, noise, left out; empty where nobody followed them
    segments: int
    facts: dict[str, Any]  # criteria, verdict, closeness, firmness; who has no place, and why
    preparation: dict[str, Any]
    model: dict[str, Any]
    arrays: dict[str, Array]
    names: tuple[str, ...] = ()
    placed: "Placed | None" = None

    @property
    def sizes(self) -> list[int]:
        return [int(size) for size in np.bincount(self.labels, minlength=NOBODY + 1)[: self.segments]]


@dataclass(frozen=True)
class Placed:
    """Customers as points, and how these were divided: what pictures are drawn from. Groups by RFM have none."""

    preparation: Preparation
    points: Points
    solution: Solution


def by_recipe(table: pa.Table, recipe: Recipe, limits: Limits, progress: Progress) -> Segmented:
    progress(0.05, "Preparing the measures")
    preparation, points = prepare(table, recipe)
    found, solution = _found(points, recipe, _within(progress, 0.1, 0.25))
    judged = judge(points.values, found, limits=limits, progress=_within(progress, 0.25, 0.6))
    alone = Sweep(recipe, {solution.k: solution})
    inside = _within(progress, 0.6, 1.0)
    resamples = RESAMPLES.get(recipe.method, FEWER_RESAMPLES)
    followed = stability_of(points.values, alone, resamples=resamples, follow=True, progress=inside)
    stable, close = followed.get(solution.k), judged.silhouette.get(solution.k)
    standing = np.full(points.size, "", WORDS) if stable is None else stable.standing
    return Segmented(
        labels=_everyones(table, points, solution.labels, NOBODY),
        standing=_everyones(
            table, points, np.where(solution.labels == NOBODY, NOISE, standing).astype(WORDS), LEFT_OUT
        ),
        segments=solution.k,
        facts={
            **_placed(table, points, solution.noise),
            "remark": solution.remark,
            "assigning": solution.model.assigning,
            "criteria": {
                name: told for name, told in tell(found, judged, preparation, 0.0).items() if name != "seconds"
            },
            "limits": asdict(limits),
            "closeness": None if close is None else _closeness(close, solution.labels),
            "firmness": [] if stable is None else [asdict(one) for one in firmness(stable, solution.labels)],
            "leanings": _leanings(points, solution, standing),
        },
        preparation=preparation.to_dict(),
        model=json.loads(solution.model.facts()),
        arrays=_kept(solution.model.arrays),
        placed=Placed(preparation, points, solution),
    )


def only_labels(table: pa.Table, recipe: Recipe, progress: Progress) -> Array:
    """The labels of a run, without all that is found out about them."""
    _, points = prepare(table, recipe)
    _, solution = _found(points, recipe, progress)
    return _everyones(table, points, solution.labels, NOBODY)


def by_limits(table: pa.Table, limits: RfmLimits, numbered: tuple[str, ...] = ()) -> Segmented:
    """Groups by their names; `numbered` are those of an earlier run, which keep their numbers."""
    names = segment_names(scored(limits, *(table[name].to_numpy() for name in SCORED)))
    met, counts = np.unique(names, return_counts=True)
    largest_first = sorted(zip(-counts, met.tolist(), strict=True))
    order = (*numbered, *(name for _, name in largest_first if name not in numbered))
    number = {name: place for place, name in enumerate(order)}
    return Segmented(
        labels=np.array([number[name] for name in met.tolist()], np.uint8)[np.searchsorted(met, names)],
        standing=np.full(len(names), "", WORDS),
        segments=len(order),
        facts={"customers": len(names), "placed": len(names), "left_out": 0, "noise": 0, "remark": "", "firmness": []},
        preparation={},
        model={"kind": "rfm", "limits": limits.to_json(), "names": list(order)},
        arrays={},
        names=order,
    )  # fmt: skip


def by_model(table: pa.Table, earlier: RunResult) -> Segmented:
    """Customers of another table in the segments of an earlier run, which keep their numbers."""
    if earlier.model["kind"] == "rfm":
        limits = RfmLimits.from_json(earlier.model["limits"])
        return by_limits(table, limits, tuple(earlier.model["names"]))
    arrays = {name.removeprefix(MODEL): array for name, array in earlier.arrays.items() if name.startswith(MODEL)}
    model = Model.load(json.dumps(earlier.model), arrays)
    preparation = Preparation.from_dict(earlier.preparation)
    points = preparation.apply(table)
    labels = model.assign(points.values)
    standing = np.where(labels == NOBODY, NOISE, "").astype(WORDS)
    facts = _placed(table, points, int((labels == NOBODY).sum()))
    return Segmented(
        labels=_everyones(table, points, labels, NOBODY),
        standing=_everyones(table, points, standing, LEFT_OUT),
        segments=model.segments,
        facts={**facts, "remark": "", "assigning": model.assigning, "firmness": []},
        preparation=earlier.preparation,
        model=earlier.model,
        arrays=_kept(arrays),
        placed=Placed(preparation, points, _solution(points, labels, model)),
    )


def _found(points: Points, recipe: Recipe, progress: Progress) -> tuple[Sweep, Solution]:
    """Every number of segments up to the usual ones and the recipe's own; a method may answer with a number of its own."""
    wanted = recipe.segments or 0
    ks = range(1, wanted + 1) if wanted > USUAL_RANGE else None
    found = sweep(points.values, recipe, ks, progress=progress)
    if recipe.method == "hdbscan":
        return found, next(iter(found.solutions.values()))
    return found, found.solutions.get(wanted) or run(points.values, recipe)


def _solution(points: Points, labels: Array, model: Model) -> Solution:
    """What an earlier model has made of these customers; its centres are where these lie."""
    noise = int((labels == NOBODY).sum())
    met = describe(points.values, labels, model.segments)
    return Solution(model.segments, labels, met.sizes, met.centres, met.inertia, model, noise)


def _everyones(table: pa.Table, points: Points, values: Array, others: Any) -> Array:
    """What the recipe's customers have, for all of the table; who was left out has what the others have."""
    every = np.full(len(table), others, values.dtype)
    every[points.rows] = values
    return every


def _placed(table: pa.Table, points: Points, noise: int) -> dict[str, int]:
    return {
        "customers": len(table), "placed": points.size - noise, "left_out": len(table) - points.size, "noise": noise,
    }  # fmt: skip


def _closeness(found: Any, labels: Array) -> dict[str, Any]:
    close = closeness_of(found, labels)
    return {"mean": close.mean, "error": close.error, "segments": [asdict(one) for one in close.segments]}


def _leanings(points: Points, solution: Solution, standing: Array) -> list[list[dict[str, Any]]]:
    """For each segment, to which others its customers at the border lean."""
    if solution.k < 2:
        return []
    found = leanings(points.values, solution.labels, solution.k, standing == BORDER)
    return [[asdict(one) for one in own] for own in found]


def _kept(arrays: Mapping[str, Array]) -> dict[str, Array]:
    return {f"{MODEL}{name}": array for name, array in arrays.items()}


def _within(progress: Progress, first: float, last: float) -> Progress:
    return lambda share, sentence: progress(first + share * (last - first), sentence)
