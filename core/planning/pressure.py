"""How many messages fall on the same customer in the same week, over all plans of a team.

Customers are the same where their ids are, whatever run or dataset a plan comes from.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from core.planning.audiences.ids import among

Array = NDArray[Any]
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Booking:
    """A plan with its dates, both ends included, and whom it reaches."""

    plan: int
    name: str
    start: date
    end: date
    ids: pa.Array

    @property
    def weeks(self) -> tuple[date, ...]:
        """The Mondays of the weeks that it touches."""
        monday = self.start - timedelta(days=self.start.weekday())
        return tuple(monday + WEEK * n for n in range((self.end - monday).days // 7 + 1))


@dataclass(frozen=True)
class Overlap:
    """Customers of this plan whom another one reaches in the same weeks."""

    plan: int
    name: str
    customers: int
    weeks: tuple[date, ...]


@dataclass(frozen=True)
class Crowd:
    """`customers[n]` get n plans; this one is the first."""

    customers: tuple[int, ...]

    @property
    def crowded(self) -> int:
        """Customers who get two plans or more."""
        return sum(self.customers[2:])


@dataclass(frozen=True)
class Week:
    monday: date
    crowd: Crowd


@dataclass(frozen=True)
class Pressure:
    """`busiest` counts each customer in the week in which most plans reach them."""

    customers: int
    busiest: Crowd
    weeks: tuple[Week, ...]
    overlaps: tuple[Overlap, ...]


def pressure(plan: Booking, others: Sequence[Booking]) -> Pressure:
    """The plan among all others that are not cancelled."""
    near = [other for other in others if other.plan != plan.plan and shared_weeks(plan, other)]
    return _weighed(plan, near, [reached(plan.ids, other) for other in near])


def reached(ids: pa.Array, other: Booking) -> Array:
    """Which of the customers another plan reaches, whenever that is."""
    return np.asarray(among(ids, other.ids))


def shared_weeks(plan: Booking, other: Booking) -> tuple[date, ...]:
    theirs = set(other.weeks)
    return tuple(monday for monday in plan.weeks if monday in theirs)


def told_pressure(found: Pressure) -> str:
    """The one sentence of the page."""
    if not found.busiest.crowded:
        return f"None of the {found.customers:,} customers gets another plan in the same weeks."
    worst = max(found.weeks, key=lambda week: week.crowd.crowded)
    parts = [
        f"{count:,} would get {_plans(number)}"
        for number, count in enumerate(worst.crowd.customers)
        if number >= 2 and count
    ]
    return f"Of {found.customers:,} customers, {' and '.join(parts)} in the week of {worst.monday}."


def _weighed(plan: Booking, near: Sequence[Booking], hits: Sequence[Array]) -> Pressure:
    busiest, weeks = np.ones(len(plan.ids), np.int16), []
    for monday in plan.weeks:
        number = np.ones(len(plan.ids), np.int16)
        for other, hit in zip(near, hits, strict=True):
            if monday in other.weeks:
                number += hit
        busiest = np.maximum(busiest, number)
        weeks.append(Week(monday, _crowd(number)))
    overlaps = (
        Overlap(other.plan, other.name, int(hit.sum()), shared_weeks(plan, other))
        for other, hit in zip(near, hits, strict=True)
    )
    shared = sorted((one for one in overlaps if one.customers), key=lambda one: (-one.customers, one.plan))
    return Pressure(len(plan.ids), _crowd(busiest), tuple(weeks), tuple(shared))


def _crowd(number: Array) -> Crowd:
    return Crowd(tuple(np.bincount(number, minlength=2).tolist()))


def _plans(number: int) -> str:
    return {2: "two plans", 3: "three plans"}.get(number, f"{number} plans")
