"""Runs: waiting with their job from the first moment, and whole once their result is there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, delete, func, or_, select
from sqlalchemy.orm import aliased

from webapp.clock import now
from webapp.records import JobState, Person, Run, RunCheck, RunResult
from webapp.store import arrays, edits, stored_tables
from webapp.store.engine import alone, db, rows_changed
from webapp.store.tables import (
    DatasetRow,
    DatasetVersionRow,
    JobRow,
    NoteRow,
    PersonRow,
    RunCheckRow,
    RunResultRow,
    RunRow,
    RunTagRow,
    SegmentRow,
)

WAITING, DONE = "waiting", "done"
PICTURE = "picture "  # before the names of those arrays of a result that its map is drawn from


@dataclass(frozen=True)
class Asked:
    """What a run is made of, before it has an id."""

    team_id: int
    dataset_id: int
    version_id: int
    name: str
    why: str
    method: str
    recipe: dict[str, Any]
    source: dict[str, Any]
    fingerprint: str
    core_version: int
    continues_id: int | None = None
    applies_id: int | None = None
    key: str | None = None


@dataclass(frozen=True)
class Outcome:
    """What a list of runs shows of a result."""

    segments: int
    customers: int
    smallest: int
    largest: int
    silhouette: float | None
    stability: float | None


@dataclass(frozen=True)
class Dependents:
    """What goes with a run when it goes for good, and which runs lose where they came from."""

    notes: int
    continuing: list[str]


def only_one_at_a_time(team_id: int) -> None:
    """Within a write: whoever looks whether a run is there already, and adds it if not, does so undisturbed."""
    alone(f"the runs of team {team_id}")


def add(asked: Asked, person_id: int, tags: tuple[str, ...]) -> int:
    """Within a write that also puts its job into the queue."""
    row = RunRow(**vars(asked), person_id=person_id, state=WAITING, made_at=now())
    db.session.add(row)
    db.session.flush()
    _set_tags(row.id, tags)
    return row.id


def set_job(run_id: int, job_id: int) -> None:
    db.session.get_one(RunRow, run_id, with_for_update=True).job_id = job_id
    db.session.flush()


def with_key(team_id: int, key: str) -> int | None:
    return db.session.scalar(select(RunRow.id).where(RunRow.team_id == team_id, RunRow.key == key))


def find(team_id: int, run_id: int) -> Run | None:
    """Also an archived one."""
    found = _records(_whole(team_id).where(RunRow.id == run_id))
    return found[0] if found else None


def of_team(team_id: int, archived: bool, most: int, dataset_id: int | None = None) -> list[Run]:
    """Newest first."""
    wanted = RunRow.archived_at.is_not(None) if archived else RunRow.archived_at.is_(None)
    query = _whole(team_id).where(wanted)
    if dataset_id is not None:
        query = query.where(RunRow.dataset_id == dataset_id)
    return _records(query.order_by(RunRow.id.desc()).limit(most))


def count(team_id: int, archived: bool) -> int:
    wanted = RunRow.archived_at.is_not(None) if archived else RunRow.archived_at.is_(None)
    return db.session.scalar(select(func.count(RunRow.id)).where(RunRow.team_id == team_id, wanted)) or 0


def result(run_id: int) -> RunResult | None:
    row = db.session.scalar(select(RunResultRow).where(RunResultRow.run_id == run_id))
    if row is None:
        return None
    return RunResult(
        row.facts, row.preparation, row.model, arrays.unpacked(row.arrays), row.digest, row.table_id
    )  # fmt: skip


def finish(run_id: int, outcome: Outcome, made: RunResult) -> bool:
    """Within the job's last write: the table is published and the run done. False when the run is gone meanwhile."""
    row = db.session.get(RunRow, run_id, with_for_update=True)
    if row is None or row.state == DONE:
        stored_tables.hide([made.table_id])
        return False
    stored_tables.publish(made.table_id)
    row.state, row.done_at = DONE, now()
    for name, value in vars(outcome).items():
        setattr(row, name, value)
    packed = arrays.packed(made.arrays)
    db.session.add(RunResultRow(**{**vars(made), "arrays": packed}, run_id=run_id))
    db.session.flush()
    return True


def rename(run_id: int, name: str, seen_edit: int, person: Person) -> None:
    row = db.session.get_one(RunRow, run_id, with_for_update=True)
    edits.refuse_overtaken(row, seen_edit, "run", "Look at it again, then rename it.")
    row.name = name
    edits.sign(row, person)
    db.session.flush()


