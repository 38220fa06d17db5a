"""RFM scores: bands closed on the right, equal values equal scores, limits that are kept."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import BadInput
from core.measuring import Limits, quantile_limits, scored

numbers = st.lists(st.floats(0, 1e6), min_size=1, max_size=60)


def test_values_at_a_limit_belong_to_the_lower_band() -> None:
    limits = Limits(recency=(30, 90), frequency=(1, 3), money=(10, 100))
    found = scored(limits, recency=[30, 31, 90, 91], frequency=[1, 2, 3, 4], money=[10, 10.01, 100, 101])
    # Fewer days are better: up to 30 days score 3, more than 90 score 1.
    assert found.recency.tolist() == [3, 2, 2, 1]
    assert found.frequency.tolist() == [1, 2, 2, 3]
    assert found.money.tolist() == [1, 2, 2, 3]
    assert found.codes.tolist() == [311, 222, 222, 133]


def test_quintiles_cut_different_values_into_equal_parts() -> None:
    days = np.arange(100.0)
    found = scored(quantile_limits(days, days, days), days, days, days)
    assert np.bincount(found.money)[1:].tolist() == [20] * 5
    assert found.codes[0] == 511 and found.codes[-1] == 155


def test_where_most_have_one_order_all_of_them_score_the_same() -> None:
    # Seven of ten customers have one order: the limits of frequency are 1, 1, 1 and 2.2.
    orders = [1, 1, 1, 1, 1, 1, 1, 2, 3, 9]
    limits = quantile_limits(orders, orders, orders)
    assert limits.frequency == pytest.approx((1, 1, 1, 2.2))
    assert scored(limits, orders, orders, orders).frequency.tolist() == [1] * 7 + [4, 5, 5]


@given(numbers)
def test_equal_values_get_equal_scores_and_larger_values_never_smaller_ones(values: list[float]) -> None:
    found = scored(quantile_limits(values, values, values), values, values, values)
    by_size = np.argsort(values, kind="stable")
    assert (np.diff(found.money[by_size]) >= 0).all()
    assert (np.diff(found.recency[by_size]) <= 0).all()
    for value in set(values):
        assert len(set(found.codes[np.array(values) == value].tolist())) == 1


@given(numbers, numbers)
def test_stored_limits_score_the_next_period_as_they_did_this_one(values: list[float], later: list[float]) -> None:
    limits = quantile_limits(values, values, values)
    kept = Limits.from_json(json.loads(json.dumps(limits.to_json())))
    assert kept == limits
    assert (scored(kept, later, later, later).codes == scored(limits, later, later, later).codes).all()


@pytest.mark.parametrize(
    "limits",
    [
        {"recency": [90, 30], "frequency": [1, 3], "money": [1, 2]},
        {"recency": [30], "frequency": [1, 3], "money": [1, 2]},
        {"recency": [], "frequency": [], "money": []},
        {"recency": [float("nan")], "frequency": [1], "money": [1]},
        {"recency": ["a"], "frequency": [1], "money": [1]},
        {"recency": [1], "frequency": [1]},
        {"recency": [10**400], "frequency": [1], "money": [1]},
        {"recency": None, "frequency": [1], "money": [1]},
    ],
)
def test_limits_that_make_no_bands_are_refused(limits: dict[str, list[float]]) -> None:
    with pytest.raises(BadInput):
        Limits.from_json(limits)


def test_customers_without_money_cannot_be_scored() -> None:
    with pytest.raises(BadInput, match="cannot be scored"):
        quantile_limits([1.0], [1.0], [float("nan")])
    with pytest.raises(BadInput, match="no customers"):
        quantile_limits([], [], [])
