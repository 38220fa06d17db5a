"""Profiles: figures worked out by hand, and everything counted once."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from core.errors import BadInput
from core.explaining import Customers, outlines, profiles
from tests.core.explaining.tables import Array, divided, of_columns, profiled


def test_figures_of_a_segment_are_those_worked_out_by_hand() -> None:
    # Segment 0 has 1, 2, 3, 4, 100: quartiles 2, 3, 4, so the whiskers end within -1 and 7: at 1 and 4, and 100 is above.
    found = profiled([0, 0, 0, 0, 0, 1, 1], money=[4, 2, 100, 1, 3, 10, 20])
    own = found.segments[0].numbers["money"]
    assert (own.low, own.quarter, own.median, own.three_quarters, own.high) == (1, 2, 3, 4, 100)
    assert (own.whisker_low, own.whisker_high, own.below, own.above) == (1, 4, 0, 1)
    # Mean 110 / 5 = 22; deviation: squares of 18, 20, 78, 21, 19 are 324 + 400 + 6084 + 441 + 361 = 7610, over 5.
    assert (own.mean, own.deviation) == (22, pytest.approx(1522**0.5))
    assert found.everyone.numbers["money"].mean == 20
    assert own.difference == pytest.approx(2 / found.everyone.numbers["money"].deviation)
    # Money: 110 of 140.
    assert (found.segments[0].money, found.segments[0].money_share) == (110, pytest.approx(110 / 140))


def test_position_is_the_share_of_everyone_below_with_half_of_equals() -> None:
    # Among 1, 1, 2, 3 the ones stand at (0 + 2) / 2 of 4, 2 at 2.5 of 4, 3 at 3.5 of 4.
    found = profiled([0, 0, 1, 2], score=[1, 1, 2, 3])
    assert [own.numbers["score"].position for own in found.segments] == pytest.approx([0.25, 0.625, 0.875])
    assert found.everyone.numbers["score"].position == pytest.approx(0.5)


def test_customers_in_no_segment_count_among_everyone_and_nowhere_else() -> None:
    found = profiled([0, 1, 255, 255], age=[10, 20, 30, 60])
    assert found.nobody == 2
    assert [own.customers for own in found.segments] == [1, 1]
    assert found.everyone.numbers["age"].mean == 30
    assert found.segments[0].share == 0.25


def test_what_is_missing_is_counted_and_takes_no_part() -> None:
    found = profiled([0, 0, 1], age=[10, np.nan, np.nan])
    assert found.segments[0].numbers["age"].mean == 10
    assert (found.segments[0].missing("age"), found.segments[1].missing("age")) == (1, 1)
    assert "age" not in found.segments[1].numbers


def test_composition_is_told_against_everyone() -> None:
    # Three of four in segment 0 are women, four of eight of everyone: lift 1.5.
    found = profiled([0] * 4 + [1] * 4, gender=["f", "f", "f", "m", "f", "m", "m", "m"])
    first, second = found.segments[0].categories["gender"]
    assert (first.value, first.customers, first.share, first.everyone, first.lift) == ("f", 3, 0.75, 0.5, 1.5)
    assert (second.value, second.lift) == ("m", 0.5)


def test_money_is_the_column_named_and_must_be_numbers() -> None:
    customers, labels = of_columns([0, 1], paid=[1, 3], gender=["f", "m"])
    assert profiles(customers, labels, 2).segments[0].money is None
    assert profiles(customers, labels, 2, money="paid").segments[1].money_share == 0.75
    with pytest.raises(BadInput, match="cannot be summed"):
        profiles(customers, labels, 2, money="gender")


def test_labels_that_do_not_belong_to_the_table_are_refused() -> None:
    customers, labels = of_columns([0, 1], age=[1, 2])
    with pytest.raises(BadInput, match="1 labels for 2 customers"):
        profiles(customers, labels[:1], 2)
    with pytest.raises(BadInput, match="beyond the 1 segments"):
        profiles(customers, labels, 1)


@settings(max_examples=60, deadline=None)
@given(divided())
def test_segments_and_nobody_make_up_everyone(drawn: tuple[Customers, Array, int]) -> None:
    customers, labels, segments = drawn
    found = profiles(customers, labels, segments)
    assert sum(own.customers for own in found.segments) + found.nobody == customers.size
    for name, everyone in found.everyone.numbers.items():
        values = customers.numbers[name]
        assert everyone.present == (~np.isnan(values)).sum()
        assert everyone.median == pytest.approx(np.nanmedian(values), abs=1e-6)
        assert everyone.position == pytest.approx(0.5)
        for own in found.segments:
            if name in own.numbers:
                inside = values[(labels == own.segment) & ~np.isnan(values)]
                figures = own.numbers[name]
                assert figures.quarter == pytest.approx(np.quantile(inside, 0.25), abs=1e-6)
                assert figures.mean == pytest.approx(inside.mean(), abs=1e-6)
                assert figures.position == pytest.approx(_position(inside, values), abs=1e-9)
                assert figures.low <= figures.whisker_low <= figures.whisker_high <= figures.high
    for own in found.segments:
        assert sum(part.customers for part in own.categories["gender"]) == own.customers


@settings(max_examples=60, deadline=None)
@given(divided())
def test_outlines_say_what_profiles_say(drawn: tuple[Customers, Array, int]) -> None:
    customers, labels, segments = drawn
    found, short = profiles(customers, labels, segments), outlines(customers, {segments: labels})[segments]
    assert short.sizes.tolist() == [own.customers for own in found.segments]
    for name in customers.numbers:
        for own in found.segments:
            figures = own.numbers.get(name)
            mean, median = short.means[name][own.segment], short.medians[name][own.segment]
            if figures is None:
                assert np.isnan(mean) and np.isnan(median)
            else:
                assert (mean, median) == pytest.approx((figures.mean, figures.median), abs=1e-6)


def test_positions_among_many_are_as_good_as_exact() -> None:
    rng = np.random.default_rng(1)
    labels = rng.integers(0, 3, 20_000).astype(np.uint8)
    values = np.exp(rng.normal(labels, 2))
    found = profiles(Customers.of({"money": values}), labels, 3)
    for own in found.segments:
        exact = _position(values[labels == own.segment], values)
        assert own.numbers["money"].position == pytest.approx(exact, abs=1 / 1024)


def _position(inside: Any, values: Any) -> float:
    ordered = np.sort(values[~np.isnan(values)])
    sides = (np.searchsorted(ordered, inside, side="left"), np.searchsorted(ordered, inside, side="right"))
    return float(np.mean((sides[0] + sides[1]) / 2) / len(ordered))
