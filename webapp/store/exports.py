"""The record of every file that left the house."""

from sqlalchemy import select

from webapp.clock import now
from webapp.records import Export, Person
from webapp.store.engine import db
from webapp.store.tables import ExportRow, PersonRow


def add(plan_id: int, person: Person, export: dict[str, object]) -> None:
    """Within a write."""
    db.session.add(ExportRow(plan_id=plan_id, person_id=person.id, at=now(), **export))
    db.session.flush()


def of_plan(plan_id: int) -> list[Export]:
    """Newest first."""
    rows = db.session.execute(
        select(ExportRow, PersonRow.name)
        .outerjoin(PersonRow, PersonRow.id == ExportRow.person_id)
        .where(ExportRow.plan_id == plan_id)
        .order_by(ExportRow.id.desc())
    )
    return [
        Export(row.form, row.purpose, row.recipient, row.rows, row.size, row.sha256, row.counted, name or "Somebody who is gone", row.at)
        for row, name in rows
    ]  # fmt: skip
