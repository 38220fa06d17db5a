"""Measures from orders: chosen by those who work, seen by the team, and RFM and trade as they follow by hand."""

from collections.abc import Callable
from datetime import datetime

import pytest

from core.errors import BadInput
from tests.conftest import Cast
from tests.webapp import bought
from tests.webapp.work_now import work_now
from webapp.errors import Conflict, NotAllowed, NotFound
from webapp.records import Answer, Job
from webapp.services import measuring
from webapp.store import stored_tables

NOTHING = {"recency": "", "frequency": "", "money": ""}


def answered(ask: Callable[[], Answer | Job]) -> Answer:
    """Asked for, worked out, asked again."""
    assert isinstance(ask(), Job)
    work_now()
    answer = ask()
    assert isinstance(answer, Answer)
    return answer


def test_every_number_is_told_from_the_least_to_the_most(cast: Cast) -> None:
    orders = bought.orders(cast.editor)
    told = answered(lambda: measuring.figures(cast.viewer, orders.id)).facts
    # 007: 2 x 10 + 1 x 5; B: 3 x 10
    money = told["figures"]["money"]
    assert (money["least"], money["median"], money["mean"], money["most"], money["zeros"]) == (25, 27.5, 27.5, 30, 0)
    assert told["figures"]["days between orders"]["missing"] == 1
    assert [(step["rule"], step["lines"]) for step in told["table"]["funnel"]["steps"]] == [
        ("customer", 4), ("cancelled", 3), ("not positive", 3),
    ]  # fmt: skip


def test_a_rule_that_is_switched_off_leaves_its_lines_in_and_on_again_out(cast: Cast) -> None:
    orders = bought.orders(cast.editor)
    off = measuring.switch(cast.editor, orders.id, "customer", 0)
    assert "customer" not in off.measuring.rules
    assert answered(lambda: measuring.figures(cast.viewer, orders.id)).facts["table"]["customers"] == 3
    on = measuring.switch(cast.editor, orders.id, "customer", off.edit)
    assert set(on.measuring.rules) == set(measuring.Measuring().rules)
    with pytest.raises(BadInput, match="no rule 'gravity'"):
        measuring.switch(cast.editor, orders.id, "gravity", on.edit)


def test_what_was_typed_is_kept_and_what_is_empty_is_found(cast: Cast) -> None:
    orders = bought.orders(cast.editor)
    typed = {"reference": " 2024-07-01 ", "since": "", "currency": "", "groups": "food\n\nhome ", "discounts": "found"}
    measuring.change(cast.editor, orders.id, typed, 0)
    made = measuring.chosen(cast.viewer, orders.id).measuring.to_json()
    assert (made["reference"], made["since"], made["currency"], made["groups"], made["discounts"]) == (
        "2024-07-01", None, None, ("food", "home"), None,
    )  # fmt: skip
    told = answered(lambda: measuring.figures(cast.viewer, orders.id)).facts
    assert told["figures"]["recency"]["least"] == 21  # from 10 June
    assert told["figures"]["share of home"]["most"] == pytest.approx(1 / 3)  # one of the three units of 007


def test_a_reference_that_no_longer_fits_the_days_is_found_anew(cast: Cast) -> None:
    orders = bought.orders(cast.editor)
    day = measuring.change(cast.editor, orders.id, {"reference": "2024-07-01"}, 0)
    periods = measuring.change(cast.editor, orders.id, {"reference": "2024-07-01", "days": "24 hours"}, day.edit)
    assert periods.measuring.reference is None
    moment = measuring.change(cast.editor, orders.id, {"reference": "2024-07-01T08:00"}, periods.edit)
    assert moment.measuring.reference == datetime(2024, 7, 1, 8)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"reference": "today"}, "not a date"),
        ({"since": "2024-02-01", "until": "2024-01-01"}, "after its end"),
        ({"zone": "Mars/Base"}, "not a time zone"),
        ({"currency": "x" * 61}, "61 characters"),
        ({"rules": 5}, "cannot be read"),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(
    cast: Cast, typed: dict[str, object], sentence: str
) -> None:
    orders = bought.orders(cast.editor)
    with pytest.raises(BadInput, match=sentence):
        measuring.change(cast.editor, orders.id, typed, 0)
    assert measuring.chosen(cast.editor, orders.id).edit == 0


