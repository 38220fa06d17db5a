"""The result of a plan: each arm, the difference in every KPI, and what may be said of it.

*Collecting* until the orders of the whole window are there: a verdict asked every day would sooner or later find what it hopes
for. Then *separated* if the interval leaves out zero and drawing again seldom gives as much, otherwise *undecided*. Single segments are
small and many: they are shown with their intervals, and no verdict is made of them.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.errors import BadInput
from core.planning.audiences.holdout import Arms
from core.planning.results.chance import chances
from core.planning.results.compared import Stratum, moments, strata
from core.planning.results.intervals import Difference, conversion_interval, mean_interval
from core.planning.results.outcome import Outcome, outcome_of

Array = NDArray[Any]
SELDOM = 0.05


@dataclass(frozen=True)
class ArmFigures:
    """All customers of an arm, compared or not."""

    customers: int
    buyers: int
    orders: int
    money: float | None


@dataclass(frozen=True)
class Value:
    """What the treated spent beyond what those held out lead to expect, with its interval, beside what the plan cost."""

    extra: float
    low: float
    high: float
    cost: float | None


@dataclass(frozen=True)
class Result:
    """`differences` has the KPI of the plan first. `not_compared` are segments with fewer than two customers in an arm."""

    state: str  # collecting, undecided, separated
    closes: date
    until: date | None
    treated: ArmFigures
    held_out: ArmFigures
    differences: tuple[Difference, ...]
    value: Value | None
    by_segment: tuple[tuple[int, Difference], ...]
    not_compared: tuple[int, ...]


def result(arms: Arms, outcome: Outcome, *, kpi: str, closes: date, cost: float | None = None, seed: int = 1) -> Result:
    """`closes` is the first day after the measurement window, in which `outcome` was counted."""
    figures = _figures(arms, outcome)
    if kpi not in figures:
        raise BadInput(
            "The orders have no amounts to judge this plan by. Give a column the role amount, or choose another KPI."
        )
    everyone = strata(arms)
    compared = tuple(stratum for stratum in everyone if stratum.can_be_compared)
    is_closed = outcome.until is not None and outcome.until >= closes - timedelta(days=1)
    differences = _differences(figures, compared, seed if is_closed else None)
    ordered = tuple(sorted(differences, key=lambda one: one.kpi != kpi))
    return Result(
        state=_state(ordered, is_closed),
        closes=closes,
        until=outcome.until,
        treated=_of_arm(figures, ~arms.held_out),
        held_out=_of_arm(figures, arms.held_out),
        differences=ordered,
        value=_value(ordered, sum(len(one.treated) for one in compared), cost),
        by_segment=tuple((one.segment, _interval(kpi, figures[kpi], (one,))) for one in compared),
        not_compared=tuple(one.segment for one in everyone if not one.can_be_compared),
    )


def _figures(arms: Arms, outcome: Outcome) -> dict[str, Array]:
    """By KPI, the figure of every customer."""
    orders, money = outcome_of(arms.ids, outcome)
    figures = {"conversion": (orders > 0).astype(float), "orders": orders.astype(float)}
    return figures if money is None else figures | {"money": money}


def _differences(figures: dict[str, Array], compared: tuple[Stratum, ...], seed: int | None) -> list[Difference]:
    if not compared:
        return []
    found = [_interval(kpi, figure, compared) for kpi, figure in figures.items()]
    if seed is None:
        return found
    by_luck = chances(list(figures.values()), compared, seed)
    return [replace(one, chance=chance) for one, chance in zip(found, by_luck, strict=True)]


def _interval(kpi: str, figure: Array, compared: tuple[Stratum, ...]) -> Difference:
    found = moments(figure, compared)
    return conversion_interval(found) if kpi == "conversion" else mean_interval(kpi, found)


def _state(differences: tuple[Difference, ...], is_closed: bool) -> str:
    if not is_closed:
        return "collecting"
    first = differences[0] if differences else None
    seldom = first is not None and first.chance is not None and first.chance <= SELDOM and first.leaves_out_zero
    return "separated" if seldom else "undecided"


def _of_arm(figures: dict[str, Array], rows: Array) -> ArmFigures:
    sums = {kpi: float(np.sum(figure[rows])) for kpi, figure in figures.items()}
    return ArmFigures(int(rows.sum()), int(sums["conversion"]), int(sums["orders"]), sums.get("money"))


def _value(differences: tuple[Difference, ...], treated: int, cost: float | None) -> Value | None:
    money = next((one for one in differences if one.kpi == "money"), None)
    if money is None:
        return None
    return Value(money.difference * treated, money.low * treated, money.high * treated, cost)
