"""Why customers moved and where the line went, by hand."""

import numpy as np
import pandas as pd
import pytest

from core.comparing import Border, Centres, Place, Reason, explain, find_likeness, large_moves, match, trace
from core.comparing.movement.borders import border
from core.preparing import Preparation, prepare
from core.recipe import Measure, Recipe
from tests.core.comparing.runs import joined_of, run_of

NAN = float("nan")


def reasons(was: str, now: str, before: dict[str, list[float]], after: dict[str, list[float]]) -> list[Reason | None]:
    """Of all flows between segments; the old line sees everybody where the new one does."""
    joined = joined_of(was, now)
    moved = trace(joined, run_of(now).labels, match(find_likeness(joined)))
    old, new = ({name: np.array(values) for name, values in columns.items()} for columns in (before, after))
    return [known.reason for known in explain(joined, moved, large_moves(moved), before=old, after=new)]


def test_the_measure_counts_that_changed_most_beside_those_who_stayed() -> None:
    # c0 to c3 stay in 0, c4 and c5 go to 1. Everybody is a month older; those who moved have ordered less.
    (found,) = reasons(
        "0000 00 1111", "0000 11 1111".replace(" ", ""),
        {"tenure": [10, 20, 30, 40, 50, 60, 70, 80, 90, 100], "orders": [4, 5, 6, 7, 5, 7, 1, 1, 2, 2]},
        {"tenure": [40, 50, 60, 70, 80, 90, 100, 110, 120, 130], "orders": [6, 7, 8, 9, 5, 7, 1, 1, 2, 2]},
    )  # fmt: skip
    # Medians: of the movers 6 and 6, of the stayers 5.5 and 7.5; two orders less than those who stayed. Tenure: 30 and 30.
    assert found == Reason("orders", 6, 6, 5.5, 7.5)
    assert found.beyond == -2


def test_gaps_count_in_no_median_and_nobody_has_no_reason() -> None:
    (found,) = reasons(
        "000 0 11", "000 1 11".replace(" ", ""),
        {"gap": [1, 2, 3, NAN, 4, 5], "orders": [1, 2, 3, 4, 5, 6]},
        {"gap": [1, 2, 3, 9, 4, 5], "orders": [1, 2, 3, 5, 5, 6]},
    )  # fmt: skip
    assert found is not None
    assert found.measure == "orders"


def test_where_nothing_changed_there_is_no_reason() -> None:
    same = {"orders": [1.0, 2, 3, 4, 5, 6], "constant": [1.0] * 6}
    assert reasons("000 0 11", "000111", same, same) == [None]


def test_where_nobody_stayed_the_movers_speak_for_themselves() -> None:
    values = {"orders": [1.0, 2, 3, 4, 5, 6]}
    found = reasons("00 11 22".replace(" ", ""), "112222", values, {"orders": [5.0, 6, 5, 6, 5, 6]})
    assert all(reason is None or reason.stayed_before is None for reason in found[:1])


def two_measures() -> Preparation:
    table = pd.DataFrame({"orders": [1.0, 3, 5, 7], "days": [10.0, 20, 30, 40]})
    return prepare(table, Recipe((Measure("orders", scaling="none"), Measure("days", scaling="none"))))[0]


def test_the_line_lies_halfway_between_the_centres() -> None:
    # Before halfway between 2 and 8 orders: 5. After between 3 and 9: 6. Days stay, and do not tell the two apart.
    centres = Centres(("orders", "days"), np.array([[8.0, 20], [2, 20]]), np.array([[3.0, 20], [9, 20]]))
    found = border(two_measures(), centres, Place(0, 0, 1), Place(1, 1, 0))
    assert found == Border("orders", 5, 6)


def test_the_line_is_told_in_the_units_of_the_measure() -> None:
    table = pd.DataFrame({"spend": np.expm1([1.0, 2, 3, 4])})
    preparation = prepare(table, Recipe((Measure("spend", transform="log1p", weight=3),)))[0]
    old = preparation.apply(pd.DataFrame({"spend": np.expm1([1.0, 3])})).values
    new = preparation.apply(pd.DataFrame({"spend": np.expm1([2.0, 4])})).values
    found = border(preparation, Centres(("spend",), old, new), Place(0, 0, 0), Place(1, 1, 1))
    assert found is not None
    assert (found.before, found.after) == pytest.approx((np.expm1(2), np.expm1(3)))


def test_there_is_no_line_to_a_segment_of_only_one_run() -> None:
    centres = Centres(("orders", "days"), np.zeros((2, 2)), np.zeros((2, 2)))
    assert border(two_measures(), centres, Place(0, 0, 1), Place(1, 1, None)) is None
    assert border(two_measures(), centres, Place(0, 0, 0), Place(2, None, 1)) is None
