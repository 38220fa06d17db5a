"""Why customers moved and where the line went, by hand."""

import numpy as np
import pandas as pd
import pytest

from core.comparing import (
    ABSENT,
    Border,
    Centres,
    Explained,
    Grounds,
    Place,
    Reason,
    explain,
    find_likeness,
    match,
    trace,
)
from core.comparing.movement.borders import border
from core.preparing import Preparation, prepare
from core.recipe import Measure, Recipe
from tests.core.comparing.runs import joined_of, run_of

NAN = float("nan")
PLAIN = Recipe((Measure("orders", scaling="none"), Measure("days", scaling="none")))
HAVE = pd.DataFrame({"orders": [1.0, 3, 5, 7], "days": [10.0, 20, 30, 40]})


def plain() -> Preparation:
    """Orders and days as they are."""
    return prepare(HAVE, PLAIN)[0]


def explained(
    was: str, now: str, centres: Centres, before: dict[str, list[float]], after: dict[str, list[float]]
) -> list[Explained]:
    """All flows; the old line sees everybody where the new one does."""
    joined = joined_of(was, now)
    moved = trace(joined, run_of(now, 2).labels, match(find_likeness(joined)))
    old, new = ({name: np.array(values) for name, values in columns.items()} for columns in (before, after))
    return list(explain(joined, moved, moved.moves, Grounds(plain(), centres, old, new)))


def test_the_measure_counts_that_carried_them_along_the_way() -> None:
    # From 0 at (2 orders, 30 days) to 1 at (8, 20). c3 and c4 have 2 orders more, and are 9 days nearer:
    # 2 * 6 = 12 of the way by orders, 9 * 10 = 90 by days.
    centres = Centres(("orders", "days"), *[np.array([[2.0, 30], [8, 20]])] * 2)
    known = explained(
        "000 00 111", "000 11 111", centres,
        {"orders": [1, 2, 3, 2, 2, 8, 8, 8], "days": [30, 30, 30, 31, 29, 20, 20, 20]},
        {"orders": [1, 2, 3, 4, 4, 8, 8, 8], "days": [30, 30, 30, 22, 20, 20, 20, 20]},
    )  # fmt: skip
    reasons = {(one.move.origin, one.move.target): one.reason for one in known}
    assert reasons == {(0, 0): None, (1, 1): None, (0, 1): Reason("days", 30, 21)}


def test_what_grows_with_time_is_no_reason_to_fall() -> None:
    # Down from 1 at (8 orders, 20 days) to 0 at (2, 30): orders rose all the same, it is the days that took them there.
    centres = Centres(("orders", "days"), *[np.array([[2.0, 30], [8, 20]])] * 2)
    known = explained(
        "000 1 111", "000 0 111", centres,
        {"orders": [2, 2, 2, 6, 8, 8, 8], "days": [30, 30, 30, 21, 20, 20, 20]},
        {"orders": [2, 2, 2, 7, 8, 8, 8], "days": [30, 30, 30, 28, 20, 20, 20]},
    )  # fmt: skip
    assert [one.reason for one in known if one.move.origin != one.move.target] == [Reason("days", 21, 28)]


def test_gaps_count_in_no_median_and_a_measure_of_nobody_is_no_reason() -> None:
    centres = Centres(("orders", "days"), *[np.array([[2.0, 30], [8, 20]])] * 2)
    known = explained(
        "000 00 111", "000 11 111", centres,
        {"orders": [1, 2, 3, 2, NAN, 8, 8, 8], "days": [30, 30, 30, NAN, NAN, 20, 20, 20]},
        {"orders": [1, 2, 3, NAN, 9, 8, 8, 8], "days": [30, 30, 30, 20, 20, 20, 20, 20]},
    )  # fmt: skip
    assert [one.reason for one in known if one.reason] == [Reason("orders", 2, 9)]


def test_newcomers_those_who_left_and_no_segment_have_no_causes() -> None:
    centres = Centres(("orders", "days"), *[np.array([[2.0, 30], [8, 20]])] * 2)
    values = {"orders": [1.0] * 8, "days": [30.0] * 8}
    known = explained("000 111 0 . -".replace(" ", ""), "000111-.0", centres, values, values)
    assert {one.move.origin for one in known if one.move.newcomers} == {ABSENT}
    assert all(one.reason is None for one in known)
    assert all(one.border is None for one in known if one.move.newcomers or one.move.gone)


def line_between(old: list[list[float]], new: list[list[float]], one: Place, other: Place) -> Border | None:
    return border(Grounds(plain(), Centres(("orders", "days"), np.array(old), np.array(new)), {}, {}), one, other)


def test_the_line_lies_halfway_between_the_centres() -> None:
    # Before halfway between 2 and 8 orders: 5. After between 3 and 9: 6. Days stay, and do not tell the two apart.
    found = line_between([[8, 20], [2, 20]], [[3, 20], [9, 20]], Place(0, 0, 1), Place(1, 1, 0))
    assert found == Border("orders", 5, 6)


def test_the_line_is_told_in_the_units_of_the_measure() -> None:
    table = pd.DataFrame({"spend": np.expm1([1.0, 2, 3, 4])})
    preparation = prepare(table, Recipe((Measure("spend", transform="log1p", weight=3),)))[0]
    old = preparation.apply(pd.DataFrame({"spend": np.expm1([1.0, 3])})).values
    new = preparation.apply(pd.DataFrame({"spend": np.expm1([2.0, 4])})).values
    grounds = Grounds(preparation, Centres(("spend",), old, new), {}, {})
    found = border(grounds, Place(0, 0, 0), Place(1, 1, 1))
    assert found is not None
    assert (found.before, found.after) == pytest.approx((np.expm1(2), np.expm1(3)))


def test_there_is_no_line_to_a_segment_of_only_one_run() -> None:
    centres = [[8.0, 20], [2, 20]]
    assert line_between(centres, centres, Place(0, 0, 1), Place(1, 1, None)) is None
    assert line_between(centres, centres, Place(0, 0, 0), Place(2, None, 1)) is None
