"""Plans: made for segments of a run, changed by whoever may work, moved from status to status, deleted and put back."""

from collections.abc import Mapping
from typing import Any

from core.errors import BadInput
from core.planning import Plan, suggested_plan
from core.planning.plans.fields import Fault, WrongField
from webapp.errors import Conflict, NotFound
from webapp.records import KeptPlan, PlanEdit, Segment, Viewer
from webapp.rights import Right
from webapp.services import door, runs, segments
from webapp.services.strategies import words_of
from webapp.store import audiences, events, plans, teams
from webapp.store import segments as stored_segments
from webapp.store.engine import writing

FROZEN_WITH = {"segments": "The segments", "holdout": "The holdout"}


class Overtaken(Conflict):
    """Somebody else saved the plan first; `theirs` is what it says now."""

    def __init__(self, sentence: str, theirs: KeptPlan) -> None:
        super().__init__(sentence)
        self.theirs = theirs


def make(
    viewer: Viewer, run_id: object, values: Mapping[str, object], owner_id: object = None, *, key: object = None
) -> KeptPlan:
    """For segments of a run that is done. The same key again is the same plan."""
    viewer.must(Right.WORK)
    run = runs.find(viewer, run_id)
    plan = _new({"currency": viewer.team.settings.currency, **values})
    return _add(viewer, run.id, plan, owner_id, key)


def make_suggested(
    viewer: Viewer, run_id: object, number: object, strategy: object = None, *, key: object = None
) -> KeptPlan:
    """Filled in from what was decided or suggested for a segment, or from the suggestion with this key; its maker owns it."""
    viewer.must(Right.WORK)
    segment = segments.find(viewer, run_id, number)
    words = words_of(segment, strategy)
    plan = suggested_plan(segment.number, segment.name, words, currency=viewer.team.settings.currency)
    return _add(viewer, segment.run_id, plan, viewer.person.id, key)


def find(viewer: Viewer, plan_id: object) -> KeptPlan:
    """Also a removed one."""
    viewer.must(Right.LOOK)
    kept = plans.find(viewer.team.id, door.id_(plan_id))
    if kept is None:
        raise NotFound
    return kept


def mine(viewer: Viewer) -> list[KeptPlan]:
    """The team's, in the order of their start."""
    viewer.must(Right.LOOK)
    return plans.of_team(viewer.team.id)


def of_run(viewer: Viewer, run_id: object) -> list[KeptPlan]:
    """Also plans that followed their segments here."""
    run = runs.find(viewer, run_id)
    own = plans.of_run(viewer.team.id, run.id)
    known = {kept.id for kept in own}
    followed = [kept for one in segments.of_run(viewer, run.id) for kept in _of(viewer, one)]
    return own + [kept for kept in {kept.id: kept for kept in followed}.values() if kept.id not in known]


def of_segment(viewer: Viewer, run_id: object, number: object) -> list[KeptPlan]:
    """Of this segment, and of those that it continues."""
    return _of(viewer, segments.find(viewer, run_id, number))


def edit(viewer: Viewer, plan_id: object, values: Mapping[str, object], seen_edit: object) -> KeptPlan:
    """The same values again change nothing. Who comes second is told so, and keeps what they typed."""
    viewer.must(Right.WORK)
    kept = find(viewer, plan_id)
    return _save(viewer, kept, kept.plan.changed(**_plain(values)), seen_edit)


def move(viewer: Viewer, plan_id: object, status: object, seen_edit: object) -> KeptPlan:
    """To another status; a plan that is there already stays as it is."""
    viewer.must(Right.WORK)
    kept = find(viewer, plan_id)
    moved = kept.plan.moved(status if isinstance(status, str) else "")
    saved = _save(viewer, kept, moved, seen_edit)
    if saved.edit != kept.edit:
        with writing():
            events.add(viewer.team.id, viewer.person, "moved a plan", plan=moved.name, status=moved.status)
    return saved


def give_to(viewer: Viewer, plan_id: object, owner_id: object, seen_edit: object) -> KeptPlan:
    """Who looks after it: somebody of the team, or nobody."""
    viewer.must(Right.WORK)
    kept, owner = find(viewer, plan_id), _owner(viewer, owner_id)
    if owner != kept.owner_id:
        with writing():
            plans.give_to(kept.id, owner, door.version(seen_edit), viewer.person)
    return find(viewer, kept.id)


def follow(viewer: Viewer, plan_id: object, run_id: object, seen_edit: object) -> KeptPlan:
    """To the run that continues its own: each segment becomes the one that continues it."""
    viewer.must(Right.WORK)
    kept, run = find(viewer, plan_id), runs.find(viewer, run_id)
    before = {one.id: one.number for one in segments.of_run(viewer, kept.run_id)} if kept.run_id else {}
    after = {before.get(one.continues_id or 0): one for one in segments.of_run(viewer, run.id)}
    if not all(number in after for number in kept.plan.segments):
        raise BadInput(
            f"“{run.name}” does not continue every segment of this plan. Choose its segments there yourself."
        )
    chosen = [after[number] for number in kept.plan.segments]
    if audiences.find(kept.id) is not None:
        raise BadInput("The audience of this plan is frozen, so it stays with its run. Discard the audience first.")
    changed = kept.plan.changed(segments=[one.number for one in chosen])
    with writing():
        plans.change(kept.id, changed, chosen, door.version(seen_edit), viewer.person)
        plans.move_to_run(kept.id, run.id)
    return find(viewer, kept.id)


