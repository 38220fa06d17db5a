"""The silhouette of every number of segments at once: exact in one pass over all distances, or estimated.

A distance is computed once and added to the customer's own account of its segment under every k. Sums for 256 customers
stand side by side, so that each addition is a vector instruction. Up to 25,000 customers that is the exact answer.

Above, 10,000 customers are asked for their distances to 20,000 others. Both are drawn so that every segment of every k
has its share, and weighted back. What is left of chance is taken out with the simplified silhouette (distances to
centres), which is known for all customers: only the difference between the two has to be estimated. The stated error is
four standard errors of that difference; or more where distances are so uneven that it matters who the others happen to be.
"""

import os
from collections.abc import Mapping
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.clustering.kmeans.kernel import NOBODY, TILE, compiled
from core.clustering.kmeans.layout import draw_systematically, frame_of
from core.clustering.partition import describe

Array = NDArray[Any]

EXACT = 25_000
ASKED, OTHERS = 10_000, 20_000
ASKED_EACH, OTHERS_EACH = 30, 60  # of each segment, at the least
ERRORS = 4
LEAST_ERROR = 0.003


@dataclass(frozen=True)
class Silhouette:
    """From -1 to 1. `rows` are the customers asked and `values` theirs; all of them where the answer is exact."""

    mean: float
    error: float  # 0 where exact
    means: tuple[float, ...]  # per segment
    lowest: tuple[float, ...]
    negative: tuple[float, ...]  # share of each segment's customers who are nearer to another segment
    rows: Array
    values: Array


def silhouettes(
    points: Array, labels: Mapping[int, Array], *, seed: int, threads: int | None = None
) -> dict[int, Silhouette]:
    """One for every k from 2; `labels` may hold NOBODY for customers who belong nowhere."""
    ks = [k for k in sorted(labels) if 2 <= k < len(points)]
    if not ks:
        return {}
    stacked = np.stack([labels[k] for k in ks])
    starts = np.cumsum([0, *ks])
    with ThreadPoolExecutor(threads or os.cpu_count() or 1) as pool:
        if len(points) <= EXACT:
            every = np.arange(len(points))
            ones = np.ones(len(points))
            values = ask(points, stacked, starts, every, every, ones, pool)
            return {k: _summary(values[s], stacked[s], k, every, ones, 0.0) for s, k in enumerate(ks)}
        return _estimate(points, stacked, starts, ks, seed, pool)


def _estimate(
    points: Array, labels: Array, starts: Array, ks: list[int], seed: int, pool: Executor
) -> dict[int, Silhouette]:
    chance = np.random.default_rng([seed, 4])
    others, standing = draw_systematically(_shares(labels, ks, OTHERS, OTHERS_EACH), chance.random())
    asked, weights = draw_systematically(_shares(labels, ks, ASKED, ASKED_EACH), chance.random())
    values = ask(points, labels, starts, asked, others, standing, pool)

    def complete(s: int) -> Silhouette:
        own = labels[s, asked] != NOBODY
        centres = describe(points, labels[s], ks[s]).centres
        overall, simple = simplified(points, labels[s], centres, asked)
        mean, error = combine(values[s, own], simple[own], weights[own], overall)
        error = max(error, _unevenness(points[asked[own]], centres[labels[s, asked[own]]]) / np.sqrt(len(others)))
        return _summary(values[s], labels[s, asked], ks[s], asked, weights, error, mean)

    return dict(zip(ks, pool.map(complete, range(len(ks))), strict=True))


def combine(exact: Array, simple: Array, weights: Array, overall: float) -> tuple[float, float]:
    """The mean of all, from the exact values of some and the simplified ones of all; and its stated error."""
    share = weights / weights.sum()
    around = simple - share @ simple
    varied = share @ around**2
    slope = (share @ (around * exact)) / varied if varied > 0 else 0.0
    rest = exact - slope * simple
    mean = slope * overall + share @ rest
    error = np.sqrt((share**2 * (rest - share @ rest) ** 2).sum())
    return float(mean), float(max(ERRORS * error, LEAST_ERROR))


def _unevenness(points: Array, centres: Array) -> float:
    """Of the distances to the own centre: their standard deviation beside their mean."""
    distances = np.sqrt(((points - centres) ** 2).sum(axis=1))
    return float(distances.std() / max(distances.mean(), np.finfo(float).tiny))


def _shares(labels: Array, ks: list[int], size: int, each: int) -> Array:
    """Everyone's chance to be drawn: even, but no segment of any k is left with fewer than `each`."""
    shares = np.full(labels.shape[1], size / labels.shape[1])
    for own, k in zip(labels, ks, strict=True):
        sizes = np.bincount(own, minlength=NOBODY + 1)[:k]
        floor = np.zeros(NOBODY + 1)
        floor[:k] = each / np.maximum(sizes, 1)
        if (floor[:k] > size / labels.shape[1]).any():
            np.maximum(shares, floor[own], out=shares)
    return shares


