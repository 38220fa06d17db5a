"""Differences with intervals: by hand, as statsmodels has them, and over segments that differ."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.proportion import confint_proportions_2indep
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW

from core.planning.results.compared import Moments, Stratum, moments
from core.planning.results.intervals import conversion_interval, mean_interval


def arms(treated: list[float], held_out: list[float]) -> Moments:
    """One segment."""
    values = np.array([*treated, *held_out], float)
    rows = np.arange(len(values))
    return moments(values, (Stratum(0, rows[: len(treated)], rows[len(treated) :]),))


def buyers(bought: int, customers: int) -> list[float]:
    return [1.0] * bought + [0.0] * (customers - bought)


@settings(deadline=None)
@given(st.integers(0, 60), st.integers(0, 25))
def test_in_one_segment_conversion_has_the_interval_of_newcombe(treated: int, held_out: int) -> None:
    found = conversion_interval(arms(buyers(treated, 60), buyers(held_out, 25)))
    theirs = confint_proportions_2indep(treated, 60, held_out, 25, method="newcomb", compare="diff")
    assert (found.low, found.high) == pytest.approx(theirs, abs=1e-9)


def test_a_published_interval_of_newcombe_is_met() -> None:
    """Newcombe 1998, Statistics in Medicine 17, table II, method 10: 56/70 against 48/80 has 0.0524 to 0.3339."""
    found = conversion_interval(arms(buyers(56, 70), buyers(48, 80)))
    assert found.difference == pytest.approx(0.2)
    assert (found.low, found.high) == pytest.approx((0.0524, 0.3339), abs=5e-5)


@settings(deadline=None)
@given(
    st.lists(st.floats(0, 1e4), min_size=2, max_size=40),
    st.lists(st.floats(0, 1e4), min_size=2, max_size=20),
)
def test_in_one_segment_means_have_the_interval_of_student(treated: list[float], held_out: list[float]) -> None:
    found = mean_interval("money", arms(treated, held_out))
    compared = CompareMeans(DescrStatsW(treated), DescrStatsW(held_out))
    if compared.std_meandiff_pooledvar > 0:
        theirs = compared.tconfint_diff(usevar="pooled")
        assert (found.low, found.high) == pytest.approx(theirs, rel=1e-6, abs=1e-6)


def test_segments_weigh_as_many_customers_as_they_have() -> None:
    # Segment 0: 4 treated (10 each), 2 held out (4 each): a difference of 6 for 6 customers. Segment 1: 2 treated (1), 2 held out (2):
    # -1 for 4 customers. Together (6 * 6 - 1 * 4) / 10 = 3.2, though the plain means differ by 7 - 3 = 4.
    values = np.array([10.0, 10, 10, 10, 4, 4, 1, 1, 2, 2])
    compared = (Stratum(0, np.arange(4), np.arange(4, 6)), Stratum(1, np.arange(6, 8), np.arange(8, 10)))
    found = mean_interval("money", moments(values, compared))
    assert found.difference == pytest.approx(3.2)
    # Nobody differs within an arm of a segment: nothing is uncertain.
    assert (found.low, found.high) == pytest.approx((3.2, 3.2))


def test_two_equal_segments_know_as_much_as_one_of_both_sizes() -> None:
    one = arms(buyers(12, 60), buyers(4, 40))
    values = np.array(buyers(12, 60) * 2 + buyers(4, 40) * 2)
    rows = np.arange(len(values))
    two = moments(values, (Stratum(0, rows[:60], rows[120:160]), Stratum(1, rows[60:120], rows[160:])))
    both = arms(buyers(24, 120), buyers(8, 80))
    together, single = conversion_interval(two), conversion_interval(both)
    assert (together.low, together.high) == pytest.approx((single.low, single.high))
    assert together.high - together.low < conversion_interval(one).high - conversion_interval(one).low


def test_knowing_the_segments_makes_the_interval_narrower() -> None:
    # 5 % and 60 % order: pooled, this looks like the luck of customers, within segments it is not.
    treated, held_out = buyers(5, 100) + buyers(60, 100), buyers(2, 40) + buyers(24, 40)
    values, rows = np.array(treated + held_out), np.arange(280)
    known = (Stratum(0, rows[:100], rows[200:240]), Stratum(1, rows[100:200], rows[240:]))
    wide, narrow = conversion_interval(arms(treated, held_out)), conversion_interval(moments(values, known))
    assert narrow.difference == pytest.approx(wide.difference)
    assert narrow.high - narrow.low < 0.85 * (wide.high - wide.low)


@settings(deadline=None)
@given(st.integers(0, 30), st.integers(0, 10))
def test_a_conversion_never_leaves_what_shares_can_be(treated: int, held_out: int) -> None:
    found = conversion_interval(arms(buyers(treated, 30), buyers(held_out, 10)))
    assert -1 <= found.low <= found.difference <= found.high <= 1


def test_segments_in_which_nobody_or_everybody_orders_are_no_problem() -> None:
    values = np.array(buyers(0, 10) + buyers(10, 10) + buyers(0, 3) + buyers(3, 3))
    rows = np.arange(26)
    found = conversion_interval(
        moments(values, (Stratum(0, rows[:10], rows[20:23]), Stratum(1, rows[10:20], rows[23:])))
    )
    assert found.difference == pytest.approx(0)
    assert -1 < found.low < 0 < found.high < 1
