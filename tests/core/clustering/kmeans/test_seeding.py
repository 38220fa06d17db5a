"""Starting points: rows of the table, far from each other, and a way to split."""

import numpy as np

from core.clustering.kmeans.kernel import TILE
from core.clustering.kmeans.seeding import approach, extend


def layer_of(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    tiles = np.zeros((1, rows.shape[1], TILE), np.float32)
    tiles[0, :, : len(rows)] = rows.T
    weights = np.zeros((1, TILE), np.float32)
    weights[0, : len(rows)] = 1
    return tiles, weights


def test_distances_are_to_the_nearest_centre_so_far() -> None:
    tiles, weights = layer_of(np.array([[0.0], [3.0], [10.0]]))
    closest = np.full((1, TILE), np.float32(np.inf))
    # from 2: 4 + 1 + 64; from 10 as well: 4 + 1 + 0
    assert approach(tiles, weights, np.array([2.0]), closest, closest) == 69
    assert approach(tiles, weights, np.array([10.0]), closest, closest) == 5
    assert closest[0, :3].tolist() == [4, 1, 0]


def test_every_group_gets_a_start_when_groups_are_far_apart() -> None:
    chance = np.random.default_rng(1)
    places = np.array([[0.0, 0], [100, 0], [0, 100], [100, 100], [50, 50]])
    rows = np.repeat(places, 20, axis=0) + 0.01 * chance.standard_normal((100, 2))
    tiles, weights = layer_of(rows)
    for seed in range(20):
        picks = np.empty((5, 2))
        extend(tiles, weights, picks, 0, 5, np.random.default_rng(seed).random((5, 4)))
        nearest = ((picks[:, None] - places[None]) ** 2).sum(axis=2).argmin(axis=1)
        assert sorted(nearest.tolist()) == [0, 1, 2, 3, 4]


def test_the_first_picks_of_a_longer_chain_are_the_shorter_chain() -> None:
    tiles, weights = layer_of(np.random.default_rng(2).standard_normal((200, 3)))
    draws = np.random.default_rng(3).random((6, 4))
    long, short = np.empty((6, 3)), np.empty((3, 3))
    extend(tiles, weights, long, 0, 6, draws)
    extend(tiles, weights, short, 0, 3, draws[:3])
    assert (long[:3] == short).all()


def test_a_row_without_weight_is_never_picked() -> None:
    tiles, weights = layer_of(np.array([[0.0], [1.0], [1000.0]]))
    weights[0, 2] = 0
    for seed in range(20):
        picks = np.empty((2, 1))
        extend(tiles, weights, picks, 0, 2, np.random.default_rng(seed).random((2, 3)))
        assert sorted(picks[:, 0].tolist()) == [0, 1]


def test_opening_one_centre_keeps_those_that_are_there() -> None:
    tiles, weights = layer_of(np.array([[0.0], [1.0], [50.0]]))
    grown = np.array([[0.5], [0.0]])
    extend(tiles, weights, grown, 1, 2, np.array([[0.7, 0.9]]))
    assert grown[:, 0].tolist() == [0.5, 50]
