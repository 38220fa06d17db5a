"""Which workers have said that they are there."""

from datetime import timedelta

from sqlalchemy import delete, func, select

from webapp.clock import now
from webapp.store.engine import db, rows_changed, writing
from webapp.store.tables import WorkerRow

FORGOTTEN_AFTER = timedelta(days=1)


def seen(name: str) -> None:
    with writing() as session:
        session.execute(delete(WorkerRow).where(WorkerRow.seen < now() - FORGOTTEN_AFTER))
        row = session.scalar(select(WorkerRow).where(WorkerRow.name == name))
        if row is None:
            session.add(WorkerRow(name=name, seen=now()))
        else:
            row.seen = now()


def gone(name: str) -> None:
    with writing():
        rows_changed(delete(WorkerRow).where(WorkerRow.name == name))


def silent_for() -> timedelta | None:
    """Since the last sign of any worker; nothing when there never was one."""
    last = db.session.scalar(select(func.max(WorkerRow.seen)))
    return None if last is None else now() - last
