"""The inner loops against sums done by hand and against numpy."""

import numpy as np
import pytest

from core.clustering.kmeans.kernel import NOBODY, TILE, assign, settle, update, walk


def tile_of(*rows: tuple[float, ...]) -> tuple[np.ndarray, np.ndarray]:
    """Rows in one tile, each with the weight one; the rest of the tile is empty."""
    tiles = np.zeros((1, len(rows[0]), TILE), np.float32)
    tiles[0, :, : len(rows)] = np.array(rows).T
    weights = np.zeros((1, TILE), np.float32)
    weights[0, : len(rows)] = 1
    return tiles, weights


def test_a_walk_books_every_row_at_its_nearest_centre_in_every_solution() -> None:
    tiles, weights = tile_of((0, 0), (2, 0), (10, 10))
    # one solution of a single centre, one of two
    centres = np.array([[5.0, 5.0], [0.0, 0.0], [9.0, 9.0]])
    labels = np.full((2, 1, TILE), NOBODY, np.uint8)
    sums = np.zeros((3, 3))
    walk(tiles, weights, centres, np.array([0, 1, 3]), np.zeros(2, bool), 0, 1, labels, sums)
    assert labels[:, 0, :3].tolist() == [[0, 0, 0], [0, 0, 1]]
    # sums of both measures, and the count
    assert sums.tolist() == [[12, 10, 3], [2, 0, 2], [10, 10, 1]]


def test_a_row_that_changes_sides_is_carried_over() -> None:
    tiles, weights = tile_of((0.0,), (4.0,), (5.0,))
    labels = np.full((1, 1, TILE), NOBODY, np.uint8)
    sums = np.zeros((2, 2))
    still = np.zeros(1, bool)
    walk(tiles, weights, np.array([[0.0], [9.0]]), np.array([0, 2]), still, 0, 1, labels, sums)
    assert sums.tolist() == [[4, 2], [5, 1]]
    moved = walk(tiles, weights, np.array([[0.0], [5.0]]), np.array([0, 2]), still, 0, 1, labels, sums)
    assert moved.tolist() == [1]
    assert sums.tolist() == [[0, 1], [9, 2]]


def test_a_settled_solution_is_left_alone() -> None:
    tiles, weights = tile_of((1.0,))
    labels = np.full((1, 1, TILE), NOBODY, np.uint8)
    sums = np.zeros((1, 2))
    walk(tiles, weights, np.zeros((1, 1)), np.array([0, 1]), np.ones(1, bool), 0, 1, labels, sums)
    assert sums.tolist() == [[0, 0]]


def test_an_update_moves_centres_to_means_and_knows_the_inertia() -> None:
    # rows 0, 2 and 10 at two centres: means 1 and 10, squares (1 + 1) + 0 = 2, out of 0 + 4 + 100
    centres = np.array([[0.0], [9.0]])
    inertia = np.zeros(1)
    shifts = update(centres, np.array([0, 2]), np.zeros(1, bool), 104.0, np.array([[2.0, 2], [10, 1]]), inertia)
    assert centres.tolist() == [[1], [10]]
    assert inertia.tolist() == [2]
    assert shifts.tolist() == [1 + 1]


def test_a_centre_without_rows_stays_where_it_is() -> None:
    centres = np.array([[1.0], [50.0]])
    update(centres, np.array([0, 2]), np.zeros(1, bool), 4.0, np.array([[2.0, 2], [0, 0]]), np.zeros(1))
    assert centres.tolist() == [[1], [50]]


def test_settling_finds_the_two_pairs() -> None:
    # four points, two pairs one apart: each costs 2 * 0.5^2 = 0.5
    tiles, weights = tile_of((0.0,), (1.0,), (8.0,), (9.0,))
    centres = np.array([[0.0], [1.0]])
    inertia, counts = settle(tiles, weights, 0.0 + 1 + 64 + 81, centres, np.array([0, 2]), 0.0, 50)
    assert centres.tolist() == [[0.5], [8.5]]
    assert inertia.tolist() == [1.0]
    assert counts.tolist() == [2, 2]


def test_a_weight_is_the_same_as_that_many_equal_rows() -> None:
    chance = np.random.default_rng(1)
    rows = chance.standard_normal((60, 3))
    often = chance.integers(1, 4, 60)
    once, weights = tile_of(*map(tuple, rows))
    weights[0, :60] = often
    repeated, ones = tile_of(*map(tuple, np.repeat(rows, often, axis=0)))
    squares = float((often[:, None] * rows.astype(np.float32).astype(float) ** 2).sum())
    first, second = rows[:4].copy(), rows[:4].copy()
    one, counts = settle(once, weights, squares, first, np.array([0, 4]), 0.0, 100)
    other, same = settle(repeated, ones, squares, second, np.array([0, 4]), 0.0, 100)
    assert one == pytest.approx(other, rel=1e-9)
    assert counts.tolist() == same.tolist()
    assert np.allclose(first, second, atol=1e-9)


def test_assigning_says_what_plain_differences_say() -> None:
    chance = np.random.default_rng(2)
    points = chance.standard_normal((3 * TILE + 17, 5)) + 1000  # far from zero, where |c|^2 - 2 x.c would lose digits
    centres = points[:7].copy()
    labels, counts, inertia = np.empty((1, len(points)), np.uint8), np.zeros(7, np.int64), np.zeros(1)
    assign(points, 0, len(points), centres, np.array([0, 7]), labels, counts, inertia)
    squares = ((points[:, None] - centres[None]) ** 2).sum(axis=2)
    assert (labels[0] == squares.argmin(axis=1)).all()
    assert counts.tolist() == np.bincount(labels[0], minlength=7).tolist()
    assert inertia[0] == pytest.approx(squares.min(axis=1).sum(), rel=1e-12)
