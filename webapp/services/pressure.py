"""How many plans fall on the same customers in the same weeks, and what the team decides about that before it approves."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from core.errors import BadInput
from core.planning import Booking, Pressure, Relief, pressure, quieter_week, relieved
from webapp.clock import now
from webapp.records import FrozenAudience, KeptPlan, Viewer
from webapp.rights import Right
from webapp.services import audiences, plans
from webapp.store import audiences as stored
from webapp.store.engine import writing


@dataclass(frozen=True)
class Crowding:
    """What a plan adds to what its customers get already, and a quieter week where there is one."""

    found: Pressure
    quieter: Booking | None
    relief: dict[str, Any] | None


def of_plan(viewer: Viewer, kept: KeptPlan) -> Crowding | None:
    """None as long as the plan has no dates or no audience."""
    viewer.must(Right.LOOK)
    frozen = stored.find(kept.id)
    ours = _booking(kept, frozen)
    if ours is None or frozen is None:
        return None
    others = _others(viewer, kept)
    found = pressure(ours, others)
    quieter = quieter_week(ours, others, earliest=now().date()) if found.busiest.crowded else None
    return Crowding(found, quieter, frozen.relief)


def decide(viewer: Viewer, plan_id: object, way: object, chosen: object = (), start: object = None) -> KeptPlan:
    """Kept with the audience. Who is left to other plans is left out by freezing it again; another week moves the plan."""
    viewer.must(Right.WORK)
    kept = plans.find(viewer, plan_id)
    frozen = stored.find(kept.id)
    ours = _booking(kept, frozen)
    if ours is None or frozen is None:
        raise BadInput("Freeze the audience first, and say when the plan starts and ends.")
    relief = Relief.from_json({"way": way, "plans": chosen, "start": start})
    after = relieved(ours, _others(viewer, kept), relief)
    first = [other for other, _ in after.given_up]
    if first:
        minus = sorted({*frozen.choice["minus"], *first})
        audiences.freeze_again(viewer, kept.id, frozen.choice | {"minus": minus}, relief.to_json())
        return plans.find(viewer, kept.id)
    with writing():
        stored.decide(kept.id, relief.to_json())
    if relief.start is None:
        return plans.find(viewer, kept.id)
    return plans.edit(viewer, kept.id, {"start": after.booking.start, "end": after.booking.end}, kept.edit)


def approve(viewer: Viewer, plan_id: object, seen_edit: object) -> KeptPlan:
    """Only once it is decided what becomes of customers who would get two plans in a week."""
    viewer.must(Right.WORK)
    kept = plans.find(viewer, plan_id)
    crowding = of_plan(viewer, kept)
    if crowding is not None and crowding.found.busiest.crowded and crowding.relief is None:
        count = crowding.found.busiest.crowded
        raise BadInput(
            f"{count:,} of these customers get another plan in the same weeks. Decide first what is to happen."
        )
    return plans.move(viewer, kept.id, "approved", seen_edit)


def move(viewer: Viewer, plan_id: object, status: object, seen_edit: object) -> KeptPlan:
    """To another status, by way of what must be decided before."""
    if status == "approved":
        return approve(viewer, plan_id, seen_edit)
    return plans.move(viewer, plan_id, status, seen_edit)


def _others(viewer: Viewer, kept: KeptPlan) -> list[Booking]:
    """All plans of the team that are not cancelled, whatever run or dataset they come from."""
    by_plan = {one.plan_id: one for one in stored.of_team(viewer.team.id)}
    alive: Sequence[KeptPlan] = [
        one for one in plans.mine(viewer) if one.plan.status != "cancelled" and one.id != kept.id
    ]
    bookings = (_booking(one, by_plan.get(one.id)) for one in alive)
    return [booking for booking in bookings if booking is not None]


def _booking(kept: KeptPlan, frozen: FrozenAudience | None) -> Booking | None:
    plan = kept.plan
    if frozen is None or plan.start is None or plan.end is None:
        return None
    return Booking(kept.id, plan.name, plan.start, plan.end, stored.arms(frozen).treated)
