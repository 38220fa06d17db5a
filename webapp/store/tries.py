"""Failed sign-ins, counted in the database so that every web process knows the same."""

from datetime import datetime

from sqlalchemy import delete, func, select

from webapp.clock import now
from webapp.store.engine import db
from webapp.store.tables import TryRow


def add(*subjects: str) -> None:
    db.session.add_all(TryRow(subject=subject, at=now()) for subject in subjects)
    db.session.flush()


def since(subject: str, start: datetime) -> tuple[int, datetime | None]:
    """How many, and the earliest of them."""
    row = db.session.execute(
        select(func.count(), func.min(TryRow.at)).where(TryRow.subject == subject, TryRow.at > start)
    ).one()
    return row[0], row[1]


def forget(subject: str) -> None:
    db.session.execute(delete(TryRow).where(TryRow.subject == subject))


def sweep(before: datetime) -> None:
    db.session.execute(delete(TryRow).where(TryRow.at < before))
