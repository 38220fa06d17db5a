"""The result of a plan in words."""

from datetime import date

from core.planning.results import result, told
from tests.core.planning.results.test_verdict import ARMS, CLOSES, WORKED, arms, bought


def euros(value: float) -> str:
    return f"{value:,.0f} EUR"


def test_a_plan_that_worked() -> None:
    # 40 and 15 of 100: Wilson 0.3094 to 0.4980 and 0.0931 to 0.2328, so 0.25 - sqrt(.0906^2 + .0828^2) = 0.127 and
    # 0.25 + sqrt(.0980^2 + .0569^2) = 0.363.
    found = told(result(ARMS, WORKED, kpi="conversion", closes=CLOSES, cost=120), euros)
    assert found.startswith(
        "Separated: the plan raised the share of customers who ordered, 40.0% of those treated against 15.0% of those held out "
        "(a difference of 12.7% to 36.3%). Chance alone gives as much in 0.1% of draws. Over all treated that is 500 EUR ("
    )
    assert found.endswith("), against a cost of 120 EUR.")


def test_a_plan_that_did_harm() -> None:
    # The other way round.
    outcome = bought([*range(15), *range(100, 140)])
    assert told(result(ARMS, outcome, kpi="orders", closes=CLOSES), euros).startswith(
        "Separated: the plan lowered orders per customer, 0.15 of those treated against 0.40 of those held out"
    )


def test_a_plan_of_which_nothing_can_be_said() -> None:
    found = told(result(ARMS, bought([1, 2, 101]), kpi="money", closes=CLOSES), euros)
    assert found.startswith("Undecided: money per customer was 0 EUR of those treated against 0 EUR of those held out")
    assert "The plan may have changed nothing." in found


def test_a_plan_whose_window_is_open() -> None:
    until = date(2026, 6, 12)
    assert told(result(ARMS, bought([1], until=until), kpi="money", closes=CLOSES), euros) == (
        "Collecting: orders are known until 2026-06-12, and the measurement window lasts until 2026-06-30. "
        "The verdict waits for it."
    )
    assert "no orders are known yet" in told(result(ARMS, bought([], until=None), kpi="money", closes=CLOSES), euros)


def test_a_plan_with_nothing_to_compare() -> None:
    alone = result(arms((9, 0)), WORKED, kpi="money", closes=CLOSES)
    assert told(alone, euros) == "Nobody was held out, so nobody can tell what the plan changed."
    single = result(arms((9, 1)), WORKED, kpi="money", closes=CLOSES)
    assert told(single, euros) == "No segment has two customers in each arm, so there is nothing to compare."
