"""Points in tiles, distinct rows, and samples that stand for all."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from core.clustering.kmeans.kernel import TILE
from core.clustering.kmeans.layout import (
    MIDDLE,
    SMALL,
    build_layers,
    cuts,
    distinct,
    draw_systematically,
    frame_of,
    lay_out,
)


def test_equal_rows_become_one_with_a_weight_in_any_order() -> None:
    rows, counts = distinct(np.array([[2.0, 1], [1, 5], [2, 1], [1, 2], [2, 1]]))
    assert rows.tolist() == [[1, 2], [1, 5], [2, 1]]
    assert counts.tolist() == [1, 1, 3]


def test_the_frame_puts_the_mean_at_zero_and_the_variance_at_one() -> None:
    # mean (1, 10); squared distances 1 + 100 each, so a variance of 101 / 2 over two measures
    frame, spread = frame_of(np.array([[0.0, 0], [2, 20]]), None)
    assert spread.tolist() == [101, 101]
    assert frame.inwards(np.array([[2.0, 20]])).tolist() == [pytest.approx([1 / 50.5**0.5, 10 / 50.5**0.5])]
    assert frame.outwards(frame.inwards(np.array([[3.0, 7]]))).tolist() == [pytest.approx([3, 7])]


def test_equal_points_have_a_frame_too() -> None:
    frame, _ = frame_of(np.full((4, 2), 7.0), None)
    assert frame.inwards(np.array([[7.0, 7]])).tolist() == [[0, 0]]


def test_every_row_lies_in_its_tile_and_the_rest_weighs_nothing() -> None:
    points = np.arange(2.0 * (TILE + 3)).reshape(-1, 2)
    frame, _ = frame_of(points, None)
    with ThreadPoolExecutor(2) as pool:
        layer = lay_out(points, None, frame, pool)
    rows = layer.tiles.transpose(0, 2, 1).reshape(-1, 2)
    assert np.allclose(rows[: len(points)], frame.inwards(points), atol=1e-6)
    assert (rows[len(points) :] == 0).all()
    assert layer.weights.sum() == len(points)
    # the mean is zero and the variance one, so the squares of two measures add up to twice the rows
    assert layer.squares == pytest.approx(2 * len(points), rel=1e-6)


def test_a_draw_has_the_size_and_the_weights_that_were_asked_for() -> None:
    chance = np.random.default_rng(1)
    share = chance.random(100_000) * 0.2
    share[:50] = 3  # certain
    rows, weights = draw_systematically(share, 0.5)
    assert abs(len(rows) - np.minimum(share, 1).sum()) <= 1
    assert rows[:50].tolist() == list(range(50))
    assert (weights[:50] == 1).all()
    assert weights[60:] == pytest.approx(1 / share[rows[60:]])


@pytest.mark.parametrize(("customers", "times"), [(99_999, 1), (150_000, 2)])
def test_a_sample_stands_for_all_customers_and_for_their_spread(customers: int, times: int) -> None:
    points = np.exp(np.random.default_rng(2).standard_normal((customers, 3)) * 1.5)
    with ThreadPoolExecutor(2) as pool:
        layers = build_layers(points, 1, pool)
    for layer, size in ((layers.small, SMALL * times), (layers.middle, MIDDLE * times)):
        # less than asked for, where the chance of many rows is cut at certainty
        assert 0.6 * size < np.count_nonzero(layer.weights) <= size + 1
        assert layer.weights.sum() == pytest.approx(len(points), rel=0.01)
        # heavy tails: a uniform sample of this size misses this by several per cent
        assert layer.squares == pytest.approx(layers.whole.squares, rel=0.01)


def test_a_small_table_is_its_own_sample() -> None:
    with ThreadPoolExecutor(1) as pool:
        layers = build_layers(np.random.default_rng(1).standard_normal((500, 2)), 1, pool)
    assert layers.small is layers.middle is layers.whole


def test_cuts_cover_all_tiles_once() -> None:
    for tiles in (1, 2, 63, 64, 65, 1000):
        pieces = cuts(tiles)
        assert [tile for first, last in pieces for tile in range(first, last)] == list(range(tiles))
