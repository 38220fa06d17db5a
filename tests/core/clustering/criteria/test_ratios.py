"""Ratios of spread agree with scikit-learn, and say when they are not defined."""

import numpy as np
import pytest
from sklearn.metrics import calinski_harabasz_score, davies_bouldin_score

from core.clustering.criteria import calinski_harabasz, davies_bouldin
from core.clustering.partition import describe
from tests.core.clustering import clouds


@pytest.mark.parametrize("k", [2, 5, 12])
def test_they_are_what_scikit_learn_computes(k: int) -> None:
    points = clouds.make("shoppers", 1, 900, 4)
    labels = np.random.default_rng(k).integers(0, k, 900).astype(np.uint8)
    facts = describe(points, labels, k)
    assert calinski_harabasz(facts) == pytest.approx(calinski_harabasz_score(points, labels), rel=1e-9)
    assert davies_bouldin(facts) == pytest.approx(davies_bouldin_score(points, labels), rel=1e-9)


def test_two_pairs_by_hand() -> None:
    # pairs around 0 and 10, half a unit to either side. Within: 4 * 0.25 = 1. Between: 4 * 25 = 100, so 100 / 1 over 1 / 2
    facts = describe(np.array([[-0.5], [0.5], [9.5], [10.5]]), np.array([0, 0, 1, 1], np.uint8), 2)
    assert calinski_harabasz(facts) == pytest.approx(200)
    # each reaches half a unit out, ten units apart: one in ten
    assert davies_bouldin(facts) == pytest.approx(0.1)


def test_they_are_not_defined_for_one_segment_or_for_segments_of_equal_customers() -> None:
    one = describe(np.array([[0.0], [1]]), np.zeros(2, np.uint8), 1)
    assert calinski_harabasz(one) is None
    assert davies_bouldin(one) is None
    equal = describe(np.array([[0.0], [0], [1], [1]]), np.array([0, 0, 1, 1], np.uint8), 2)
    assert calinski_harabasz(equal) is None
    same_place = describe(np.array([[0.0], [1], [0], [1]]), np.array([0, 0, 1, 1], np.uint8), 2)
    assert davies_bouldin(same_place) is None
