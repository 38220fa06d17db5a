"""What people did, per team: only ever added to."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select

from webapp.clock import now
from webapp.records import Event, Person
from webapp.store.engine import db
from webapp.store.tables import EventRow


def add(team_id: int, person: Person | None, kind: str, /, **facts: str) -> None:
    name = person.name if person is not None else "The operator"
    _add(team_id, person.id if person is not None else None, name, kind, facts)


def add_of_visitor(team_id: int, kind: str, /, **facts: str) -> None:
    """By somebody without an account, who holds a link of the team."""
    _add(team_id, None, "Somebody with a link", kind, facts)


def latest(team_id: int, most: int, before: int | None = None, without: Collection[str] = ()) -> list[Event]:
    query = select(EventRow).where(EventRow.team_id == team_id, EventRow.kind.not_in(without))
    if before is not None:
        query = query.where(EventRow.id < before)
    rows = db.session.scalars(query.order_by(EventRow.id.desc()).limit(most))
    return [Event(row.id, row.at, row.person_name, row.kind, row.facts) for row in rows]


def last_visit(person_id: int, team_id: int) -> datetime | None:
    """When the person signed in the time before this one."""
    rows = db.session.scalars(
        select(EventRow.at)
        .where(EventRow.team_id == team_id, EventRow.person_id == person_id, EventRow.kind == "signed in")
        .order_by(EventRow.id.desc())
        .limit(2)
    ).all()
    return rows[1] if len(rows) == 2 else None


def _add(team_id: int, person_id: int | None, name: str, kind: str, facts: dict[str, str]) -> None:
    db.session.add(EventRow(team_id=team_id, person_id=person_id, person_name=name, kind=kind, facts=facts, at=now()))
    db.session.flush()
