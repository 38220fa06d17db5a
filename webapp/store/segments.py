"""The segments of a run: what was found out about them, and what people have made of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select

from webapp.records import Person, Segment
from webapp.store import edits
from webapp.store.engine import alone, db
from webapp.store.tables import PersonRow, SegmentRow


@dataclass(frozen=True)
class NewSegment:
    """`before` is the segment of an earlier run that it continues: its name, colour, persona and owner come along."""

    number: int
    customers: int
    profile: dict[str, Any]
    before: Segment | None = None


def add(run_id: int, found: Sequence[NewSegment]) -> None:
    """Within the write that makes the run's result visible."""
    db.session.add_all(_row(run_id, one) for one in found)
    db.session.flush()


def of_run(run_id: int) -> list[Segment]:
    """By number."""
    return _records(_with_owner().where(SegmentRow.run_id == run_id).order_by(SegmentRow.number))


def find(run_id: int, number: int) -> Segment | None:
    found = _records(_with_owner().where(SegmentRow.run_id == run_id, SegmentRow.number == number))
    return found[0] if found else None


def by_id(segment_id: int) -> Segment | None:
    found = _records(_with_owner().where(SegmentRow.id == segment_id))
    return found[0] if found else None


def only_one_at_a_time(run_id: int) -> None:
    """Within a write: whoever looks at the names and colours of a run's segments, and gives another, does so undisturbed."""
    alone(f"the segments of run {run_id}")


def change(segment_id: int, seen_edit: int, person: Person, **changes: Any) -> None:
    """Within a write; `name`, `colour`, `persona`, `owner_id` or `strategy`."""
    row = db.session.get_one(SegmentRow, segment_id, with_for_update=True)
    edits.refuse_overtaken(row, seen_edit, "segment", "What you typed is still here: look at theirs, then save again.")
    _set(row, person, changes)


def give_colour(segment_id: int, colour: int, person: Person) -> None:
    """To the one that had the colour which somebody has just chosen for another."""
    _set(db.session.get_one(SegmentRow, segment_id, with_for_update=True), person, {"colour": colour})


def _set(row: SegmentRow, person: Person, changes: dict[str, Any]) -> None:
    for name, value in changes.items():
        setattr(row, name, value)
    edits.sign(row, person)
    db.session.flush()


def _row(run_id: int, one: NewSegment) -> SegmentRow:
    row = SegmentRow(
        run_id=run_id, number=one.number, customers=one.customers, profile=one.profile, persona="", strategy={}
    )
    if one.before is not None:
        row.continues_id, row.name, row.colour = one.before.id, one.before.own_name, one.before.own_colour
        row.persona, row.owner_id, row.strategy = one.before.persona, one.before.owner_id, one.before.strategy
    return row


def _with_owner() -> Select[SegmentRow, str]:
    return select(SegmentRow, PersonRow.name).outerjoin(PersonRow, PersonRow.id == SegmentRow.owner_id)


def _records(query: Select[SegmentRow, str]) -> list[Segment]:
    return [_record(row, owner) for row, owner in db.session.execute(query)]


def _record(row: SegmentRow, owner: str | None) -> Segment:
    return Segment(
        id=row.id, run_id=row.run_id, continues_id=row.continues_id, number=row.number, customers=row.customers,
        profile=row.profile, own_name=row.name, own_colour=row.colour, persona=row.persona, owner_id=row.owner_id,
        owner=owner, strategy=row.strategy, edit=row.version,
    )  # fmt: skip
