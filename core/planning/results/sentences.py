"""The result of a plan in words."""

from collections.abc import Callable
from datetime import timedelta

from core.planning.results.intervals import Difference
from core.planning.results.verdict import Result, Value

Figure = Callable[[float], str]
CALLED = {
    "conversion": "the share of customers who ordered",
    "orders": "orders per customer",
    "money": "money per customer",
}


def told(result: Result, money: Figure) -> str:
    """`money` writes a sum with its currency, for people."""
    if not result.held_out.customers:
        return "Nobody was held out, so nobody can tell what the plan changed."
    if not result.differences:
        return "No segment has two customers in each arm, so there is nothing to compare."
    if result.state == "collecting":
        return _collecting(result)
    first = result.differences[0]
    verdict = _separated(first, money) if result.state == "separated" else _undecided(first, money)
    return f"{verdict} {_luck(first)}{_worth(result.value, money)}"


def _collecting(result: Result) -> str:
    last = result.closes - timedelta(days=1)
    so_far = f"orders are known until {result.until}" if result.until else "no orders are known yet"
    return f"Collecting: {so_far}, and the measurement window lasts until {last}. The verdict waits for it."


def _separated(first: Difference, money: Figure) -> str:
    verb = "raised" if first.difference > 0 else "lowered"
    return f"Separated: the plan {verb} {CALLED[first.kpi]}, {_arms(first, money)}."


def _undecided(first: Difference, money: Figure) -> str:
    return f"Undecided: {CALLED[first.kpi]} was {_arms(first, money)}. The plan may have changed nothing."


def _arms(first: Difference, money: Figure) -> str:
    treated, held_out, low, high = (
        _figure(first.kpi, value, money) for value in (first.treated, first.held_out, first.low, first.high)
    )
    return f"{treated} of those treated against {held_out} of those held out (a difference of {low} to {high})"


def _figure(kpi: str, value: float, money: Figure) -> str:
    return money(value) if kpi == "money" else f"{value:.1%}" if kpi == "conversion" else f"{value:.2f}"


def _luck(first: Difference) -> str:
    assert first.chance is not None, "told only when the window has closed"
    return f"Chance alone gives as much in {first.chance:.1%} of draws."


def _worth(value: Value | None, money: Figure) -> str:
    if value is None:
        return ""
    cost = f", against a cost of {money(value.cost)}" if value.cost is not None else ""
    return f" Over all treated that is {money(value.extra)} ({money(value.low)} to {money(value.high)}){cost}."
