"""The search for the best centres of every number of segments at once: from a small sample to all rows.

1. On an importance sample of 8,192 rows, chains of k-means++ seed every k; all candidates race, the hopeless ones
   leave after a few iterations, and the best that differ stay.
2. On 65,536 rows these race again, and the winner of every k is attacked by moves (`moves.py`). What costs less on
   these rows takes its place, until nothing has helped twice in a row.
3. The winners of all k settle together on all rows (`together.py`).

A small table is its own sample, and its equal rows are one row with a weight. A race of one k runs on one thread from
first to last, and walks over all rows are cut at fixed places: the answer is the same, bit for bit, on any number of
threads.
"""

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.clustering.kmeans.kernel import TILE
from core.clustering.kmeans.layout import SMALL, Layers, build_layers
from core.clustering.kmeans.moves import neighbours
from core.clustering.kmeans.race import Candidate, race
from core.clustering.kmeans.seeding import extend
from core.clustering.kmeans.together import Found, finish

Array = NDArray[Any]
Progress = Callable[[float, str], None]

# Centres rest when the squared way they went is this little beside the mean variance. On all rows as scikit-learn has it;
# on the larger sample finer, because solutions are compared there. Where the table is its own sample: when nobody moves.
ROUGH, FINE, USUAL, COMPLETE = 1e-4, 3e-5, 1e-4, 0.0
TRIALS = 4  # rows that a greedy pick chooses from
PATIENCE = 2  # rounds of moves without any gain
THROUGH = 4  # moves that get from the small sample to the larger one
GAIN = 1e-4


@dataclass(frozen=True)
class Effort:
    """How hard to look. The smaller the table, the more chains cost nothing: `most_chains` is for the smallest."""

    chains: int = 30
    most_chains: int = 150
    kept: int = 6
    rounds: int = 8
    to_the_end: bool = True  # on a small table, go on until no customer moves


THOROUGH = Effort()
LIGHT = Effort(
    chains=8, most_chains=16, kept=2, rounds=1, to_the_end=False
)  # for the many sweeps behind a gap or a stability


def silent(_share: float, _sentence: str) -> None:
    """Progress that nobody watches."""


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
        best = begin(layers, ks, effort, seed, pool)
        best = improve(layers, best, effort, seed, pool, progress)
        progress(0.7, "Settling on all customers")
        tolerance = COMPLETE if layers.whole is layers.small and effort.to_the_end else USUAL
        return finish(points, layers, {k: best[k].centres for k in ks}, tolerance, iterations, pool, progress)


def begin(layers: Layers, ks: Sequence[int], effort: Effort, seed: int, pool: Executor) -> dict[int, Candidate]:
    """One candidate for every k: the first k picks of a chain are a k-means++ start for k."""
    small = layers.small
    count = max(effort.chains, min(effort.most_chains, effort.chains * SMALL // (len(small.tiles) * TILE)))
    picks = np.empty((count, ks[-1], small.tiles.shape[1]))

    def pick(chain: int) -> None:
        # Greedy picks are better on average and alike; every other chain takes the first draw, for variety.
        draws = np.random.default_rng([seed, 2, chain]).random((ks[-1], TRIALS if chain % 2 == 0 else 1))
        extend(small.tiles, small.weights, picks[chain], 0, ks[-1], draws)

    def compete(k: int) -> Candidate:
        ranked = race(small, list(picks[:, :k]), effort.kept, ROUGH)
        return race(layers.middle, [candidate.centres for candidate in ranked], 1, FINE)[0]

    list(pool.map(pick, range(count)))
    return for_each(compete, ks, pool)


def improve(
    layers: Layers, best: dict[int, Candidate], effort: Effort, seed: int, pool: Executor, progress: Progress
) -> dict[int, Candidate]:
    """Attack the best of every k by moves, until neither it nor its neighbours gained for a while."""
    idle = dict.fromkeys(best, 0)

    def attack(k: int, number: int) -> Candidate:
        starts = neighbours(best, k, layers.small, np.random.default_rng([seed, 3, number, k]))
        if not starts:
            return best[k]
        if layers.small is not layers.middle:
            starts = [candidate.centres for candidate in race(layers.small, starts, THROUGH, ROUGH)]
        rivals = race(layers.middle, starts, 1, FINE, beat=best[k].inertia)
        return min([best[k], *rivals], key=lambda candidate: candidate.inertia)

    for number in range(effort.rounds):
        restless = [k for k in best if min(idle.get(near, PATIENCE) for near in (k - 1, k, k + 1)) < PATIENCE]
        if not restless:
            break
        progress(0.3 + 0.4 * number / effort.rounds, "Looking for better places")
        found = for_each(lambda k, number=number: attack(k, number), restless, pool)  # type: ignore[misc]
        for k in restless:
            gained = found[k].inertia < best[k].inertia * (1 - GAIN)
            idle[k] = 0 if gained else idle[k] + 1
        best = best | found
    return best


def for_each(work: Callable[[int], Candidate], ks: Sequence[int], pool: Executor) -> dict[int, Candidate]:
    """Large numbers of segments first: they take longest, and threads should end together."""
    order = sorted(ks, reverse=True)
    return dict(sorted(zip(order, pool.map(work, order), strict=True)))
