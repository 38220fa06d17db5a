"""Two people change one thing: the second is told who was first, and when."""

from datetime import timedelta

from webapp.clock import now
from webapp.errors import Conflict
from webapp.records import Person
from webapp.store.engine import db
from webapp.store.tables import PersonRow
from webapp.store.tables.runs import Edited

UNITS = ((timedelta(days=1), "day"), (timedelta(hours=1), "hour"), (timedelta(minutes=1), "minute"))


def refuse_overtaken(row: Edited, seen_edit: int, what: str, then: str) -> None:
    """Within a write that holds the row."""
    if row.version != seen_edit:
        raise Conflict(f"This {what} was changed {overtaken_by(row)}. {then}")


def overtaken_by(row: Edited) -> str:
    """By Mara Lind 2 minutes ago."""
    person = db.session.get(PersonRow, row.edited_by_id) if row.edited_by_id else None
    when = f" {_ago(now() - row.edited_at)}" if row.edited_at else " meanwhile"
    return f"by {person.name if person else 'somebody else'}{when}"


def sign(row: Edited, person: Person) -> None:
    row.edited_by_id, row.edited_at = person.id, now()


def _ago(length: timedelta) -> str:
    for unit, name in UNITS:
        if length >= unit:
            count = length // unit
            return f"{count} {name}{'s' if count > 1 else ''} ago"
    return "just now"
