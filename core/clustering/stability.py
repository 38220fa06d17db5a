"""Would other customers of the same kind have given the same segments? Ask it by drawing them again, with repeats.

Each resample is divided anew, and every segment looks for the new one that shares most with it (Jaccard: shared customers
over all in either; Hennig's bootstrap, R package fpc). The mean over resamples is the segment's stability. A customer's is
the share of resamples in which the new segment that they fall into is the one that answers to theirs.

Above 32,768 customers a resample has that many, so what is measured is the stability of a study of that size, which is
a little lower than that of all.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from core.clustering.kmeans import Progress, silent
from core.clustering.kmeans.kernel import NOBODY
from core.clustering.methods.solution import Solution

Array = NDArray[Any]
Refit = Callable[[Array, int], Mapping[int, Solution]]

MOST_ROWS = 32_768
BANDS = ((0.85, "highly stable"), (0.75, "stable"), (0.6, "doubtful"), (0.0, "not to be trusted"))
DISSOLVED = 0.5
CORE, USUAL = 0.85, 0.6


@dataclass(frozen=True)
class Stability:
    segments: tuple[float, ...]  # mean Jaccard of each
    dissolved: tuple[int, ...]  # in how many resamples each shared half or less with any new segment
    resamples: int
    rows: int  # customers in a resample
    company: Array | None  # each customer's share of resamples, NaN for noise; None if nobody asked

    @property
    def mean(self) -> float:
        return float(np.mean(self.segments))

    @property
    def lowest(self) -> float:
        return min(self.segments)

    @property
    def bands(self) -> tuple[str, ...]:
        return tuple(band_of(jaccard) for jaccard in self.segments)

    @property
    def standing(self) -> Array:
        """core, usual or border for every customer; empty for noise."""
        assert self.company is not None, "made with follow=True"
        words = np.where(self.company >= CORE, "core", np.where(self.company >= USUAL, "usual", "border"))
        return np.where(np.isnan(self.company), "", words)


def band_of(jaccard: float) -> str:
    return next(word for least, word in BANDS if jaccard >= least)


def stability(
    points: Array,
    solutions: Mapping[int, Solution],
    refit: Refit,
    *,
    resamples: int = 100,
    seed: int = 1,
    follow: bool = False,
    progress: Progress = silent,
) -> dict[int, Stability]:
    """For every k from 2. `refit(points, seed)` divides a resample anew; `follow` keeps an eye on every customer too."""
    ks = [k for k in sorted(solutions) if k > 1]
    size = min(len(points), MOST_ROWS)
    shared: dict[int, list[Array]] = {k: [] for k in ks}
    kept = {k: np.zeros(len(points), np.int32) for k in ks if follow}
    for number in range(resamples):
        progress(number / resamples, f"Dividing resample {number + 1} of {resamples}")
        rows = np.sort(np.random.default_rng([seed, 7, number]).integers(0, len(points), size))
        again = refit(points[rows], seed + number + 1)
        once = np.flatnonzero(np.diff(rows, prepend=-1))
        for k in ks:
            new = again.get(k) or min(again.values(), key=lambda solution: abs(solution.k - k))
            table = jaccard(solutions[k].labels[rows[once]], new.labels[once], solutions[k].k, new.k)
            shared[k].append(table.max(axis=1))
            if follow:
                kept[k] += in_company(points, solutions[k].labels, new, table)
    return {k: _summary(np.array(shared[k]), size, kept.get(k), solutions[k].labels) for k in ks}


def jaccard(labels: Array, others: Array, k: int, n: int) -> Array:
    """Shared over all in either, for each pair of segments of two divisions of the same customers."""
    both = (labels != NOBODY) & (others != NOBODY)
    table = np.bincount(labels[both].astype(int) * n + others[both], minlength=k * n).reshape(k, n)
    own = np.bincount(labels, minlength=NOBODY + 1)[:k]
    theirs = np.bincount(others, minlength=NOBODY + 1)[:n]
    return np.asarray(table / np.maximum(own[:, None] + theirs[None] - table, 1))


def in_company(points: Array, labels: Array, new: Solution, table: Array) -> Array:
    """Who falls into the new segment that answers to their own, each new one answering to one old at most."""
    old, answering = linear_sum_assignment(table, maximize=True)
    answer = np.full(NOBODY + 1, NOBODY, np.uint8)
    answer[answering] = old
    return np.asarray((answer[new.model.assign(points)] == labels) & (labels != NOBODY))


def _summary(shared: Array, rows: int, kept: Array | None, labels: Array) -> Stability:
    company = None
    if kept is not None:
        company = np.where(labels == NOBODY, np.nan, kept / len(shared))
    dissolved = (shared <= DISSOLVED).sum(axis=0)
    return Stability(tuple(shared.mean(axis=0).tolist()), tuple(dissolved.tolist()), len(shared), rows, company)
