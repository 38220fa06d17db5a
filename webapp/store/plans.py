"""Plans: what a team will do for segments of its runs. What a plan said before stays in its trail."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import aliased

from core.planning import Plan
from webapp.clock import now
from webapp.errors import Conflict
from webapp.records import KeptPlan, Person, PlanEdit, PlanSegment, Segment
from webapp.store import edits
from webapp.store.engine import db
from webapp.store.tables import (
    DatasetVersionRow,
    PersonRow,
    PlanEditRow,
    PlanRow,
    PlanSegmentRow,
    RunRow,
    SegmentRow,
)

COLUMNS = ("name", "status", "start", "end")  # the rest of a plan is kept as core writes it


def add(
    team_id: int, run_id: int, plan: Plan, chosen: Sequence[Segment], owner_id: int | None, person: Person, key: str | None
) -> int:  # fmt: skip
    """Within a write. The same key again is the same plan."""
    known = select(PlanRow.id).where(PlanRow.team_id == team_id, PlanRow.key == key)
    if key is not None and (plan_id := db.session.scalar(known)) is not None:
        return plan_id
    row = PlanRow(
        team_id=team_id, run_id=run_id, author_id=person.id, owner_id=owner_id, key=key, made_at=now(), **_columns(plan)
    )
    db.session.add(row)
    db.session.flush()
    _set_segments(row.id, chosen)
    return row.id


def find(team_id: int, plan_id: int) -> KeptPlan | None:
    """Also a removed one, so that removing can be taken back."""
    found = _records(_whole(team_id).where(PlanRow.id == plan_id))
    return found[0] if found else None


def of_team(team_id: int) -> list[KeptPlan]:
    """In the order of their start, those without one last."""
    return _records(_there(team_id))


def of_run(team_id: int, run_id: int) -> list[KeptPlan]:
    return _records(_there(team_id).where(PlanRow.run_id == run_id))


def of_segments(team_id: int, segment_ids: Sequence[int]) -> list[KeptPlan]:
    """Plans for any of these segments."""
    for_them = select(PlanSegmentRow.plan_id).where(PlanSegmentRow.segment_id.in_(segment_ids))
    return _records(_there(team_id).where(PlanRow.id.in_(for_them)))


def change(plan_id: int, plan: Plan, chosen: Sequence[Segment] | None, seen_edit: int, person: Person) -> None:
    """Within a write; what it said before goes into the trail. `chosen` are its segments where they are others now."""
    row = _opened(plan_id, seen_edit, "What you typed is still here: look at theirs, then save again.")
    db.session.add(PlanEditRow(plan_id=plan_id, person_id=person.id, before=_plan(row).to_json(), at=now()))
    for name, value in _columns(plan).items():
        setattr(row, name, value)
    if chosen is not None:
        _set_segments(plan_id, chosen)
    edits.sign(row, person)
    db.session.flush()


def move_to_run(plan_id: int, run_id: int) -> None:
    """Within a write that also changes its segments to those of the run."""
    db.session.get_one(PlanRow, plan_id, with_for_update=True).run_id = run_id
    db.session.flush()


def give_to(plan_id: int, owner_id: int | None, seen_edit: int, person: Person) -> None:
    row = _opened(plan_id, seen_edit, "Look at who owns it now, then choose again.")
    row.owner_id = owner_id
    edits.sign(row, person)
    db.session.flush()


def set_removed(plan_id: int, removed: bool, person: Person) -> None:
    row = db.session.get_one(PlanRow, plan_id, with_for_update=True)
    if (row.removed_at is not None) is not removed:
        row.removed_at = now() if removed else None
        edits.sign(row, person)
        db.session.flush()


def trail(plan_id: int) -> list[PlanEdit]:
    """What it said before, oldest first."""
    rows = db.session.execute(
        select(PlanEditRow, PersonRow.name)
        .outerjoin(PersonRow, PersonRow.id == PlanEditRow.person_id)
        .where(PlanEditRow.plan_id == plan_id)
        .order_by(PlanEditRow.id)
    )
    return [PlanEdit(name or _SOMEBODY, Plan.from_dict(row.before), row.at) for row, name in rows]


_SOMEBODY = "Somebody who is gone"


def _opened(plan_id: int, seen_edit: int, then: str) -> PlanRow:
    row = db.session.get_one(PlanRow, plan_id, with_for_update=True)
    edits.refuse_overtaken(row, seen_edit, "plan", then)
    if row.removed_at is not None:
        raise Conflict("This plan was deleted meanwhile. Put it back first.")
    return row


def _columns(plan: Plan) -> dict[str, Any]:
    rest = {name: value for name, value in plan.to_json().items() if name not in COLUMNS}
    return {name: getattr(plan, name) for name in COLUMNS} | {"rest": rest}


def _plan(row: PlanRow) -> Plan:
    return Plan.from_dict(row.rest | {name: getattr(row, name) for name in COLUMNS})


def _set_segments(plan_id: int, chosen: Sequence[Segment]) -> None:
    db.session.execute(delete(PlanSegmentRow).where(PlanSegmentRow.plan_id == plan_id))
    db.session.add_all(
        PlanSegmentRow(plan_id=plan_id, segment_id=one.id, number=one.number, name=one.name) for one in chosen
    )
    db.session.flush()


def _there(team_id: int) -> Select[PlanRow, RunRow, int, str, str, str]:
    return (
        _whole(team_id).where(PlanRow.removed_at.is_(None)).order_by(PlanRow.start.is_(None), PlanRow.start, PlanRow.id)
    )


def _whole(team_id: int) -> Select[PlanRow, RunRow, int, str, str, str]:
    owner, author, editor = aliased(PersonRow), aliased(PersonRow), aliased(PersonRow)
    return (
        select(PlanRow, RunRow, DatasetVersionRow.number, owner.name, author.name, editor.name)
        .outerjoin(RunRow, RunRow.id == PlanRow.run_id)
        .outerjoin(DatasetVersionRow, DatasetVersionRow.id == RunRow.version_id)
        .outerjoin(owner, owner.id == PlanRow.owner_id)
        .outerjoin(author, author.id == PlanRow.author_id)
        .outerjoin(editor, editor.id == PlanRow.edited_by_id)
        .where(PlanRow.team_id == team_id)
    )


def _records(query: Select[PlanRow, RunRow, int, str, str, str]) -> list[KeptPlan]:
    rows = db.session.execute(query).all()
    chosen = _segments([row.id for row, *_ in rows])
    return [_record(row, run, number, people, chosen.get(row.id, ())) for row, run, number, *people in rows]


def _segments(plan_ids: Sequence[int]) -> dict[int, tuple[PlanSegment, ...]]:
    """By plan; people may have renamed and coloured them since."""
    rows = db.session.execute(
        select(PlanSegmentRow, SegmentRow)
        .outerjoin(SegmentRow, SegmentRow.id == PlanSegmentRow.segment_id)
        .where(PlanSegmentRow.plan_id.in_(plan_ids))
        .order_by(PlanSegmentRow.number)
    )
    found: dict[int, tuple[PlanSegment, ...]] = {}
    for row, segment in rows:
        found[row.plan_id] = (*found.get(row.plan_id, ()), _segment(row, segment))
    return found


def _segment(row: PlanSegmentRow, segment: SegmentRow | None) -> PlanSegment:
    if segment is None:
        return PlanSegment(row.number, row.name, row.number)
    name = segment.name or segment.profile.get("name") or row.name
    return PlanSegment(row.number, name, row.number if segment.colour is None else segment.colour)


def _record(
    row: PlanRow, run: RunRow | None, number: int | None, people: Sequence[str | None], chosen: tuple[PlanSegment, ...]
) -> KeptPlan:
    owner, author, editor = people
    return KeptPlan(
        id=row.id, team_id=row.team_id, run_id=row.run_id, run=run.name if run else "",
        run_archived=bool(run and run.archived_at), version=number, dataset_id=run.dataset_id if run else None,
        plan=_plan(row), segments=chosen, owner_id=row.owner_id, owner=owner, author=author or _SOMEBODY,
        made=row.made_at, edited_by=editor, edited=row.edited_at, removed=row.removed_at is not None, edit=row.version,
    )  # fmt: skip
