"""Plans check themselves: each field alone, fields against each other, and the way from status to status."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from core.errors import BadInput
from core.planning import CHANNELS, STATUSES, Plan, WrongField

WHOLE: dict[str, Any] = {
    "name": " Spring offer ",
    "segments": [2, 0],
    "objective": "Win back those who slip away",
    "channels": ["e-mail", "letter"],
    "start": "2026-03-02",
    "end": "2026-03-15",
    "budget": "1250.5",
    "currency": "EUR",
    "baseline": 0.04,
    "target": "0.06",
    "holdout": 0.2,
    "window_days": 30,
}


def faults(**values: Any) -> dict[str, str]:
    with pytest.raises(WrongField) as caught:
        Plan.from_dict(WHOLE | values)
    return {fault.field: fault.sentence for fault in caught.value.faults}


def test_an_idea_takes_a_name_and_a_segment() -> None:
    plan = Plan("Spring", (1,))
    assert (plan.status, plan.window, plan.holdout) == ("idea", None, 0.1)


def test_what_a_form_holds_becomes_what_is_meant() -> None:
    plan = Plan.from_dict(WHOLE)
    assert (plan.name, plan.segments, plan.budget, plan.target) == ("Spring offer", (0, 2), Decimal("1250.50"), 0.06)
    assert plan.start == date(2026, 3, 2)


def test_a_plan_survives_json() -> None:
    plan = Plan.from_dict(WHOLE)
    assert Plan.from_dict(plan.to_json()) == plan


def test_the_window_begins_with_the_plan_and_leaves_its_last_day_out() -> None:
    # 30 days from 2 March: the last that counts is 31 March.
    assert Plan.from_dict(WHOLE).window == (date(2026, 3, 2), date(2026, 4, 1))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "  "),
        ("name", "x" * 121),
        ("name", None),
        ("segments", []),
        ("segments", [1, 1]),
        ("segments", [-1]),
        ("segments", [True]),
        ("segments", "12"),
        ("status", "aborted"),
        ("status", ["idea"]),
        ("objective", 7),
        ("channels", ["pigeon"]),
        ("channels", "e-mail"),
        ("start", "31.12.2026"),
        ("start", 20260302),
        ("budget", -1),
        ("budget", "much"),
        ("budget", float("nan")),
        ("budget", 10**12),
        pytest.param("budget", 10**5_000, id="budget-endless"),
        ("budget", "1e999999"),
        ("expected_cost", "-0.01"),
        ("actual_cost", True),
        ("currency", "Euro"),
        ("currency", "EURO"),
        ("kpi", "clicks"),
        ("baseline", 1.5),
        ("target", 1.5),
        ("result", -0.1),
        ("holdout", 0.51),
        ("holdout", -0.1),
        ("holdout", None),
        ("window_days", 0),
        ("window_days", 367),
        ("window_days", 30.5),
        ("tags", ["x" * 41]),
        ("tags", "spring"),
        ("tags", [f"{n}" for n in range(21)]),
    ],
)
def test_what_a_field_may_not_hold_is_told_with_the_field(field: str, value: Any) -> None:
    told = faults(**{field: value})
    assert set(told) == {field}
    assert told[field].endswith(".")


def test_every_wrong_field_is_told_at_once() -> None:
    assert set(faults(budget=-1, currency="Euro", end="2026-03-01")) == {"budget", "currency", "end"}


def test_a_plan_does_not_end_before_it_starts() -> None:
    assert faults(end="2026-03-01") == {
        "end": "The plan ends on 2026-03-01, before it starts on 2026-03-02. Choose a later end."
    }


def test_a_window_does_not_close_before_the_plan_ends() -> None:
    # 2 to 15 March are 14 days.
    assert Plan.from_dict(WHOLE | {"window_days": 14}).window_days == 14
    assert set(faults(window_days=13)) == {"window_days"}


def test_a_target_lies_above_the_baseline() -> None:
    assert set(faults(target=0.04)) == {"target"}


def test_money_per_customer_may_be_above_one() -> None:
    assert Plan.from_dict(WHOLE | {"kpi": "money", "baseline": 31.5, "target": 40}).target == 40


def test_a_field_that_plans_do_not_have_is_refused() -> None:
    with pytest.raises(BadInput, match="no field 'colour'"):
        Plan.from_dict(WHOLE | {"colour": "red"})


def test_name_and_segments_are_asked_for() -> None:
    with pytest.raises(WrongField) as caught:
        Plan.from_dict({})
    assert [fault.field for fault in caught.value.faults] == ["name", "segments"]
    assert caught.value.field == "name"


def test_a_plan_goes_its_way() -> None:
    plan = Plan.from_dict(WHOLE)
    for status in ("planned", "approved", "running", "done"):
        plan = plan.moved(status)
    assert plan.status == "done"


@pytest.mark.parametrize("status", STATUSES)
def test_moving_to_where_a_plan_is_changes_nothing(status: str) -> None:
    plan = Plan.from_dict(WHOLE | {"status": status})
    assert plan.moved(status) == plan


@pytest.mark.parametrize(
    ("now", "status"),
    [(now, status) for now in STATUSES for status in STATUSES if status != now and status not in STATUSES[now]],
)
def test_no_other_way_is_open(now: str, status: str) -> None:
    with pytest.raises(WrongField) as caught:
        Plan.from_dict(WHOLE | {"status": now}).moved(status)
    assert caught.value.field == "status"


def test_a_plan_is_planned_with_dates_and_approved_with_an_objective_and_channels() -> None:
    with pytest.raises(WrongField) as caught:
        Plan("Spring", (1,)).moved("planned")
    assert [fault.field for fault in caught.value.faults] == ["start", "end"]
    dated = Plan.from_dict({"name": "x", "segments": [1], "start": "2026-03-02", "end": "2026-03-02"}).moved("planned")
    with pytest.raises(WrongField) as caught:
        dated.moved("approved")
    assert [fault.field for fault in caught.value.faults] == ["objective", "channels"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("segments", (1,)),
        ("start", "2026-03-01"),
        ("holdout", 0.0),
        ("kpi", "orders"),
        ("window_days", 60),
        ("currency", "USD"),
    ],
)
def test_what_customers_have_felt_is_fixed_at_launch(field: str, value: Any) -> None:
    planned = Plan.from_dict(WHOLE | {"status": "planned"})
    assert planned.changed(**{field: value}) != planned
    with pytest.raises(WrongField) as caught:
        Plan.from_dict(WHOLE | {"status": "running"}).changed(**{field: value})
    assert caught.value.field == field


def test_cost_and_result_are_written_down_after_launch() -> None:
    plan = Plan.from_dict(WHOLE | {"status": "done"}).changed(actual_cost="99.90", result=0.05)
    assert (plan.actual_cost, plan.result) == (Decimal("99.90"), 0.05)


def test_a_status_changes_by_moving_only() -> None:
    with pytest.raises(WrongField):
        Plan.from_dict(WHOLE).changed(status="done")


def test_channels_have_names_for_people() -> None:
    assert CHANNELS["text message"] == "Text message"
