"""Greedy k-means++: each new centre is the best of a few rows drawn by their squared distance to the centres so far.

One chain of picks seeds every number of segments at once, since its first k picks are a k-means++ start for k.
The same step, begun with centres that are there already, is the split of a merge-and-split move.
"""

from typing import Any

import numpy as np

from core.clustering.kmeans.kernel import TILE, compiled


@compiled
def extend(tiles, weights, centres, have, want, draws):  # type: ignore[no-untyped-def]
    """Fill `centres` from `have` to `want`; `draws[pick, trial]` are uniform numbers from 0 to 1."""
    closest = np.full((len(tiles), TILE), np.float32(np.inf))
    trial = np.empty((len(tiles), TILE), np.float32)
    best = np.empty((len(tiles), TILE), np.float32)
    for j in range(have):
        approach(tiles, weights, centres[j], closest, closest)
    for pick in range(have, want):
        odds = tally(weights, closest)
        lowest = np.inf
        for draw in draws[pick - have]:
            t, i = find(odds, weights, closest, draw * odds[-1])
            candidate = tiles[t, :, i].astype(np.float64)
            left = approach(tiles, weights, candidate, closest, trial)
            if left < lowest:
                lowest = left
                centres[pick] = candidate
                trial, best = best, trial
        closest, best = best, closest


@compiled
def approach(tiles, weights, centre, closest, out):  # type: ignore[no-untyped-def]
    """Squared distances to the nearest centre once this one is added; returns their weighted sum."""
    left = 0.0
    square = np.empty(TILE, np.float32)
    for t in range(len(tiles)):
        square[:] = 0
        for m in range(len(centre)):
            place = np.float32(centre[m])
            for i in range(TILE):
                square[i] += (tiles[t, m, i] - place) ** 2
        part: Any = np.float32(0)
        for i in range(TILE):
            near = min(square[i], closest[t, i])
            out[t, i] = near
            part += near * weights[t, i]
        left += part
    return left


@compiled
def tally(weights, closest):  # type: ignore[no-untyped-def]
    """Running total of the odds of being drawn, by tile. Before there is a centre, weight alone decides."""
    odds = np.empty(len(weights))
    total = 0.0
    for t in range(len(weights)):
        for i in range(TILE):
            total += weights[t, i] * distance(closest[t, i])
        odds[t] = total
    return odds


@compiled
def find(odds, weights, closest, mark):  # type: ignore[no-untyped-def]
    """The row at which the running total passes the mark."""
    t = min(np.searchsorted(odds, mark, side="right"), len(odds) - 1)
    total = odds[t - 1] if t > 0 else 0.0
    chosen = 0
    for i in range(TILE):
        odd = weights[t, i] * distance(closest[t, i])
        if odd > 0:
            chosen = i
            total += odd
            if total > mark:
                break
    return t, chosen


@compiled
def distance(square):  # type: ignore[no-untyped-def]
    return 1.0 if square == np.inf else np.float64(square)
