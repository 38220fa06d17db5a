"""The winners of all numbers of segments on all rows: settled in one walk, numbered by size, and labelled."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.clustering.kmeans.kernel import NOBODY, TILE, assign, price, update, walk
from core.clustering.kmeans.layout import Layer, Layers, cuts

Array = NDArray[Any]
Progress = Callable[[float, str], None]

TURNS = 5
FINALISTS, CLOSE, LAST_STEPS = 3, 1e-2, 8  # how many within which reach of the best take how many steps on all rows


def silent(_share: float, _sentence: str) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True)
class Found:
    """The best centres for one k in the units of the points, numbered by size, and every row's nearest."""

    centres: Array
    labels: Array
    sizes: Array
    inertia: float


def finish(
    points: Array,
    layers: Layers,
    best: Mapping[int, Array],
    tolerance: float,
    iterations: int,
    pool: Executor,
    progress: Progress,
) -> dict[int, Found]:
    starts = np.cumsum([0, *best])
    centres = np.concatenate(list(best.values()))
    _, counts = settle_together(layers.whole, centres, starts, tolerance, iterations, pool, progress)
    lanes = [slice(*edge) for edge in pairwise(starts)]
    centres = layers.frame.outwards(centres)
    progress(0.95, "Assigning every customer")
    for _ in range(TURNS):
        for lane in lanes:
            centres[lane] = centres[lane][by_size(centres[lane], counts[lane])]
        labels, counts, inertia = assign_all(points, centres, starts, pool)
        if all((np.diff(counts[lane]) <= 0).all() for lane in lanes):
            break
    return {
        k: Found(centres[lane], labels[s], counts[lane], float(inertia[s]))
        for s, (k, lane) in enumerate(zip(best, lanes, strict=True))
    }


def choose(layer: Layer, shelves: Mapping[int, Sequence[Array]], pool: Executor) -> dict[int, Array]:
    """The best candidate of every k by all rows, where a sample alone cannot tell close ones apart."""
    return {k: _best(layer, shelf, pool) for k, shelf in shelves.items()}


def _best(layer: Layer, shelf: Sequence[Array], pool: Executor) -> Array:
    """By what they cost as they stand; those that come close to the best take some steps before it is decided."""
    if len(shelf) == 1:
        return shelf[0]
    starts = np.arange(len(shelf) + 1) * len(shelf[0])
    centres = np.concatenate(shelf)

    def price_piece(piece: tuple[int, int]) -> Array:
        costs: Array = price(layer.tiles, layer.weights, centres, starts, *piece)
        return costs

    costs = layer.squares + np.sum(list(pool.map(price_piece, cuts(len(layer.tiles)))), axis=0)
    close = [s for s in np.argsort(costs, kind="stable")[:FINALISTS] if costs[s] <= costs.min() * (1 + CLOSE)]
    if len(close) == 1:
        return shelf[int(close[0])]
    centres, starts = np.concatenate([shelf[s] for s in close]), starts[: len(close) + 1]
    costs, _ = settle_together(layer, centres, starts, 0.0, LAST_STEPS, pool, silent)
    best = int(np.argmin(costs))
    won: Array = centres[starts[best] : starts[best + 1]]
    return won


def by_size(centres: Array, counts: Array) -> Array:
    """The order of segments: the largest first, equals by their centres."""
    return np.lexsort((*centres.T[::-1], -counts))


def settle_together(
    layer: Layer,
    centres: Array,
    starts: Array,
    tolerance: float,
    iterations: int,
    pool: Executor,
    progress: Progress,
) -> tuple[Array, Array]:
    """Lloyd's iterations of a stack on all threads; a solution leaves the walk when its centres rest.

    Moves `centres` and returns how many rows each has.
    """
    solutions = len(starts) - 1
    pieces = cuts(len(layer.tiles))
    labels = np.full((solutions, len(layer.tiles), TILE), NOBODY, np.uint8)
    sums = np.zeros((len(centres), centres.shape[1] + 1))
    inertia = np.empty(solutions)
    settled = np.zeros(solutions, np.bool_)
    booked = np.empty((len(pieces), *sums.shape))

    def walk_piece(piece: int) -> Array:
        booked[piece] = 0
        moved: Array = walk(layer.tiles, layer.weights, centres, starts, settled, *pieces[piece], labels, booked[piece])
        return moved

    for step in range(iterations):
        progress(0.7 + 0.25 * step / iterations, "Settling on all customers")
        moved = sum(pool.map(walk_piece, range(len(pieces))))
        sums += booked.sum(axis=0)
        shifts = update(centres, starts, settled, layer.squares, sums, inertia)
        settled |= (moved == 0) | (shifts <= tolerance)
        if settled.all():
            break
    return inertia, sums[:, -1]


def assign_all(points: Array, centres: Array, starts: Array, pool: Executor) -> tuple[Array, Array, Array]:
    """Labels, sizes and inertia of every solution over all rows."""
    pieces = [(first * TILE, last * TILE) for first, last in cuts(-(-len(points) // TILE))]
    labels = np.empty((len(starts) - 1, len(points)), np.uint8)
    counts = np.zeros((len(pieces), len(centres)), np.int64)
    inertia = np.zeros((len(pieces), len(starts) - 1))

    def assign_piece(piece: int) -> None:
        first, last = pieces[piece]
        assign(points, first, min(last, len(points)), centres, starts, labels, counts[piece], inertia[piece])

    list(pool.map(assign_piece, range(len(pieces))))
    return labels, counts.sum(axis=0), inertia.sum(axis=0)