def test_rfm_cuts_into_equal_parts_until_limits_are_typed(cast: Cast) -> None:
    orders = bought.orders(cast.editor)
    told = answered(lambda: measuring.rfm(cast.viewer, orders.id)).facts
    assert (told["levels"], told["customers"], told["money"], len(told["cells"])) == (5, 2, 55.0, 25)
    assert sum(share["customers"] for share in told["shares"]) == 2
    typed = {"recency": "10 30", "frequency": "1; 3", "money": "26, 28.5"}
    measuring.score(cast.editor, orders.id, 3, typed, 0)
    answer = answered(lambda: measuring.rfm(cast.viewer, orders.id))
    assert answer.facts["limits"] == {"recency": [10, 30], "frequency": [1, 3], "money": [26, 28.5]}
    assert answer.table_id is not None
    rows = stored_tables.read(stored_tables.find(answer.table_id)).read_all().to_pylist()
    # 007: 37 days before 11 June is above 30, two orders are above 1, 25 is up to 26. B: 1 day, one order, 30.
    assert [(row["customer"], row["code"], row["segment"]) for row in rows] == [
        ("007", 121, "Inactive"), ("B", 313, "Recent"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("levels", "typed", "sentence"),
    [
        (4, NOTHING, "5 scores or 3"),
        (3, NOTHING | {"recency": "10 30"}, "frequency needs 2 limits, and none are"),
        (5, dict.fromkeys(NOTHING, "1 2"), "recency needs 4 limits, and 2 are"),
        (3, dict.fromkeys(NOTHING, "30 10"), "rise from left to right"),
        (3, dict.fromkeys(NOTHING, "a b"), "are not numbers"),
        (3, dict.fromkeys(NOTHING, "1 inf"), "rise from left to right"),
    ],
)
def test_limits_that_make_no_sense_are_refused_with_a_sentence(
    cast: Cast, levels: int, typed: dict[str, str], sentence: str
) -> None:
    orders = bought.orders(cast.editor)
    with pytest.raises(BadInput, match=sentence):
        measuring.score(cast.editor, orders.id, levels, typed, 0)


def test_trade_is_told_by_period_and_by_what_was_sold(cast: Cast) -> None:
    orders = bought.orders(cast.editor)
    told = answered(lambda: measuring.trading(cast.viewer, orders.id)).facts
    assert [(one["first_day"], one["orders"], one["money"], one["back"]) for one in told["periods"]] == [
        ("2024-05-01", 2, 25.0, 0), ("2024-06-01", 1, 30.0, 1),
    ]  # fmt: skip
    assert [(one["name"], one["money"]) for one in told["product"]] == [("tea", 50.0), ("cup", 5.0)]
    assert [one["name"] for one in told["product group"]] == ["food", "home"]
    with pytest.raises(BadInput, match="Choose one of: day, week"):
        measuring.trading(cast.viewer, orders.id, None, "fortnight")


def test_who_only_looks_changes_nothing_and_a_stranger_finds_nothing(cast: Cast) -> None:
    orders = bought.orders(cast.editor)
    for change in (
        lambda who: measuring.switch(who, orders.id, "copies", 0),
        lambda who: measuring.score(who, orders.id, 3, NOTHING, 0),
    ):
        with pytest.raises(NotAllowed):
            change(cast.viewer)
        with pytest.raises(NotFound):
            change(cast.stranger)
    for ask in (measuring.figures, measuring.rfm, measuring.trading, measuring.chosen):
        with pytest.raises(NotFound):
            ask(cast.stranger, orders.id)


def test_who_comes_second_looks_again(cast: Cast) -> None:
    orders = bought.orders(cast.editor)
    measuring.switch(cast.editor, orders.id, "copies", 0)
    with pytest.raises(Conflict, match="Somebody else"):
        measuring.change(cast.admin, orders.id, {"reference": "2024-07-01"}, 0)


def test_customers_have_no_lines_to_measure(cast: Cast) -> None:
    people = bought.customers(cast.editor)
    with pytest.raises(BadInput, match="row per customer"):
        measuring.figures(cast.viewer, people.id)
