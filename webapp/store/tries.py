"""Failed sign-ins, counted in the database so that every web process knows the same."""

from datetime import datetime

from sqlalchemy import delete, func, select

from webapp.clock import now
from webapp.store.engine import db, is_sqlite
from webapp.store.tables import TryRow


def add(*subjects: str) -> None:
    db.session.add_all(TryRow(subject=subject, at=now()) for subject in subjects)
    db.session.flush()


def lock(*subjects: str) -> None:
    """Whoever tries for one of these at the same moment waits until the end of this write. On SQLite there is only one write."""
    if not is_sqlite(db.engine):
        for subject in sorted(subjects):  # always in the same order, so that no two wait for one another
            db.session.execute(select(func.pg_advisory_xact_lock(int(subject[:15], 16))))


def since(subject: str, start: datetime) -> tuple[int, datetime | None]:
    """How many, and the earliest of them."""
    row = db.session.execute(
        select(func.count(), func.min(TryRow.at)).where(TryRow.subject == subject, TryRow.at > start)
    ).one()
    return row[0], row[1]


def forget(subject: str) -> None:
    db.session.execute(delete(TryRow).where(TryRow.subject == subject))


def take_back(subject: str) -> None:
    """The latest one was no failure after all."""
    latest = select(func.max(TryRow.id)).where(TryRow.subject == subject).scalar_subquery()
    db.session.execute(delete(TryRow).where(TryRow.id == latest))


def sweep(before: datetime) -> None:
    db.session.execute(delete(TryRow).where(TryRow.at < before))