def trail(viewer: Viewer, plan_id: object) -> list[PlanEdit]:
    """What it said before, oldest first."""
    return plans.trail(find(viewer, plan_id).id)


def remove(viewer: Viewer, plan_id: object) -> KeptPlan:
    """Out of sight; it can be put back."""
    return _set_removed(viewer, plan_id, removed=True)


def put_back(viewer: Viewer, plan_id: object) -> KeptPlan:
    return _set_removed(viewer, plan_id, removed=False)


def _add(viewer: Viewer, run_id: int, plan: Plan, owner_id: object, key: object) -> KeptPlan:
    chosen, owner = _chosen(viewer, run_id, plan), _owner(viewer, owner_id)
    once = None if key is None else door.key(key)
    with writing():
        known = len(plans.of_run(viewer.team.id, run_id))
        plan_id = plans.add(viewer.team.id, run_id, plan, chosen, owner, viewer.person, once)
        if len(plans.of_run(viewer.team.id, run_id)) > known:
            events.add(viewer.team.id, viewer.person, "made a plan", plan=plan.name)
    return find(viewer, plan_id)


def _save(viewer: Viewer, kept: KeptPlan, plan: Plan, seen_edit: object) -> KeptPlan:
    if plan == kept.plan:
        return kept
    seen = door.version(seen_edit)
    _refuse_other_customers(kept, plan)
    others = plan.segments != kept.plan.segments
    chosen = _chosen(viewer, _run_of(kept), plan) if others else None
    try:
        with writing():
            plans.change(kept.id, plan, chosen, seen, viewer.person)
    except Conflict as overtaken:
        raise Overtaken(overtaken.sentence, find(viewer, kept.id)) from overtaken
    return find(viewer, kept.id)


def _refuse_other_customers(kept: KeptPlan, plan: Plan) -> None:
    """What an audience was frozen from stays as long as the audience does."""
    moved = [name for name in FROZEN_WITH if getattr(plan, name) != getattr(kept.plan, name)]
    if moved and audiences.find(kept.id) is not None:
        raise WrongField(
            tuple(Fault(name, f"{FROZEN_WITH[name]} went into the audience. Discard that first.") for name in moved)
        )


def _set_removed(viewer: Viewer, plan_id: object, removed: bool) -> KeptPlan:
    viewer.must(Right.WORK)
    kept = find(viewer, plan_id)
    if kept.removed is not removed:
        with writing():
            plans.set_removed(kept.id, removed, viewer.person)
            kind = "deleted a plan" if removed else "put back a plan"
            events.add(viewer.team.id, viewer.person, kind, plan=kept.plan.name)
    return find(viewer, kept.id)


def _of(viewer: Viewer, segment: Segment) -> list[KeptPlan]:
    line, before = [segment.id], segment.continues_id
    while before is not None and before not in line:
        line.append(before)
        earlier = stored_segments.by_id(before)
        before = None if earlier is None else earlier.continues_id
    return plans.of_segments(viewer.team.id, line)


def _new(values: Mapping[str, object]) -> Plan:
    """A plan begins as an idea, and goes on from there by being moved."""
    if values.get("status", "idea") != "idea":
        raise WrongField((Fault("status", "A plan begins as an idea. Make it, then move it."),))
    return Plan.from_dict(_plain(values))


def _plain(values: Mapping[str, object]) -> dict[str, Any]:
    """Text without what cannot be seen and what a database cannot keep; core says what each field may hold."""
    return {
        name: door.text(value, door.MOST_FIELD, "A field") if isinstance(value, str) else value
        for name, value in values.items()
    }


def _chosen(viewer: Viewer, run_id: int, plan: Plan) -> list[Segment]:
    by_number = {one.number: one for one in segments.of_run(viewer, run_id)}
    if not by_number:
        raise WrongField((Fault("segments", "This run has no segments yet. Wait until it is done."),))
    if not all(number in by_number for number in plan.segments):
        raise WrongField((Fault("segments", "Choose at least one segment of the run, each once."),))
    return [by_number[number] for number in plan.segments]


def _run_of(kept: KeptPlan) -> int:
    if kept.run_id is None:
        raise WrongField((Fault("segments", "The run of this plan was deleted, so its segments stay as they are."),))
    return kept.run_id


def _owner(viewer: Viewer, owner_id: object) -> int | None:
    owner = None if owner_id in (None, "") else door.id_(owner_id)
    if owner is not None and teams.member(viewer.team.id, owner) is None:
        raise BadInput("This person is not in the team any more. Choose somebody else.")
    return owner
