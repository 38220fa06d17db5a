"""How sure: how close customers are to their own segment, how firmly segments come back, and who stands at the border."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.clustering import NOBODY, Stability, band_of
from core.clustering.criteria import Silhouette, silhouettes
from core.clustering.partition import describe

Array = NDArray[Any]

MOST_SLIVERS = 120  # of a segment in the plot
STANDINGS = ("core", "usual", "border")


@dataclass(frozen=True)
class Closeness:
    """The silhouette of one segment. `plot`: values from the highest to the lowest, thinned evenly, both ends kept."""

    segment: int
    mean: float
    lowest: float
    negative: float  # share of its customers who are nearer to another segment
    asked: int
    plot: tuple[float, ...]


@dataclass(frozen=True)
class Closenesses:
    """`mean` over all customers with its stated `error`, 0 where exact; `rows` were asked and have `values`, by customer."""

    mean: float
    error: float
    segments: tuple[Closeness, ...]
    rows: Array
    values: Array


@dataclass(frozen=True)
class Firmness:
    """How firmly one segment comes back, in the bands of Hennig; customers by their own standing, where that was followed."""

    segment: int
    stability: float
    band: str
    dissolved: int
    resamples: int
    core: int | None
    usual: int | None
    border: int | None


@dataclass(frozen=True)
class Leaning:
    """Some customers of a segment, by the other segment whose centre is nearest to them."""

    segment: int
    neighbour: int
    customers: int


def closeness(points: Array, labels: Array, segments: int, *, seed: int = 1, threads: int | None = None) -> Closenesses:
    """Exact up to 25,000 customers; above from a sample in which every segment has its share. Needs two segments."""
    (found,) = silhouettes(points, {segments: labels}, seed=seed, threads=threads).values()
    return closeness_of(found, labels)


def closeness_of(found: Silhouette, labels: Array) -> Closenesses:
    """From a silhouette that is already there, as in a judgement; `labels` are those of all customers."""
    own = labels[found.rows]
    each = tuple(
        Closeness(
            segment,
            found.means[segment],
            found.lowest[segment],
            found.negative[segment],
            int((own == segment).sum()),
            thinned(found.values[own == segment]),
        )
        for segment in range(len(found.means))
    )
    return Closenesses(found.mean, found.error, each, found.rows, found.values)


def thinned(values: Array, most: int = MOST_SLIVERS) -> tuple[float, ...]:
    ordered = np.sort(values)[::-1]
    if len(ordered) > most:
        ordered = ordered[np.round(np.linspace(0, len(ordered) - 1, most)).astype(int)]
    return tuple(float(value) for value in ordered)


def leanings(points: Array, labels: Array, segments: int, who: Array) -> tuple[tuple[Leaning, ...], ...]:
    """Where the customers marked in `who`, those at the border for example, would go next; the most common first."""
    centres = describe(points, labels, segments).centres
    rows = np.flatnonzero(who & (labels != NOBODY))
    far = np.stack([((points[rows] - centre) ** 2).sum(axis=1) for centre in centres], axis=1)
    far[np.arange(len(rows)), labels[rows]] = np.inf
    next_best = far.argmin(axis=1)
    counts = np.bincount(labels[rows].astype(np.int64) * segments + next_best, minlength=segments**2).reshape(
        segments, segments
    )
    return tuple(
        tuple(Leaning(segment, int(other), int(own[other])) for other in np.argsort(-own, kind="stable") if own[other])
        for segment, own in enumerate(counts)
    )


def firmness(stable: Stability, labels: Array) -> tuple[Firmness, ...]:
    counts: Sequence[Sequence[int | None]] = [[None] * len(STANDINGS)] * len(stable.segments)
    if stable.company is not None:
        standing, inside = stable.standing, labels != NOBODY
        counts = [
            [int((standing[inside & (labels == s)] == word).sum()) for word in STANDINGS]
            for s in range(len(stable.segments))
        ]
    return tuple(
        Firmness(segment, jaccard, band_of(jaccard), stable.dissolved[segment], stable.resamples, *counts[segment])
        for segment, jaccard in enumerate(stable.segments)
    )
