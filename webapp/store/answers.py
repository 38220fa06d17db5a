"""What was worked out from datasets, kept under the digest of the question, so that nobody has to wait for it twice."""

from datetime import timedelta
from typing import Any

from sqlalchemy import delete, or_, select, update

from webapp.clock import now
from webapp.records import Answer, Made, Question
from webapp.store import arrays, stored_tables
from webapp.store.engine import alone, db, writing
from webapp.store.tables import AnswerRow

KEPT_FOR = timedelta(days=30)  # after somebody last asked
NOTED_EVERY = timedelta(days=1)


def find(team_id: int, question: Question) -> Answer | None:
    row = db.session.scalar(select(AnswerRow).where(AnswerRow.team_id == team_id, AnswerRow.key == question.key))
    if row is None:
        return None
    answer = Answer(row.facts, arrays.unpacked(row.arrays) if row.arrays else {}, row.table_id)
    if now() - row.asked_at > NOTED_EVERY:
        with writing():
            db.session.execute(update(AnswerRow).where(AnswerRow.id == row.id).values(asked_at=now()))
    return answer


def keep(team_id: int, question: Question, made: Made) -> None:
    """Within a write. Who comes second with the same has worked for nothing, and leaves nothing behind."""
    alone(f"the answers of team {team_id}")
    known = select(AnswerRow.id).where(AnswerRow.team_id == team_id, AnswerRow.key == question.key)
    if db.session.scalar(known) is not None:
        stored_tables.hide([made.table_id] if made.table_id else [])
        return
    if made.table_id:
        stored_tables.publish(made.table_id)
    row = AnswerRow(
        team_id=team_id, dataset_id=question.dataset_id, joined_id=question.joined_id, kind=question.kind,
        key=question.key, facts=made.facts, arrays=arrays.packed(made.arrays) if made.arrays else None, table_id=made.table_id, asked_at=now(),
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()


def remove_of(dataset_id: int) -> list[int]:
    """Within a write: all that was made from the dataset. The tables behind it, which nobody sees any more."""
    return _remove(or_(AnswerRow.dataset_id == dataset_id, AnswerRow.joined_id == dataset_id))


def forget_old() -> None:
    """What nobody has asked for lately can be worked out again."""
    with writing():
        _remove(AnswerRow.asked_at < now() - KEPT_FOR)


def _remove(which: Any) -> list[int]:
    tables = [id_ for id_ in db.session.scalars(select(AnswerRow.table_id).where(which)) if id_]
    db.session.execute(delete(AnswerRow).where(which))
    stored_tables.hide(tables)
    return tables
