"""What a team may do about pressure, as data that is kept with the plan: let one plan go first, leave people out, take another week."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import pyarrow as pa

from core.errors import BadInput
from core.planning.pressure import WEEK, Booking, pressure, reached, shared_weeks

WAYS = ("accept", "priority", "exclusion", "week")
FARTHEST = 12  # weeks


@dataclass(frozen=True)
class Relief:
    """`plans` in order: who goes first (priority), or whose customers are left out (exclusion); `start` of another week."""

    way: str
    plans: tuple[int, ...] = ()
    start: date | None = None

    def __post_init__(self) -> None:
        if self.way not in WAYS:
            raise BadInput(f"Pressure is met in one of these ways: {', '.join(WAYS)}.")
        if self.way in ("priority", "exclusion") and (not self.plans or len(set(self.plans)) < len(self.plans)):
            raise BadInput("Name the plans, each once.")
        if (self.way == "week") != (self.start is not None):
            raise BadInput("Another week needs the day on which the plan is to start, and nothing else does.")

    def to_json(self) -> dict[str, Any]:
        return {"way": self.way, "plans": list(self.plans), "start": self.start.isoformat() if self.start else None}

    @classmethod
    def from_json(cls, given: Any) -> "Relief":
        if (
            not isinstance(given, Mapping)
            or not set(given) <= {"way", "plans", "start"}
            or not isinstance(given.get("way"), str)
        ):
            raise BadInput(f"Pressure is met in one of these ways: {', '.join(WAYS)}.")
        plans, start = given.get("plans", ()), given.get("start")
        if not isinstance(plans, list | tuple) or not all(type(one) is int for one in plans):
            raise BadInput("Name the plans, each once.")
        try:
            day = date.fromisoformat(start) if start is not None else None
        except (TypeError, ValueError):
            raise BadInput("The start must be a date, such as 2026-03-31.") from None
        return cls(given["way"], tuple(plans), day)


@dataclass(frozen=True)
class Relieved:
    """The plan afterwards; whom it gave up to which plan; whom other plans are to give up to it."""

    booking: Booking
    given_up: tuple[tuple[int, int], ...]
    to_yield: tuple[tuple[int, pa.Array], ...]


def relieved(plan: Booking, others: Sequence[Booking], relief: Relief) -> Relieved:
    """Frozen audiences stay as they are: what others are to give up is named, for whoever has not frozen theirs yet."""
    if relief.start is not None:
        return Relieved(_moved(plan, relief.start), (), ())
    if relief.way == "accept":
        return Relieved(plan, (), ())
    by_plan = {other.plan: other for other in others if shared_weeks(plan, other)}
    unknown = [one for one in relief.plans if one != plan.plan and one not in by_plan]
    if unknown:
        raise BadInput(
            "One of the plans named is not among those of the same weeks any more. Look at the overlap again."
        )
    if relief.way == "exclusion":
        return _without(plan, [by_plan[one] for one in relief.plans if one != plan.plan], [])
    if plan.plan not in relief.plans:
        raise BadInput("Say where this plan stands among those that go first.")
    place = relief.plans.index(plan.plan)
    return _without(
        plan, [by_plan[one] for one in relief.plans[:place]], [by_plan[one] for one in relief.plans[place + 1 :]]
    )


def quieter_week(
    plan: Booking, others: Sequence[Booking], *, earliest: date, farthest: int = FARTHEST
) -> Booking | None:
    """The plan moved by as few whole weeks as make fewer customers get two; None if no week near is quieter. Later goes first."""
    now = pressure(plan, others).busiest.crowded
    hits = {other.plan: reached(plan.ids, other) for other in others if other.plan != plan.plan}
    for weeks in (sign * number for number in range(1, farthest + 1) for sign in (1, -1)):
        moved = _moved(plan, plan.start + WEEK * weeks)
        if moved.start >= earliest and _crowded(moved, others, hits) < now:
            return moved
    return None


def _crowded(plan: Booking, others: Sequence[Booking], hits: Mapping[int, Any]) -> int:
    """Customers whom another plan reaches in a week of this one."""
    crowded = np.zeros(len(plan.ids), bool)
    for other in others:
        if other.plan in hits and shared_weeks(plan, other):
            crowded |= hits[other.plan]
    return int(crowded.sum())


def _moved(plan: Booking, start: date) -> Booking:
    days: timedelta = plan.end - plan.start
    return replace(plan, start=start, end=start + days)


def _without(plan: Booking, first: Sequence[Booking], after: Sequence[Booking]) -> Relieved:
    kept, given_up = np.ones(len(plan.ids), bool), []
    for other in first:
        lost = kept & reached(plan.ids, other)
        kept &= ~lost
        given_up.append((other.plan, int(lost.sum())))
    left = plan.ids.filter(pa.array(kept))
    to_yield = ((other.plan, left.filter(pa.array(reached(left, other)))) for other in after)
    return Relieved(replace(plan, ids=left), tuple(given_up), tuple(to_yield))
