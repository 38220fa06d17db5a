"""The audience of a plan: chosen, frozen in a job, and from then on the same customers."""

from collections.abc import Mapping
from typing import IO, Any

from core.errors import BadInput, TooBig
from core.planning import SURE, filters_from_json, ids_from_text
from webapp.errors import Conflict
from webapp.records import FrozenAudience, Job, KeptPlan, Lane, Run, Viewer
from webapp.rights import Right
from webapp.services import door, jobs, plans, runs
from webapp.store import audiences, events, exports, queue, stored_tables
from webapp.store.engine import writing

FREEZE = "freeze audience"
MOST_LIST = 64 * 1024 * 1024  # bytes of a suppression list
OPEN = ("idea", "planned")


def find(viewer: Viewer, plan_id: object) -> FrozenAudience | None:
    return audiences.find(plans.find(viewer, plan_id).id)


def known(viewer: Viewer, plan_id: object) -> FrozenAudience | Job | None:
    """The audience, or the job that freezes it, or nothing while nobody has asked for it."""
    kept = plans.find(viewer, plan_id)
    job = queue.with_key(viewer.team.id, _key(kept.id), viewer.person.id)
    frozen = audiences.find(kept.id)
    return job if job is not None and (frozen is None or jobs.is_under_way(job)) else frozen


def freeze(
    viewer: Viewer, plan_id: object, sure: object = "all", filters: object = (), minus: object = ()
) -> FrozenAudience | Job | None:
    """Segments are those of the plan; `filters` are data, `minus` the numbers of other plans. The suppression list is kept before."""
    viewer.must(Right.WORK)
    kept = _open(viewer, plan_id)
    _run(viewer, kept)
    choice = {
        "sure": door.one_of(sure, list(SURE), "Choose how sure customers must be of their segment."),
        "filters": [one.to_json() for one in filters_from_json(filters)],
        "minus": _others(viewer, kept, minus),
    }
    return _begin(viewer, kept, choice, None)


def freeze_again(viewer: Viewer, plan_id: object, choice: Mapping[str, Any], relief: Mapping[str, Any]) -> None:
    """Without whom the team has decided to leave to other plans."""
    viewer.must(Right.WORK)
    kept = _open(viewer, plan_id)
    _run(viewer, kept)
    _begin(viewer, kept, dict(choice), dict(relief))


def discard(viewer: Viewer, plan_id: object) -> None:
    """As long as it has not left the house."""
    viewer.must(Right.WORK)
    kept = _open(viewer, plan_id)
    with writing():
        queue.forget_ended(viewer.team.id, _key(kept.id))
        audiences.discard(kept.id)


def suppress(viewer: Viewer, plan_id: object, pasted: object) -> int:
    """How many ids the plan leaves out now; none at all takes the list away."""
    viewer.must(Right.WORK)
    if not isinstance(pasted, str):
        raise BadInput(door.OUT_OF_DATE)
    kept = _open(viewer, plan_id)
    ids = ids_from_text(pasted)
    with writing():
        audiences.suppress(kept.id, ids)
    return len(ids)


def suppress_file(viewer: Viewer, plan_id: object, size: int | None, stream: IO[bytes]) -> int:
    """The same from a file with an id on each line."""
    viewer.must(Right.WORK)
    kept = _open(viewer, plan_id)
    if not size:
        raise BadInput("The list is empty. Choose a file with an id on each line.")
    if size > MOST_LIST:
        raise TooBig(f"The list is larger than {MOST_LIST // 1024 // 1024} MB. Send ids only, one on each line.")
    try:
        text = stream.read(size).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput("The list is no text in UTF-8. Save it as CSV in UTF-8, or paste the ids.") from None
    return suppress(viewer, kept.id, text)


def count_suppressed(viewer: Viewer, plan_id: object) -> int:
    return audiences.count_suppressed(plans.find(viewer, plan_id).id)


def measures(viewer: Viewer, kept: KeptPlan) -> list[str]:
    """By which customers of the plan's run can be filtered."""
    result = runs.result(viewer, kept.run_id) if kept.run_id else None
    if result is None:
        return []
    own = set(result.facts["labels"].values())
    return [name for name in stored_tables.find(result.table_id).schema.names if name not in own]


def others(viewer: Viewer, kept: KeptPlan) -> list[KeptPlan]:
    """Plans whose audiences can be left out."""
    frozen = {one.plan_id for one in audiences.of_team(viewer.team.id)}
    return [
        one for one in plans.mine(viewer) if one.id in frozen and one.id != kept.id and one.plan.status != "cancelled"
    ]


def _open(viewer: Viewer, plan_id: object) -> KeptPlan:
    kept = plans.find(viewer, plan_id)
    if kept.removed:
        raise Conflict("This plan was deleted meanwhile. Put it back first.")
    if kept.plan.status == "approved":
        raise BadInput("This plan is approved, so its audience stays as it is. Take the plan back to planned first.")
    if kept.plan.status not in OPEN:
        raise BadInput("This plan has run already or is cancelled, so its audience stays as it is.")
    if exports.of_plan(kept.id):
        raise BadInput("This audience has left the house already, so it stays as it is. Make another plan for others.")
    return kept


def _run(viewer: Viewer, kept: KeptPlan) -> Run:
    if kept.run_id is None:
        raise BadInput("The run of this plan was deleted, so nobody can say who is in its segments.")
    run = runs.find(viewer, kept.run_id)
    if runs.result(viewer, run.id) is None:
        raise BadInput(f"“{run.name}” has no segments yet. Wait until it is done.")
    return run


def _others(viewer: Viewer, kept: KeptPlan, minus: object) -> list[int]:
    chosen = minus if isinstance(minus, list | tuple) else ()
    known_ = {one.id for one in others(viewer, kept)}
    if not all(isinstance(one, int) and one in known_ for one in chosen):
        raise BadInput("One of the plans to leave out has no audience any more. Choose again.")
    return sorted(set(chosen))


def _begin(
    viewer: Viewer, kept: KeptPlan, choice: dict[str, Any], relief: dict[str, Any] | None
) -> FrozenAudience | Job | None:
    facts = {"plan": kept.id, "choice": choice, "relief": relief}
    with writing():
        queue.forget_ended(viewer.team.id, _key(kept.id))
        subject = f"Audience of {kept.plan.name}"
        queue.add(viewer.team.id, viewer.person.id, FREEZE, Lane.LONG, subject, facts, key=_key(kept.id))
        events.add(viewer.team.id, viewer.person, "froze an audience", plan=kept.plan.name)
    return known(viewer, kept.id)


def _key(plan_id: int) -> str:
    return f"audience of plan {plan_id}"
