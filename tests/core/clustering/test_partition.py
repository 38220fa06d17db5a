"""The facts of a division, by hand."""

import numpy as np
import pytest

from core.clustering.kmeans.kernel import NOBODY
from core.clustering.partition import describe


def test_sizes_centres_squares_and_distances_by_hand() -> None:
    points = np.array([[0.0, 0], [2, 0], [10, 3]])
    facts = describe(points, np.array([0, 0, 1], np.uint8), 2)
    assert facts.sizes.tolist() == [2, 1]
    assert facts.centres.tolist() == [[1, 0], [10, 3]]
    assert facts.squares.tolist() == [2, 0]
    assert facts.distances.tolist() == [2, 0]
    assert facts.inertia == 2


def test_noise_counts_in_none_of_them() -> None:
    points = np.array([[0.0], [2], [1000]])
    facts = describe(points, np.array([0, 0, NOBODY], np.uint8), 1)
    assert facts.sizes.tolist() == [2]
    assert facts.centres[0, 0] == pytest.approx(1)
