"""What a team does about pressure: one goes first, some are left out, or another week."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import BadInput
from core.planning import Relief, pressure, quieter_week, relieved
from tests.core.planning.test_pressure import BOTH_WEEKS, FIRST_WEEK, LATER, MINE, booked

OTHERS = [FIRST_WEEK, BOTH_WEEKS, LATER]


def test_who_comes_after_another_gives_up_what_they_share() -> None:
    found = relieved(MINE, OTHERS, Relief("priority", (2, 1, 3)))
    # Plan 2 goes first and keeps a and b; of what is left, plan 3 is to give up c and d.
    assert found.booking.ids.to_pylist() == ["c", "d", "e", "f"]
    assert found.given_up == ((2, 2),)
    assert [(plan, ids.to_pylist()) for plan, ids in found.to_yield] == [(3, ["c", "d"])]


def test_who_goes_first_keeps_everyone() -> None:
    found = relieved(MINE, OTHERS, Relief("priority", (1, 2, 3)))
    assert len(found.booking.ids) == 6
    assert [(plan, ids.to_pylist()) for plan, ids in found.to_yield] == [(2, ["a", "b"]), (3, ["a", "c", "d"])]


def test_exclusion_leaves_out_the_customers_of_other_plans_each_counted_once() -> None:
    found = relieved(MINE, OTHERS, Relief("exclusion", (3, 2)))
    assert found.booking.ids.to_pylist() == ["e", "f"]
    assert found.given_up == ((3, 3), (2, 1))
    assert pressure(found.booking, OTHERS).busiest.crowded == 0


def test_another_week_moves_both_ends() -> None:
    moved = relieved(MINE, OTHERS, Relief("week", start=date(2026, 6, 2))).booking
    assert (moved.start, moved.end) == (date(2026, 6, 2), date(2026, 6, 9))


def test_pressure_may_be_accepted() -> None:
    assert relieved(MINE, OTHERS, Relief("accept")).booking == MINE


def test_the_nearest_quieter_week_is_found() -> None:
    # A week later (12 to 19 May) plan 3 shares the week of the 11th and plan 4 that of the 18th: all six are crowded. A week
    # earlier (28 April to 5 May) plan 2 shares both weeks and plan 3 the second: four, as now. Two weeks later (19 to 26 May):
    # plan 4. Two weeks earlier (21 to 28 April): plan 2 shares the week of the 27th with a and b only.
    found = quieter_week(MINE, OTHERS, earliest=date(2026, 1, 1))
    assert found is not None and found.start == date(2026, 4, 21)
    # From today on, three weeks later is free.
    found = quieter_week(MINE, OTHERS, earliest=date(2026, 5, 1))
    assert found is not None and found.start == date(2026, 5, 26)


def test_where_no_week_is_quieter_none_is_offered() -> None:
    always = booked(5, "abcdef", "2026-01-01", "2026-12-31")
    assert quieter_week(MINE, [always], earliest=date(2026, 5, 1)) is None
    assert quieter_week(MINE, [], earliest=date(2026, 5, 1)) is None


def test_a_choice_that_fits_no_more_is_told() -> None:
    with pytest.raises(BadInput, match="not among those of the same weeks"):
        relieved(MINE, [LATER], Relief("exclusion", (4,)))
    with pytest.raises(BadInput, match="where this plan stands"):
        relieved(MINE, OTHERS, Relief("priority", (2, 3)))


ways = st.one_of(
    st.just(Relief("accept")),
    st.builds(
        Relief,
        st.sampled_from(["priority", "exclusion"]),
        st.lists(st.integers(1, 9), min_size=1, unique=True).map(tuple),
    ),
    st.builds(Relief, st.just("week"), st.just(()), st.dates()),
)


@settings(deadline=None)
@given(ways)
def test_a_choice_survives_json(relief: Relief) -> None:
    assert Relief.from_json(relief.to_json()) == relief


@pytest.mark.parametrize(
    "given_",
    [
        None,
        {},
        {"way": "hope"},
        {"way": ["accept"]},
        {"way": "priority"},
        {"way": "priority", "plans": [1, 1]},
        {"way": "exclusion", "plans": ["1"]},
        {"way": "exclusion", "plans": 1},
        {"way": "week"},
        {"way": "week", "start": "soon"},
        {"way": "week", "start": 5},
        {"way": "accept", "start": "2026-01-01"},
        {"way": "accept", "extra": 1},
    ],
)
def test_anything_else_is_no_choice(given_: Any) -> None:
    with pytest.raises(BadInput):
        Relief.from_json(given_)
