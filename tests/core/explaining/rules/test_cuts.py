"""Cuts are round, and no two customers are told apart by rounding alone."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.explaining.rules.cuts import cuts, roundest


@pytest.mark.parametrize(
    ("low", "high", "whole", "cut"),
    [
        (135.9, 139.0, False, 138),  # 136, 138: multiples of 2; the middle is 137.45
        (83_700, 85_000, False, 85_000),
        (99, 101, False, 100),
        (0.338, 0.351, False, 0.35),
        (-2, 3, False, 0),
        (4.1, 47, False, 20),
        (-47, -4.1, False, -20),
        (3, 4, True, 4),
        (0, 1, True, 1),
        (5.0, 5.000000000000001, False, 5.000000000000001),
    ],
)
def test_a_cut_is_the_roundest_number_between_its_neighbours(low: float, high: float, whole: bool, cut: float) -> None:
    assert roundest(low, high, whole) == cut


@given(st.lists(st.floats(-1e90, 1e90), min_size=1, max_size=80))
def test_cuts_rise_and_leave_somebody_on_both_sides(values: list[float]) -> None:
    numbers = np.array(values)
    found = cuts(numbers, np.zeros(len(numbers), bool))
    assert (np.diff(found) > 0).all()
    for cut in found:
        assert (numbers < cut).any() and (numbers >= cut).any()


def test_whole_numbers_are_cut_at_whole_numbers() -> None:
    values = np.array([1.0] * 50 + [2] * 30 + [3] * 15 + [9] * 5)
    found = cuts(values, np.zeros(100, bool))
    assert found.tolist() == [2, 3, 5]


def test_nobody_cuts_between_a_third_and_what_rounding_made_of_it() -> None:
    values = np.array([0.0, 0.333333332, 1 / 3, 1.0])
    assert cuts(values, np.zeros(4, bool)).tolist() == [0.2, 1]


def test_nothing_is_cut_where_all_are_alike_or_nothing_is_known() -> None:
    assert cuts(np.array([2.0, 2.0]), np.zeros(2, bool)).size == 0
    assert cuts(np.array([np.nan]), np.zeros(1, bool)).size == 0
