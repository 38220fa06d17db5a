"""How segments split: who of a segment is in which with the next number of segments."""

import numpy as np

from core.clustering.views import splits_of


def test_customers_are_counted_by_where_they_were_and_where_they_go() -> None:
    labels = {
        1: np.array([0, 0, 0, 0, 0], np.uint8),
        2: np.array([0, 0, 0, 1, 1], np.uint8),
        3: np.array([0, 0, 2, 1, 1], np.uint8),
    }
    first, second = splits_of(labels)
    assert (first.fewer, first.more, first.shared.tolist()) == (1, 2, [[3, 2]])
    assert (second.fewer, second.more, second.shared.tolist()) == (2, 3, [[2, 0, 1], [0, 2, 0]])


def test_customers_in_no_segment_are_in_no_flow() -> None:
    (only,) = splits_of({2: np.array([0, 1, 255], np.uint8), 3: np.array([0, 1, 2], np.uint8)})
    assert only.shared.tolist() == [[1, 0, 0], [0, 1, 0]]


def test_one_number_has_nothing_to_split() -> None:
    assert splits_of({4: np.array([0, 1, 2, 3], np.uint8)}) == ()