def ask(
    points: Array, labels: Array, starts: Array, asked: Array, others: Array, standing: Array, pool: Executor
) -> Array:
    """The silhouette value, under every k, of the customers asked, from their distances to the others."""
    frame, _ = frame_of(points[others], None)
    near = frame.inwards(points[others]).astype(np.float32)
    theirs = np.ascontiguousarray(labels[:, others])
    totals = np.zeros(starts[-1])
    for s in range(len(labels)):
        counted = np.bincount(theirs[s], weights=standing, minlength=NOBODY + 1)
        totals[starts[s] : starts[s + 1]] = counted[: starts[s + 1] - starts[s]]
    weight_of = np.zeros(len(points))
    weight_of[others] = standing
    values = np.empty((len(labels), len(asked)))

    def ask_tile(first: int) -> None:
        rows = asked[first : first + TILE]
        tile = np.zeros((points.shape[1], TILE), np.float32)
        tile[:, : len(rows)] = frame.inwards(points[rows]).T
        sums = add_distances(tile, near, standing, theirs, starts)
        own = np.ascontiguousarray(labels[:, rows])
        values[:, first : first + len(rows)] = weigh(sums, totals, own, weight_of[rows], starts)

    list(pool.map(ask_tile, range(0, len(asked), TILE)))
    return values


def _summary(
    values: Array, labels: Array, k: int, rows: Array, weights: Array, error: float, mean: float | None = None
) -> Silhouette:
    inside = labels != NOBODY
    own, kept, weights = labels[inside], values[inside], weights[inside]
    totals = np.maximum(np.bincount(own, weights=weights, minlength=k), np.finfo(float).tiny)
    means = np.bincount(own, weights=weights * kept, minlength=k) / totals
    negative = np.bincount(own, weights=weights * (kept < 0), minlength=k) / totals
    lowest = np.full(k, np.inf)
    np.minimum.at(lowest, own, kept)
    overall = float(np.average(kept, weights=weights)) if mean is None else mean
    return Silhouette(
        overall, error, tuple(means.tolist()), tuple(lowest.tolist()), tuple(negative.tolist()), rows, values
    )


@compiled
def add_distances(tile, near, standing, labels, starts):  # type: ignore[no-untyped-def]
    """Weighted sums of the distances from each row of a tile to the others, by their segment under every k."""
    sums = np.zeros((starts[-1], TILE))
    part = np.zeros((starts[-1], TILE), np.float32)
    distance = np.empty(TILE, np.float32)
    for first in range(0, len(near), TILE):
        part[:] = 0
        for j in range(first, min(first + TILE, len(near))):
            distance[:] = 0
            for m in range(tile.shape[0]):
                values, place = tile[m], near[j, m]
                for i in range(TILE):
                    distance[i] += (values[i] - place) ** 2
            weight = np.float32(standing[j])
            for i in range(TILE):
                distance[i] = np.sqrt(distance[i]) * weight
            for s in range(len(labels)):
                if labels[s, j] != NOBODY:
                    account = part[starts[s] + labels[s, j]]
                    for i in range(TILE):
                        account[i] += distance[i]
        sums += part
    return sums


@compiled
def weigh(sums, totals, labels, own_weights, starts):  # type: ignore[no-untyped-def]
    """(b - a) / max(a, b); alone in a segment it is 0, and a customer who belongs nowhere has none (0, not counted)."""
    values = np.zeros(labels.shape)
    for s in range(len(labels)):
        for i in range(labels.shape[1]):
            own = labels[s, i]
            if own == NOBODY:
                continue
            company = totals[starts[s] + own] - own_weights[i]
            if company <= 1e-9:
                continue
            inside = sums[starts[s] + own, i] / company
            outside = np.inf
            for c in range(starts[s + 1] - starts[s]):
                if c != own and totals[starts[s] + c] > 0:
                    outside = min(outside, sums[starts[s] + c, i] / totals[starts[s] + c])
            larger = max(inside, outside)
            if larger > 0 and outside < np.inf:
                values[s, i] = (outside - inside) / larger
    return values


@compiled
def simplified(points, labels, centres, asked):  # type: ignore[no-untyped-def]
    """The silhouette with distances to centres: its mean over all customers, and the values of those asked."""
    total, count = 0.0, 0
    values = np.zeros(len(asked))
    at = 0
    for i in range(len(points)):
        value = 0.0
        if labels[i] != NOBODY:
            inside, outside = 0.0, np.inf
            for c in range(len(centres)):
                square = 0.0
                for m in range(points.shape[1]):
                    square += (points[i, m] - centres[c, m]) ** 2
                if c == labels[i]:
                    inside = np.sqrt(square)
                else:
                    outside = min(outside, np.sqrt(square))
            larger = max(inside, outside)
            value = (outside - inside) / larger if larger > 0 else 0.0
            total += value
            count += 1
        if at < len(asked) and asked[at] == i:
            values[at] = value
            at += 1
    return total / max(count, 1), values