def tags_of(run_ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    rows = select(RunTagRow.run_id, RunTagRow.tag).where(RunTagRow.run_id.in_(run_ids)).order_by(RunTagRow.tag)
    for run_id, tag in db.session.execute(rows):
        found[run_id] = (*found.get(run_id, ()), tag)
    return found


def set_tags(run_id: int, tags: tuple[str, ...], seen_edit: int, person: Person) -> None:
    row = db.session.get_one(RunRow, run_id, with_for_update=True)
    edits.refuse_overtaken(row, seen_edit, "run", "Look at its tags again, then change them.")
    _set_tags(run_id, tags)
    edits.sign(row, person)
    db.session.flush()


def archive(run_id: int, archived: bool) -> None:
    db.session.get_one(RunRow, run_id, with_for_update=True).archived_at = now() if archived else None
    db.session.flush()


def dependents(run_id: int) -> Dependents:
    segments = select(SegmentRow.id).where(SegmentRow.run_id == run_id)
    about = or_(NoteRow.run_id == run_id, NoteRow.segment_id.in_(segments))
    notes = db.session.scalar(select(func.count(NoteRow.id)).where(about, NoteRow.removed_at.is_(None)))
    later = select(RunRow.name).where(or_(RunRow.continues_id == run_id, RunRow.applies_id == run_id))
    return Dependents(notes or 0, list(db.session.scalars(later.order_by(RunRow.id))))


def remove(run_id: int) -> None:
    """Within a write; the space of its table is given back later."""
    _remove(RunRow.id == run_id)


def remove_of(dataset_id: int) -> None:
    """Within a write: all runs of a dataset."""
    _remove(RunRow.dataset_id == dataset_id)


def count_of(dataset_id: int) -> int:
    return db.session.scalar(select(func.count(RunRow.id)).where(RunRow.dataset_id == dataset_id)) or 0


def add_check(run_id: int, person_id: int | None, differs: str) -> None:
    """Within the last write of the job that carried the run out again."""
    if db.session.get(RunRow, run_id, with_for_update=True) is not None:
        row = RunCheckRow(run_id=run_id, person_id=person_id, same=not differs, differs=differs[:500], at=now())
        db.session.add(row)
        db.session.flush()


def checks(run_id: int) -> list[RunCheck]:
    """Newest first."""
    rows = db.session.execute(
        select(RunCheckRow, PersonRow.name)
        .outerjoin(PersonRow, PersonRow.id == RunCheckRow.person_id)
        .where(RunCheckRow.run_id == run_id)
        .order_by(RunCheckRow.id.desc())
    )
    return [RunCheck(name or SOMEBODY, row.same, row.differs, row.at) for row, name in rows]


def state_of(row: RunRow, job: str | None) -> JobState:
    """Done once its result is there; else how its job stands."""
    return JobState.DONE if row.state == DONE else JobState(job) if job else JobState.FAILED


SOMEBODY = "Somebody who is gone"


def _whole(team_id: int) -> Select[RunRow, str, int, str, str]:
    made_by = aliased(PersonRow)
    return (
        select(RunRow, DatasetRow.name, DatasetVersionRow.number, made_by.name, JobRow.state)
        .join(DatasetRow, DatasetRow.id == RunRow.dataset_id)
        .join(DatasetVersionRow, DatasetVersionRow.id == RunRow.version_id)
        .outerjoin(made_by, made_by.id == RunRow.person_id)
        .outerjoin(JobRow, JobRow.id == RunRow.job_id)
        .where(RunRow.team_id == team_id)
    )


def _records(query: Select[RunRow, str, int, str, str]) -> list[Run]:
    rows = db.session.execute(query).all()
    tags = tags_of([row.id for row, *_ in rows])
    return [
        _record(row, dataset, number, person, job, tags.get(row.id, ())) for row, dataset, number, person, job in rows
    ]


def _set_tags(run_id: int, tags: tuple[str, ...]) -> None:
    db.session.execute(delete(RunTagRow).where(RunTagRow.run_id == run_id))
    db.session.add_all(RunTagRow(run_id=run_id, tag=tag) for tag in tags)
    db.session.flush()


def _remove(which: Any) -> None:
    ids = select(RunRow.id).where(which)
    stored_tables.hide(list(db.session.scalars(select(RunResultRow.table_id).where(RunResultRow.run_id.in_(ids)))))
    rows_changed(delete(RunResultRow).where(RunResultRow.run_id.in_(ids)))
    rows_changed(delete(RunRow).where(which))


def _record(row: RunRow, dataset: str, number: int, person: str | None, job: str | None, tags: tuple[str, ...]) -> Run:
    state = state_of(row, job)
    return Run(
        id=row.id, team_id=row.team_id, dataset_id=row.dataset_id, dataset=dataset, version=number,
        person=person or SOMEBODY, continues_id=row.continues_id, applies_id=row.applies_id, job_id=row.job_id,
        state=state, name=row.name, why=row.why, tags=tags, method=row.method, recipe=row.recipe, source=row.source,
        fingerprint=row.fingerprint, core_version=row.core_version, segments=row.segments, customers=row.customers,
        silhouette=row.silhouette, stability=row.stability, smallest=row.smallest, largest=row.largest,
        archived=row.archived_at is not None, made=row.made_at, done=row.done_at, edit=row.version, removed=row.removed,
    )  # fmt: skip
