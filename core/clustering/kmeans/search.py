"""The search for the best centres of every number of segments at once: from a small sample to all rows.

1. On an importance sample of 4,096 rows, chains of k-means++ seed every k; all candidates race, the hopeless ones
   leave after a few iterations, and the best that differ stay.
2. On 16,384 rows these race again, and the winner of every k is attacked by moves (`moves.py`). What costs less on
   these rows takes its place, until nothing has helped twice in a row.
3. All rows choose between the few best of every k that lie apart, and the winners settle together on them (`together.py`).

A small table is its own sample, and its equal rows are one row with a weight. A race of one k runs on one thread from
first to last, and walks over all rows are cut at fixed places: the answer is the same, bit for bit, on any number of
threads.
"""

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.clustering.kmeans.kernel import TILE
from core.clustering.kmeans.layout import Layers, build_layers
from core.clustering.kmeans.moves import neighbours
from core.clustering.kmeans.race import Candidate, different, race
from core.clustering.kmeans.seeding import extend
from core.clustering.kmeans.together import Found, choose, finish, silent

Array = NDArray[Any]
Progress = Callable[[float, str], None]
Shelf = list[Candidate]  # of one k, best first

# Centres rest when the squared way they went is this little beside the mean variance. On all rows as scikit-learn has it;
# on the larger sample finer, because solutions are compared there. A table that is its own sample: when nobody moves.
ROUGH, FINE, USUAL, COMPLETE = 1e-4, 3e-5, 1e-4, 0.0
FEW = 2048  # rows; with fewer, chains are so cheap that there are more of them
TRIALS = 4  # rows that a greedy pick chooses from
PATIENCE = 3  # rounds of moves without any gain
THROUGH = 4  # moves that get from the small sample to the larger one
RIVALS = 4  # of one round of moves
SHELF = 8  # candidates of each k that all rows choose from
GAIN = 1e-4  # less is not worth another round


@dataclass(frozen=True)
class Effort:
    """How hard to look. The smaller the table, the more chains cost nothing: `most_chains` is for the smallest."""

    chains: int = 60
    most_chains: int = 120
    kept: int = 10
    rounds: int = 8
    to_the_end: bool = True  # where no sample is larger than the table, go on until nobody moves


THOROUGH = Effort()
# For the many sweeps behind a gap or a stability.
LIGHT = Effort(chains=8, most_chains=16, kept=1, rounds=1, to_the_end=False)


def search(
    points: Array,
    ks: Iterable[int],
    *,
    seed: int,
    effort: Effort = THOROUGH,
    iterations: int = 500,
    threads: int | None = None,
    progress: Progress = silent,
) -> dict[int, Found]:
    """The best centres for every k. Points are finite, and at least as many of them differ as the largest k."""
    ks = sorted(ks)
    points = np.ascontiguousarray(points, np.float64)
    with ThreadPoolExecutor(threads or os.cpu_count() or 1) as pool:
        progress(0.0, "Laying out the customers")
        layers = build_layers(points, seed, pool)
        progress(0.1, "Choosing starting points")
        shelves = begin(layers, ks, effort, seed, pool)
        shelves = improve(layers, shelves, effort, seed, pool, progress)
        progress(0.7, "Settling on all customers")
        best = choose(layers.whole, {k: [c.centres for c in shelves[k]] for k in ks}, pool)
        tolerance = COMPLETE if layers.whole is layers.middle and effort.to_the_end else USUAL
        return finish(points, layers, best, tolerance, iterations, pool, progress)


def begin(layers: Layers, ks: Sequence[int], effort: Effort, seed: int, pool: Executor) -> dict[int, Shelf]:
    """The first k picks of a chain are a k-means++ start for k."""
    small = layers.small
    count = max(effort.chains, min(effort.most_chains, effort.chains * FEW // (len(small.tiles) * TILE)))
    picks = np.empty((count, ks[-1], small.tiles.shape[1]))

    def pick(chain: int) -> None:
        # Greedy picks are better on average and alike; every other chain takes the first draw, for variety.
        draws = np.random.default_rng([seed, 2, chain]).random((ks[-1], TRIALS if chain % 2 == 0 else 1))
        extend(small.tiles, small.weights, picks[chain], 0, ks[-1], draws)

    def compete(k: int) -> Shelf:
        ranked = race(small, list(picks[:, :k]), max(effort.kept, shelf_size(layers)), ROUGH)
        return race(layers.middle, [candidate.centres for candidate in ranked], shelf_size(layers), FINE)

    list(pool.map(pick, range(count)))
    return for_each(compete, ks, pool)


def improve(
    layers: Layers, shelves: dict[int, Shelf], effort: Effort, seed: int, pool: Executor, progress: Progress
) -> dict[int, Shelf]:
    """Attack the best of every k by moves, until neither it nor its neighbours gained for a while."""
    failed = dict.fromkeys(shelves, 0)
    for number in range(effort.rounds):
        restless = [k for k in shelves if min(failed.get(near, PATIENCE) for near in (k - 1, k, k + 1)) < PATIENCE]
        if not restless:
            break
        progress(0.3 + 0.4 * number / effort.rounds, "Looking for better places")
        found = for_each(partial(attack, layers, shelves, failed, [seed, 3, number]), restless, pool)
        for k in restless:
            gained = found[k][0].inertia < shelves[k][0].inertia * (1 - GAIN)
            failed[k] = 0 if gained else failed[k] + 1
        shelves = shelves | found
    return shelves


def attack(layers: Layers, shelves: dict[int, Shelf], failed: dict[int, int], seed: list[int], k: int) -> Shelf:
    """The shelf of k with what one round of moves brought; the more often moves failed, the less likely ones are tried."""
    best = {n: shelf[0] for n, shelf in shelves.items()}
    starts = neighbours(best, k, layers.small, np.random.default_rng([*seed, k]), failed[k])
    if not starts:
        return shelves[k]
    if layers.small is not layers.middle:
        starts = [candidate.centres for candidate in race(layers.small, starts, THROUGH, ROUGH)]
    rivals = race(layers.middle, starts, RIVALS, FINE, beat=best[k].inertia)
    return different(sorted([*shelves[k], *rivals], key=lambda candidate: candidate.inertia))[: shelf_size(layers)]


def shelf_size(layers: Layers) -> int:
    """Where solutions are compared on a sample, some that are close to the best are kept to be compared on all rows."""
    return 1 if layers.middle is layers.whole else SHELF


def for_each(work: Callable[[int], Shelf], ks: Sequence[int], pool: Executor) -> dict[int, Shelf]:
    """Large numbers of segments first: they take longest, and threads should end together."""
    order = sorted(ks, reverse=True)
    return dict(sorted(zip(order, pool.map(work, order), strict=True)))
