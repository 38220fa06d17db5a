"""One recipe tried for every number of segments: the sweep, what every criterion says of it, and what to make of that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.clustering.criteria import (
    Gap,
    Silhouette,
    calinski_harabasz,
    choose_by_gap,
    davies_bouldin,
    find_knee,
    gaps,
    silhouettes,
)
from core.clustering.kmeans import LIGHT, Progress, silent
from core.clustering.kmeans.layout import distinct, frame_of
from core.clustering.methods import Solution, solve
from core.clustering.partition import Partition, describe
from core.clustering.stability import Stability, stability
from core.clustering.verdict import Evidence, Limits, Verdict, decide
from core.errors import BadInput
from core.recipe import MOST_SEGMENTS, Recipe, check_range

Array = NDArray[Any]

DEFAULT_RANGE = tuple(range(1, 13))
CRITERIA = ("inertia", "silhouette", "calinski_harabasz", "davies_bouldin", "gap", "stability", "smallest")
RESAMPLES = 20


@dataclass(frozen=True)
class Sweep:
    """The solution for every k, ready to be shown."""

    recipe: Recipe
    solutions: Mapping[int, Solution]

    @property
    def inertia(self) -> dict[int, float]:
        return {k: solution.inertia for k, solution in self.solutions.items()}


@dataclass(frozen=True)
class Judgement:
    """What the criteria say. A criterion that was not asked for, or is not defined for a k, is not there."""

    criteria: tuple[str, ...]
    knee: int | None
    gap_choice: int | None
    silhouette: Mapping[int, Silhouette]
    calinski_harabasz: Mapping[int, float]
    davies_bouldin: Mapping[int, float]
    gap: Mapping[int, Gap]
    stability: Mapping[int, Stability]
    smallest: Mapping[int, int]
    verdict: Verdict


def sweep(
    points: Array,
    recipe: Recipe,
    ks: Sequence[int] | None = None,
    *,
    threads: int | None = None,
    progress: Progress = silent,
) -> Sweep:
    """Without `ks` from 1 to 12 segments, or to as many as customers differ."""
    wanted = DEFAULT_RANGE if ks is None else check_range(ks)
    most = count_distinct(points, max(wanted[-1], DEFAULT_RANGE[-1]))
    if ks is not None and wanted[-1] > most:
        raise BadInput(f"There are only {most} different customers, so at most {most} segments are possible.")
    wanted = tuple(k for k in wanted if k <= most)
    # In K-Means the numbers help each other, so they are always sought together: the answer for one k does not
    # depend on which others somebody wanted to see.
    together = tuple(range(1, most + 1)) if recipe.method == "k-means" else wanted
    found = solve(points, together, recipe, threads=threads, progress=progress)
    return Sweep(recipe, {k: s for k, s in found.items() if k in wanted or recipe.method == "hdbscan"})


def run(points: Array, recipe: Recipe, *, threads: int | None = None, progress: Progress = silent) -> Solution:
    """The recipe's own number of segments. HDBSCAN needs none."""
    if recipe.method == "hdbscan":
        return next(iter(solve(points, (), recipe, threads=threads, progress=progress).values()))
    if recipe.segments is None:
        raise BadInput(f"Choose between 2 and {MOST_SEGMENTS} segments.")
    found = sweep(points, recipe, (recipe.segments,), threads=threads, progress=progress).solutions
    return next(iter(found.values()))


def judge(
    points: Array,
    swept: Sweep,
    criteria: Sequence[str] = CRITERIA,
    *,
    limits: Limits | None = None,
    resamples: int = RESAMPLES,
    threads: int | None = None,
    progress: Progress = silent,
) -> Judgement:
    """Every criterion asked for, for every k, and the verdict that follows from them."""
    unknown = sorted(set(criteria) - set(CRITERIA))
    if unknown:
        raise BadInput(f"There is no criterion '{unknown[0][:40]}'. Choose from: {', '.join(CRITERIA)}.")
    seed, solutions = swept.recipe.seed, swept.solutions
    progress(0.0, "Describing every number of segments")
    parts = {k: describe(points, s.labels, s.k) for k, s in solutions.items()}
    found: dict[str, Any] = {"silhouette": {}, "gap": {}, "stability": {}}
    if "silhouette" in criteria:
        progress(0.05, "Measuring silhouettes")
        found["silhouette"] = silhouettes(
            points, {k: s.labels for k, s in solutions.items()}, seed=seed, threads=threads
        )
    if "gap" in criteria:
        inside = _within(progress, 0.2, 0.5)
        inertia = {k: part.inertia for k, part in parts.items() if solutions[k].noise == 0}
        found["gap"] = gaps(points, inertia, seed=seed, threads=threads, progress=inside)
    if "stability" in criteria:
        found["stability"] = stability_of(
            points, swept, resamples=resamples, threads=threads, progress=_within(progress, 0.5, 1.0)
        )
    return _conclude(swept, parts, tuple(criteria), found, limits or Limits())


def stability_of(
    points: Array,
    swept: Sweep,
    *,
    resamples: int,
    follow: bool = False,
    threads: int | None = None,
    progress: Progress = silent,
) -> dict[int, Stability]:
    """The stability of every segment of every k by the sweep's own method; with `follow` of every customer too."""
    ks = tuple(k for k in swept.solutions if k > 1)

    def refit(drawn: Array, seed: int) -> Mapping[int, Solution]:
        recipe = replace(swept.recipe, seed=seed)
        return solve(drawn, ks, recipe, effort=LIGHT, threads=threads)

    return stability(
        points, swept.solutions, refit, resamples=resamples, seed=swept.recipe.seed, follow=follow, progress=progress
    )


def count_distinct(points: Array, enough: int) -> int:
    """How many customers differ in single precision, counted no further than `enough`."""
    frame, _ = frame_of(points, None)
    size = 1_000
    while True:
        count = len(distinct(frame.inwards(points[:size]).astype(np.float32))[0])
        if count >= enough or size >= len(points):
            return min(count, enough)
        size *= 30


def _conclude(
    swept: Sweep, parts: Mapping[int, Partition], criteria: tuple[str, ...], found: dict[str, Any], limits: Limits
) -> Judgement:
    ratios: dict[str, dict[int, float]] = {"calinski_harabasz": {}, "davies_bouldin": {}}
    for name, rate in (("calinski_harabasz", calinski_harabasz), ("davies_bouldin", davies_bouldin)):
        if name in criteria:
            ratios[name] = {k: value for k, part in parts.items() if (value := rate(part)) is not None}
    evidence = Evidence(
        smallest={k: int(solution.sizes.min()) for k, solution in swept.solutions.items()},
        knee=find_knee(swept.inertia),
        gap=choose_by_gap(found["gap"]),
        silhouette={k: (silhouette.mean, silhouette.error) for k, silhouette in found["silhouette"].items()},
        calinski_harabasz=ratios["calinski_harabasz"],
        davies_bouldin=ratios["davies_bouldin"],
        stability={k: stable.mean for k, stable in found["stability"].items()},
    )
    return Judgement(
        criteria=criteria,
        knee=evidence.knee,
        gap_choice=evidence.gap,
        silhouette=found["silhouette"],
        calinski_harabasz=ratios["calinski_harabasz"],
        davies_bouldin=ratios["davies_bouldin"],
        gap=found["gap"],
        stability=found["stability"],
        smallest=evidence.smallest,
        verdict=decide(evidence, limits),
    )


def _within(progress: Progress, first: float, last: float) -> Progress:
    return lambda share, sentence: progress(first + share * (last - first), sentence)
