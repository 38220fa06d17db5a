"""Detectable lifts and needed sizes: by hand, and as statsmodels has them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.power import NormalIndPower
from statsmodels.stats.proportion import power_proportions_2indep

from core.errors import BadInput
from core.planning import detectable_conversion, detectable_mean, needed_conversion, needed_mean
from core.planning.sizes import POWER, power_of_conversion, power_of_mean

sizes = st.integers(10, 1_000_000)


@settings(deadline=None)
@given(st.floats(0.001, 0.5), st.floats(0.0005, 0.4), sizes, sizes)
def test_the_power_for_two_shares_is_that_of_statsmodels(
    baseline: float, lift: float, treated: int, held_out: int
) -> None:
    theirs = power_proportions_2indep(lift, baseline, treated, held_out / treated, return_results=False)
    assert power_of_conversion(baseline, lift, treated, held_out) == pytest.approx(theirs, abs=1e-9)


@settings(deadline=None)
@given(st.floats(0.1, 1000), st.floats(0.001, 2), sizes, sizes)
def test_the_power_for_two_means_is_that_of_statsmodels(
    spread: float, effect: float, treated: int, held_out: int
) -> None:
    theirs = NormalIndPower().power(effect, treated, 0.05, held_out / treated)
    assert power_of_mean(spread, effect * spread, treated, held_out) == pytest.approx(theirs, abs=1e-9)


def test_the_detectable_difference_of_means_by_hand() -> None:
    # (1.959964 + 0.841621) * 50 * sqrt(1/900 + 1/100) = 2.801585 * 50 * 0.105409 = 14.7656; beyond it, nothing matters.
    found = detectable_mean(80, 50, 900, 100)
    assert found.lift == pytest.approx(14.7656, abs=1e-4)
    assert found.relative == pytest.approx(14.7656 / 80, abs=1e-6)


def test_the_sizes_that_a_difference_of_means_needs_by_hand() -> None:
    # Halves: 2 * (2.801585 * 50 / 10)^2 = 392.4 in each arm.
    found = needed_mean(50, 10, 0.5)
    assert (found.treated, found.held_out, found.customers) == (393, 393, 786)


def test_the_detectable_conversion_by_hand() -> None:
    # Equal arms of 1,000 and 10 %: a lift d is seen if 1.959964 * sqrt(2 q (1 - q)) + 0.841621 * sqrt(.09 + p (1 - p)), with
    # p = .1 + d and q = .1 + d / 2, is no more than d * sqrt(1000): at .0407 it is 1.28837 against 1.28705, at .0408 it is 1.28860
    # against 1.29021.
    lift = detectable_conversion(0.1, 1_000, 1_000).lift
    assert lift is not None and 0.0407 < lift < 0.0408


@settings(deadline=None)
@given(st.floats(0.01, 0.4), st.floats(0.01, 0.3), st.sampled_from([0.05, 0.1, 0.2, 0.5]))
def test_what_is_needed_is_just_enough(baseline: float, lift: float, holdout: float) -> None:
    found = needed_conversion(baseline, lift, holdout)
    assert found.treated is not None and found.held_out is not None
    assert power_of_conversion(baseline, lift, found.treated, found.held_out) >= POWER - 1e-9
    detectable = detectable_conversion(baseline, found.treated, found.held_out).lift
    assert detectable is not None and detectable <= lift * (1 + 1e-6)


def test_a_smaller_holdout_needs_more_customers() -> None:
    sizes_needed = [needed_conversion(0.05, 0.01, holdout).customers or 0 for holdout in (0.5, 0.2, 0.1, 0.05)]
    assert sizes_needed == sorted(sizes_needed)


def test_without_a_holdout_nothing_can_be_shown() -> None:
    assert detectable_conversion(0.1, 1_000, 0).lift is None
    assert detectable_mean(10, 5, 1_000, 0).lift is None
    assert needed_conversion(0.1, 0.05, 0).customers is None


def test_small_arms_may_show_no_lift_at_all() -> None:
    assert detectable_conversion(0.5, 3, 2).lift is None


def test_a_baseline_of_zero_has_no_relative_lift() -> None:
    found = detectable_conversion(0, 900, 100)
    assert found.lift is not None and found.relative is None


def test_figures_out_of_range_are_refused() -> None:
    for call in (
        lambda: detectable_conversion(1, 10, 10),
        lambda: detectable_conversion(float("nan"), 10, 10),
        lambda: needed_conversion(0.9, 0.2, 0.1),
        lambda: needed_conversion(0.1, 0, 0.1),
        lambda: detectable_mean(1, 0, 10, 10),
        lambda: needed_mean(1, -1, 0.1),
    ):
        with pytest.raises(BadInput):
            call()
