"""The inner loops of K-Means, compiled.

The one idea: all candidate solutions, for every number of segments and every start, are one tall stack of centres,
and an iteration of all of them is one walk over the rows. A row is read once and meets every centre while it is in
the nearest cache; no table of rows by centres is ever made.

Rows are kept in tiles of 256, measure by measure, so that a whole tile meets one centre in a few vector instructions.
The squared distance is compared in the form |c|^2 - 2 x.c, which needs points that lie around zero (`layout.py`).
Distances are taken in the precision of the tiles, sums in double precision, and a row touches the sums of a centre only
when it changes sides. Everything is added in the order of the tiles, and nothing depends on threads.

A *stack* is `centres` (rows of all solutions on top of each other) and `starts`: solution s owns rows starts[s] to starts[s + 1].
"""

from typing import Any

import numpy as np
from numba import njit

TILE = 256
BLOCK = 4  # measures at once
NOBODY = 255  # the label of a row that has met no centre yet, hence at most 255 centres a solution

# Fused multiply-add and vector sums: the same instructions in every run and on every thread, so the same bits.
compiled: Any = njit(nogil=True, cache=True, fastmath={"contract", "reassoc", "nsz"})


@compiled
def walk(tiles, weights, centres, starts, settled, first, last, labels, sums):  # type: ignore[no-untyped-def]
    """One iteration over tiles first to last: move `labels` to the nearest centres and book the movers in `sums`.

    The last column of `sums` counts. Returns how many rows changed sides, per solution.
    """
    moved = np.zeros(len(starts) - 1, np.int64)
    pull, norms = expand(centres, tiles[0, 0, 0])
    scores = np.empty(TILE, tiles.dtype)
    lowest = np.empty(TILE, tiles.dtype)
    nearest = np.empty(TILE, np.int32)
    for t in range(first, last):
        for s in range(len(moved)):
            if not settled[s]:
                find_nearest(tiles[t], pull, norms, starts[s], starts[s + 1], scores, lowest, nearest)
                moved[s] += book(tiles[t], weights[t], nearest, labels[s, t], sums[starts[s] : starts[s + 1]])
    return moved


@compiled
def update(centres, starts, settled, total, sums, inertia):  # type: ignore[no-untyped-def]
    """Move every centre to the mean of its rows; returns the squared way all centres of a solution went.

    `inertia` needs no walk of its own: it is the total of squares less, per centre, its count times its square.
    A centre that has lost all its rows stays where it is.
    """
    shifts = np.zeros(len(starts) - 1)
    for s in range(len(shifts)):
        if settled[s]:
            continue
        explained = 0.0
        for j in range(starts[s], starts[s + 1]):
            count = sums[j, -1]
            if count > 0:
                for m in range(centres.shape[1]):
                    mean = sums[j, m] / count
                    shifts[s] += (mean - centres[j, m]) ** 2
                    explained += mean * sums[j, m]
                    centres[j, m] = mean
        inertia[s] = max(total - explained, 0.0)
    return shifts


@compiled
def settle(tiles, weights, total, centres, starts, tolerance, iterations):  # type: ignore[no-untyped-def]
    """Lloyd's iterations of a whole stack on one thread, each solution until its centres rest; moves `centres`.

    Returns the inertia of every solution, and the weight behind every centre.
    """
    solutions = len(starts) - 1
    labels = np.full((solutions, len(tiles), TILE), NOBODY, np.uint8)
    sums = np.zeros((len(centres), centres.shape[1] + 1))
    inertia = np.empty(solutions)
    settled = np.zeros(solutions, np.bool_)
    for _ in range(iterations):
        moved = walk(tiles, weights, centres, starts, settled, 0, len(tiles), labels, sums)
        shifts = update(centres, starts, settled, total, sums, inertia)
        settled |= (moved == 0) | (shifts <= tolerance)
        if settled.all():
            break
    return inertia, sums[:, -1].copy()


@compiled
def way(centres, weights, others):  # type: ignore[no-untyped-def]
    """How far it is from the centres to the nearest of the others, squared, for all rows that stand behind them."""
    total = 0.0
    for j in range(len(centres)):
        nearest = np.inf
        for other in others:
            nearest = min(nearest, ((centres[j] - other) ** 2).sum())
        total += weights[j] * nearest
    return total


@compiled
def price(tiles, weights, centres, starts, first, last):  # type: ignore[no-untyped-def]
    """What every solution would cost on these tiles as it stands, less the squares of the rows, which all have alike."""
    costs = np.zeros(len(starts) - 1)
    pull, norms = expand(centres, tiles[0, 0, 0])
    scores = np.empty(TILE, tiles.dtype)
    lowest = np.empty(TILE, tiles.dtype)
    nearest = np.empty(TILE, np.int32)
    for t in range(first, last):
        for s in range(len(costs)):
            find_nearest(tiles[t], pull, norms, starts[s], starts[s + 1], scores, lowest, nearest)
            for i in range(TILE):
                costs[s] += np.float64(weights[t, i]) * np.float64(lowest[i])
    return costs


