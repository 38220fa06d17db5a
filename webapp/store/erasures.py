"""Erasures: what is to be erased, until it is, and the receipt that stays."""

from typing import Any

from sqlalchemy import func, select

from webapp.clock import now
from webapp.records import Erasure, JobState, Lane, Person
from webapp.store import queue
from webapp.store.engine import db, writing
from webapp.store.tables import ErasureRow, JobRow

CUSTOMER, DATASET = "customer", "dataset"


def begin(team_id: int, person: Person, wanted: str, key: str) -> None:
    """Of a customer. Within a write: from its end on nothing else begins in the team until it is done.

    What pages wait for is given up, and asked for again when they are next opened.
    """
    queue.only_one_at_a_time(team_id)
    queue.cancel_short(team_id)
    _queue(_add(team_id, person, CUSTOMER, wanted, {}), person.id, "Erasing a customer", key)


def begin_dataset(team_id: int, person: Person, name: str, counts: dict[str, int]) -> None:
    """Within the write that deletes the dataset: what was seen of its files goes too, and a job gives the space back."""
    _queue(_add(team_id, person, DATASET, None, counts), person.id, f"Deleting {name}"[:200])


def take_up_again() -> None:
    """What was stopped too often is begun anew: an erasure ends only by being done."""
    alive = select(JobRow.id).where(JobRow.state.in_([JobState.QUEUED, JobState.RUNNING]))
    left = select(ErasureRow).where(ErasureRow.done.is_(None), func.coalesce(ErasureRow.job_id, 0).not_in(alive))
    if db.session.scalars(left.limit(1)).first() is not None:
        with writing():
            for row in db.session.scalars(left).all():
                _queue(row, None, "Erasing, once more")


def find(team_id: int, erasure_id: int) -> Erasure | None:
    row = db.session.scalar(select(ErasureRow).where(ErasureRow.id == erasure_id, ErasureRow.team_id == team_id))
    return None if row is None else _record(row)


def of_team(team_id: int) -> list[Erasure]:
    """Newest first."""
    rows = db.session.scalars(select(ErasureRow).where(ErasureRow.team_id == team_id).order_by(ErasureRow.id.desc()))
    return [_record(row) for row in rows]


def add_to_receipt(erasure_id: int, rows: int, **which: int) -> None:
    """Within the write that takes the rows; a version or a run counts once, however often it is come to."""
    row = db.session.get_one(ErasureRow, erasure_id, with_for_update=True)
    facts = {**row.facts, "rows": row.facts.get("rows", 0) + rows}
    for name, number in which.items():
        facts[name] = sorted({*facts.get(name, []), number})
    row.facts = facts
    db.session.flush()


def forget_who(erasure_id: int, mentioned: list[str]) -> None:
    """Within a write: from here on nobody knows who it was."""
    row = db.session.get_one(ErasureRow, erasure_id, with_for_update=True)
    row.wanted, row.facts = None, row.facts | {"mentioned": mentioned}
    db.session.flush()


def finish(erasure_id: int) -> None:
    """Within the last write of its job."""
    db.session.get_one(ErasureRow, erasure_id, with_for_update=True).done = now()
    db.session.flush()


def _add(team_id: int, person: Person, kind: str, wanted: str | None, facts: dict[str, Any]) -> ErasureRow:
    row = ErasureRow(team_id=team_id, by_name=person.name, kind=kind, wanted=wanted, facts=facts, made=now())
    db.session.add(row)
    db.session.flush()
    return row


def _queue(row: ErasureRow, person_id: int | None, subject: str, key: str | None = None) -> None:
    job = queue.ERASING if row.kind == CUSTOMER else queue.GIVING_BACK
    row.job_id = queue.add(row.team_id, person_id, job, Lane.LONG, subject, {"erasure": row.id}, key=key)
    db.session.flush()


def _record(row: ErasureRow) -> Erasure:
    return Erasure(row.id, row.team_id, row.by_name, row.kind, row.wanted, row.facts, row.made, row.done, row.job_id)
