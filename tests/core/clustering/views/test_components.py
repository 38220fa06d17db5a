"""Principal components: the directions in which customers differ most, said in words."""

import numpy as np
import pytest

from core.clustering.views import components_of

# Four customers on the line y = 2x through (1, 2), and nobody beside it.
LINE = np.array([[0.0, 0.0], [1.0, 2.0], [1.0, 2.0], [2.0, 4.0]])


def test_the_first_component_is_where_customers_differ_most() -> None:
    found = components_of(LINE)
    # The direction (1, 2) in its length: 1 / sqrt(5) and 2 / sqrt(5).
    assert found.axes[0] == pytest.approx([0.4472136, 0.8944272])
    assert found.shares == pytest.approx((1.0, 0.0), abs=1e-12)


def test_customers_lie_at_their_distance_from_the_middle() -> None:
    # (2, 4) lies sqrt(1 + 4) = 2.236 from (1, 2).
    assert components_of(LINE).place(LINE)[:, 0] == pytest.approx([-2.236068, 0, 0, 2.236068])


def test_a_component_points_to_where_its_heaviest_column_grows() -> None:
    falling = LINE * [1, -1]
    assert components_of(falling).axes[0] == pytest.approx([-0.4472136, 0.8944272])


def test_words_name_what_weighs_at_least_two_fifths_of_the_heaviest() -> None:
    chance = np.random.default_rng(0)
    shared = chance.normal(size=500)
    noise = chance.normal(size=(500, 3)) * 0.1
    points = np.column_stack([3 * shared, -3 * shared, 0.1 * shared]) + noise
    words = components_of(points).words(0, ["orders", "recency", "age"])
    assert words in ("more orders, less recency", "more recency, less orders")


def test_customers_who_are_all_alike_have_components_without_share() -> None:
    found = components_of(np.ones((5, 2)))
    assert found.shares == (0.0, 0.0)
    assert found.place(np.ones((5, 2))) == pytest.approx(np.zeros((5, 2)))


def test_one_measure_has_one_component() -> None:
    assert components_of(np.array([[1.0], [3.0]])).place(np.array([[3.0]])).tolist() == [[1.0]]