@compiled
def assign(points, first, last, centres, starts, labels, counts, inertia):  # type: ignore[no-untyped-def]
    """The last word on rows first to last: their nearest centres in double precision, by plain differences, and the cost."""
    tile = np.zeros((points.shape[1], TILE))
    scores = np.empty(TILE)
    lowest = np.empty(TILE)
    nearest = np.empty(TILE, np.int32)
    for start in range(first, last, TILE):
        rows = min(TILE, last - start)
        fill(points[start : start + rows], tile)
        for s in range(len(starts) - 1):
            lowest[:] = np.inf
            for j in range(starts[s], starts[s + 1]):
                measure_squares(tile, centres[j], scores)
                keep_lower(scores, np.int32(j - starts[s]), lowest, nearest)
            for i in range(rows):
                labels[s, start + i] = nearest[i]
                counts[starts[s] + nearest[i]] += 1
                inertia[s] += lowest[i]


@compiled
def fill(points, tile):  # type: ignore[no-untyped-def]
    """Lay rows into a tile, measure by measure."""
    for i in range(len(points)):
        for m in range(points.shape[1]):
            tile[m, i] = points[i, m]


@compiled
def measure_squares(tile, place, squares):  # type: ignore[no-untyped-def]
    """Squared distance of each row of a tile to a place."""
    squares[:] = 0
    for m in range(len(place)):
        values, middle = tile[m], place[m]
        for i in range(TILE):
            squares[i] += (values[i] - middle) ** 2


@compiled
def expand(centres, like):  # type: ignore[no-untyped-def]
    """-2c, filled up with zeros to whole blocks of measures, and |c|^2, in the precision of `like`."""
    pull = np.zeros((len(centres), -(-centres.shape[1] // BLOCK) * BLOCK), type(like))
    norms = np.empty(len(centres), type(like))
    for j in range(len(centres)):
        norms[j] = (centres[j] * centres[j]).sum()
        for m in range(centres.shape[1]):
            pull[j, m] = -2 * centres[j, m]
    return pull, norms


@compiled
def find_nearest(tile, pull, norms, first, last, scores, lowest, nearest):  # type: ignore[no-untyped-def]
    """The nearest of the centres first to last for each row of a tile; the first of equals wins.

    Measures are taken in blocks, for the scores are carried from block to block by way of memory. In the last block the score
    is complete and is compared at once. There, measures that do not exist are the last one times zero.
    """
    lowest[:] = np.inf
    end, last_block = tile.shape[0] - 1, pull.shape[1] - BLOCK
    for j in range(first, last):
        label, factors = np.int32(j - first), pull[j]
        scores[:] = norms[j]
        for m in range(0, last_block, BLOCK):
            a, b, c, d = tile[m], tile[m + 1], tile[m + 2], tile[m + 3]
            p, q, r, s = factors[m], factors[m + 1], factors[m + 2], factors[m + 3]
            for i in range(TILE):
                scores[i] += p * a[i] + q * b[i] + r * c[i] + s * d[i]
        m = last_block
        a, b, c, d = tile[m], tile[min(m + 1, end)], tile[min(m + 2, end)], tile[min(m + 3, end)]
        p, q, r, s = factors[m], factors[m + 1], factors[m + 2], factors[m + 3]
        for i in range(TILE):
            # Written as two choices, not as a branch, so that it becomes vector instructions.
            score, low, near = scores[i] + (p * a[i] + q * b[i] + r * c[i] + s * d[i]), lowest[i], nearest[i]
            closer = score < low
            lowest[i] = score if closer else low
            nearest[i] = label if closer else near


@compiled
def keep_lower(scores, label, lowest, nearest):  # type: ignore[no-untyped-def]
    for i in range(TILE):
        # Written as two choices, not as a branch, so that it becomes vector instructions.
        score, low, near = scores[i], lowest[i], nearest[i]
        closer = score < low
        lowest[i] = score if closer else low
        nearest[i] = label if closer else near


@compiled
def book(tile, weights, nearest, labels, sums):  # type: ignore[no-untyped-def]
    """Carry the rows that changed sides from the sums of the old centre to those of the new one."""
    moved = 0
    width = tile.shape[0]
    for i in range(TILE):
        old, new = labels[i], nearest[i]
        if new == old:
            continue
        moved += 1
        weight = np.float64(weights[i])
        gain = sums[new]
        if old == NOBODY:
            for m in range(width):
                gain[m] += weight * tile[m, i]
            gain[width] += weight
        else:
            loss = sums[old]
            for m in range(width):
                value = weight * tile[m, i]
                gain[m] += value
                loss[m] -= value
            gain[width] += weight
            loss[width] -= weight
        labels[i] = new
    return moved
