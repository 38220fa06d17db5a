"""Moves out of a local optimum."""

import numpy as np
import pytest

from core.clustering.kmeans.moves import merge, unite
from core.clustering.kmeans.race import Candidate


def test_the_cheapest_pair_is_united_first_at_its_weighted_middle() -> None:
    # Ward's costs: 0 and 1 apart with 1 and 3 customers: 1 * 3 / 4 * 1 = 0.75; 10 is far from both
    centres = np.array([[0.0], [1.0], [10.0]])
    merged = merge(Candidate(centres, np.array([1.0, 3, 5]), 0.0))
    assert len(merged) == 3
    assert merged[0].tolist() == [[0.75], [10]]


def test_a_small_far_centre_may_be_cheaper_to_unite_than_two_large_near_ones() -> None:
    # 0 and 2 with 100 each: 50 * 4 = 200; 2 and 12 with 100 and 1: 100 / 101 * 100 = 99
    merged = merge(Candidate(np.array([[0.0], [2.0], [12.0]]), np.array([100.0, 100, 1]), 0.0))
    assert merged[0][0, 0] == 0
    assert merged[0][1, 0] == pytest.approx((200 + 12) / 101)


def test_centres_without_customers_unite_half_way() -> None:
    assert unite(np.array([[0.0], [4.0]]), np.zeros(2), 0, 1).tolist() == [[2]]
