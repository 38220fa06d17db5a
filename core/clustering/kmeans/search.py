"""The search for the best centres of every number of segments at once: from a small sample to all rows.

1. On an importance sample of 8,192 rows, 30 chains of greedy k-means++ seed every k; all candidates race, the
   hopeless ones leave after a few iterations, and the best six that differ stay.
2. On 65,536 rows these race again, and the winner of every k is attacked by moves (`moves.py`): merge two centres and
   open one elsewhere, grow from k - 1, shrink from k + 1. What is better on these rows takes its place.
3. The winners of all k settle together on all rows, a solution leaving the walk when its centres rest.

A small table is its own sample, and equal rows of a small table are one row with a weight. Every race of one k runs on
one thread from first to last, and walks over all rows are cut at fixed places: the answer is the same, bit for bit, on
any number of threads.
"""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.clustering.kmeans.kernel import NOBODY, TILE, assign, update, walk
from core.clustering.kmeans.layout import Frame, Layer, lay_out, parts, sample_by_weight, spread_of
from core.clustering.kmeans.moves import neighbours
from core.clustering.kmeans.race import Candidate, race
from core.clustering.kmeans.seeding import extend

Array = NDArray[Any]
Progress = Callable[[float, str], None]

SMALL, MIDDLE = 8192, 65536
KEPT = 6
ROUNDS = 2
TOLERANCE = 1e-4  # of the mean variance, as scikit-learn's


def silent(_share: float, _sentence: str) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True)
class Found:
    """The best centres found for one k, in the units of the points, with what they cost over all rows."""

    k: int
    centres: Array
    inertia: float
    sizes: Array
    iterations: int


def search(
    points: Array,
    ks: Sequence[int],
    *,
    seed: int,
    chains: int = 30,
    weights: Array | None = None,
    threads: int | None = None,
    progress: Progress = silent,
) -> dict[int, Found]:
    frame = Frame.around(points)
    ks = sorted(ks)
    with ThreadPoolExecutor(threads or os.cpu_count() or 1) as pool:
        import time
        t=time.perf_counter()
        layers = sample_layers(points, frame, seed, pool)
        print('layers',time.perf_counter()-t); t=time.perf_counter()
        progress(0.05, "Choosing starting points")
        best = begin(layers[0], ks, chains, seed, pool)
        print('begin',time.perf_counter()-t); t=time.perf_counter()
        progress(0.25, "Comparing starting points")
        best = {k: race(layers[1], best[k], KEPT, TOLERANCE*3) for k in ks} if len(layers)==-1 else dict(zip(ks, pool.map(lambda k: race(layers[1], [c.centres for c in best[k]], 1, TOLERANCE * 3)[0], ks)))
        print('middle',time.perf_counter()-t); t=time.perf_counter()
        for round_ in range(ROUNDS):
            progress(0.4 + 0.1 * round_, "Looking for better places")
            best = improve(layers, best, seed, round_, pool)
            print('round',time.perf_counter()-t); t=time.perf_counter()
        progress(0.6, "Settling on all customers")
        r= finish(points, frame, layers[-1], best, pool)
        print('finish',time.perf_counter()-t); t=time.perf_counter()
        return r


def sample_layers(points: Array, frame: Frame, seed: int, pool: Executor) -> list[Layer]:
    whole = lay_out(points, frame, None, pool)
    spread = np.empty(len(points))
    spread_of(points, frame.shift, frame.scale, spread)
    layers = []
    for number, size in enumerate((SMALL, MIDDLE)):
        if len(points) > 1.5*size:
            rows, weights = sample_by_weight(spread, size, np.random.default_rng([seed, 1, number]).random())
            layers.append(lay_out(points[rows], frame, weights, None))
        else:
            layers.append(whole)
    return [*layers, whole]


def begin(layer: Layer, ks: Sequence[int], chains: int, seed: int, pool: Executor) -> dict[int, list[Candidate]]:
    most = max(ks)
    draws = np.random.default_rng([seed, 2]).random((chains, most, 2 + int(np.log(most))))
    picks = np.zeros((chains, most, layer.tiles.shape[1]))
    import time; t=time.perf_counter()
    list(pool.map(lambda chain: extend(layer.tiles, layer.weights, picks[chain], 0, most, draws[chain]), range(chains)))
    print('  chains',time.perf_counter()-t)
    order = ks[::-1]
    return dict(zip(order, pool.map(lambda k: race(layer, [p[:k] for p in picks], KEPT, TOLERANCE * 10), order)))


def improve(layers, best, seed, round_, pool):
    def attempt(k):
        draws = np.random.default_rng([seed, 3, round_, k])
        rivals = neighbours(layers[0], best, k, draws)
        if not rivals: return best[k]
        rivals = [c.centres for c in race(layers[0], rivals, 2, TOLERANCE * 10)] if layers[0] is not layers[1] else rivals
        return min(race(layers[1], rivals, 1, TOLERANCE * 3)[0], best[k], key=lambda c: c.inertia)
    order = sorted(best, reverse=True)
    return dict(zip(order, pool.map(attempt, order)))


def finish(points, frame, whole, best, pool):
    ks = sorted(best)
    centres = np.concatenate([best[k].centres for k in ks])
    starts = np.cumsum([0, *ks])
    iterations = settle_together(whole, centres, starts, pool)
    print('  iterations', iterations)
    n = len(points)
    cuts = [(a * TILE, min(b * TILE, n)) for a, b in parts(len(whole.tiles))]
    labels = np.empty((len(ks), n), np.uint8)
    counts = np.zeros((len(cuts), len(centres)), np.int64)
    inertia = np.zeros((len(cuts), len(ks)))
    def part(i):
        a, b = cuts[i]
        assign(points[a:b], frame.shift, frame.scale, centres, starts, labels[:, a:b], counts[i], inertia[i])
    list(pool.map(part, range(len(cuts))))
    counts = counts.sum(axis=0); inertia = inertia.sum(axis=0) / frame.scale**2
    return {k: Found(k, frame.outwards(centres[a:b]), float(inertia[s]), counts[a:b], 0) for s, (k, a, b) in enumerate(zip(ks, starts, starts[1:]))}


def settle_together(layer, centres, starts, pool, tolerance=TOLERANCE, iterations=300):
    solutions = len(starts) - 1
    cuts = parts(len(layer.tiles))
    labels = np.full((solutions, len(layer.tiles), TILE), NOBODY, np.uint8)
    sums = np.zeros((len(centres), centres.shape[1] + 1))
    inertia = np.empty(solutions)
    settled = np.zeros(solutions, np.bool_)
    for step in range(iterations):
        part_sums = np.zeros((len(cuts), *sums.shape))
        moved = sum(pool.map(lambda i: walk(layer.tiles, layer.weights, centres, starts, settled, *cuts[i], labels, part_sums[i]), range(len(cuts))))
        sums += part_sums.sum(axis=0)
        shifts = update(centres, starts, settled, layer.squares, sums, inertia)
        settled |= (moved == 0) | (shifts <= tolerance)
        if settled.all():
            break
    return step + 1
