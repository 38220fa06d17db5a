"""The gap statistic: how much tighter the segments are than those of customers strewn evenly over the same space.

The space is the box along the principal axes (Tibshirani, Walther and Hastie, 2001). It is the one criterion that can
answer "one": no segments at all.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from core.clustering.kmeans import LIGHT, Progress, search, silent

Array = NDArray[Any]

REFERENCES = 10
MOST_ROWS = 10_000  # of a reference; inertia per customer hardly changes beyond

CLEAR_RISE, CLEAR_ERRORS = 0.05, 1.6


@dataclass(frozen=True)
class Gap:
    value: float
    error: float


def gaps(
    points: Array,
    inertia: Mapping[int, float],
    *,
    seed: int,
    references: int = REFERENCES,
    threads: int | None = None,
    progress: Progress = silent,
) -> dict[int, Gap]:
    """The gap of every k whose inertia is not zero."""
    ks = [k for k in sorted(inertia) if inertia[k] > 0 and k < len(points)]
    if not ks:
        return {}
    sides = box(points)
    rows = min(len(points), MOST_ROWS)
    logs = np.empty((references, len(ks)))
    for number in range(references):
        progress(number / references, "Comparing with customers strewn evenly")
        strewn = np.random.default_rng([seed, 5, number]).random((rows, len(sides))) * sides
        found = search(strewn, ks, seed=seed + number, effort=LIGHT, threads=threads)
        logs[number] = [np.log(found[k].inertia / rows) for k in ks]
    own = np.log([inertia[k] / len(points) for k in ks])
    error = logs.std(axis=0) * np.sqrt(1 + 1 / references)
    return {k: Gap(float(logs[:, i].mean() - own[i]), float(error[i])) for i, k in enumerate(ks)}


def rising(found: Mapping[int, Gap]) -> list[int]:
    """The numbers of segments that are clearly better than one. If there is none, there is nothing to find.

    Evenly strewn, bell-shaped and heavy-tailed customers without groups have none; see `docs/sweep.md`.
    """
    if 1 not in found:
        return sorted(found)
    one = found[1]
    return [
        k
        for k, gap in sorted(found.items())
        if gap.value - one.value > max(CLEAR_RISE, CLEAR_ERRORS * (gap.error + one.error))
    ]


def choose_by_gap(found: Mapping[int, Gap]) -> int | None:
    """Of the numbers that are clearly better than one the smallest that the next does not clearly beat; else one."""
    better = rising(found)
    for k in better:
        if k > 1 and k + 1 in found and found[k].value >= found[k + 1].value - found[k + 1].error:
            return k
    return None if better or 1 not in found else 1


def box(points: Array) -> Array:
    """The sides of the box along the principal axes. Which way it is turned makes no difference to distances."""
    with threadpool_limits(1, "blas"):
        middle = points.mean(axis=0)
        _, axes = np.linalg.eigh(np.cov(points.T).reshape(points.shape[1], -1))
        turned = [(points @ axis) - middle @ axis for axis in axes.T]
    return np.array([values.max() - values.min() for values in turned])
