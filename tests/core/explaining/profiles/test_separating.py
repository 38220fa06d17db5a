"""What separates segments: known statistics, and nothing where there is nothing."""

import numpy as np
import pytest
from scipy import stats

from core.explaining import Customers, profiles, separations, set_apart
from tests.core.explaining.tables import profiled


def test_a_measure_that_tells_the_segments_apart_has_strength_1_and_one_alike_in_both_has_none() -> None:
    found = {one.name: one for one in separations(profiled([0, 0, 1, 1], age=[1, 1, 9, 9], score=[1, 2, 1, 2]))}
    assert found["age"].strength == pytest.approx(1)
    assert found["score"].strength == 0


def test_numbers_are_rated_by_epsilon_squared_of_kruskal_and_wallis() -> None:
    rng = np.random.default_rng(1)
    labels = rng.integers(0, 3, 300).astype(np.uint8)
    values = np.round(rng.normal(labels, 2), 1)
    (found,) = separations(profiles(Customers.of({"x": values}), labels, 3))
    statistic, _ = stats.kruskal(*(values[labels == segment] for segment in range(3)))
    # Epsilon squared, adjusted: (H - k + 1) / (n - k).
    assert found.strength == pytest.approx((statistic - 2) / (300 - 3), abs=1e-9)


def test_categories_are_rated_by_the_square_of_cramers_v_corrected_for_chance() -> None:
    # 30 of 40 against 10 of 40: chi-squared over n is 0.25; 1 / 79 comes off, and 2 - 1 / 79 - 1 is the most there can be.
    found = profiled([0] * 40 + [1] * 40, gender=["f"] * 30 + ["m"] * 10 + ["f"] * 10 + ["m"] * 30)
    (one,) = separations(found)
    assert one.by == "Cramér's V squared"
    assert one.strength == pytest.approx((0.25 - 1 / 79) / (1 - 1 / 79))


def test_chance_alone_separates_nothing() -> None:
    rng = np.random.default_rng(2)
    countries = np.array([f"c{i}" for i in rng.integers(0, 40, 200)])
    table = {"x": rng.normal(size=200), "country": countries}
    for one in separations(profiles(Customers.of(table), rng.integers(0, 5, 200).astype(np.uint8), 5)):
        assert one.strength < 0.06


def test_what_sets_a_segment_apart_comes_farthest_first_and_says_on_which_side() -> None:
    found = profiled([0, 0, 1, 1], age=[1, 1, 9, 9], score=[5, 2, 4, 1], gender=["f", "m", "f", "m"])
    first, *others = set_apart(found, 0)
    assert (first.name, first.lean) == ("age", pytest.approx(-0.5))
    assert all(abs(one.lean) < 0.5 for one in others)


def test_a_measure_whose_mean_and_ranks_disagree_sets_nothing_apart() -> None:
    # Segment 0: mean 34 above that of everyone, 19, yet two of three are the lowest of all.
    found = profiled([0, 0, 0, 1, 1, 1], money=[1, 1, 100, 3, 4, 5])
    assert [one.name for one in set_apart(found, 0)] == []
