"""Candidates side by side."""

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import numpy as np

from core.clustering.kmeans.layout import build_layers
from core.clustering.kmeans.race import race
from tests.core.clustering import clouds


def test_the_best_come_first_and_no_two_are_the_same_solution() -> None:
    points = clouds.make("shoppers", 1, 600, 4)
    chance = np.random.default_rng(1)
    with ThreadPoolExecutor(1) as pool:
        layer = build_layers(points, 1, pool).whole
    starts = [chance.standard_normal((6, 4)) for _ in range(40)]
    ranked = race(layer, starts, 5, 0.0)
    costs = [candidate.inertia for candidate in ranked]
    assert 1 < len(costs) <= 5
    assert costs == sorted(costs)
    assert min(b - a for a, b in pairwise(costs)) > 1e-6 * costs[0]


def test_none_comes_back_when_all_are_hopeless_beside_what_to_beat() -> None:
    points = clouds.make("strewn", 1, 600, 4)
    with ThreadPoolExecutor(1) as pool:
        layer = build_layers(points, 1, pool).whole
    start = np.random.default_rng(2).standard_normal((6, 4))
    (settled,) = race(layer, [start], 1, 0.0)
    assert race(layer, [start], 1, 0.0, beat=settled.inertia * 0.9) == []
    assert race(layer, [start], 1, 0.0, beat=settled.inertia * 1.01)[0].inertia == settled.inertia
