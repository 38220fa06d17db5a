"""The history: which of a team's runs a person wants to see, found and sorted in the database, a page of them at a time.

First only the ids of the wanted rows are found, from an index that holds all that is filtered and sorted by; then those few
runs are read whole.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, delete, func, insert, or_, select, update
from sqlalchemy.orm import aliased

from webapp.clock import now
from webapp.records import JobState, Listed
from webapp.store.engine import db, rows_changed
from webapp.store.runs import DONE, SOMEBODY, WAITING, state_of, tags_of
from webapp.store.tables import (
    DatasetRow,
    DatasetVersionRow,
    JobRow,
    NoteRow,
    PersonRow,
    RunRow,
    RunStarRow,
    RunTagRow,
    SegmentRow,
)
from webapp.store.tables.parts import folded

AUTHOR, VERSION = aliased(PersonRow), aliased(DatasetVersionRow)
# Looked up run by run: joined, the database would begin at the other end and read whole runs.
DATASET_NAME = select(DatasetRow.name).where(DatasetRow.id == RunRow.dataset_id).correlate(RunRow).scalar_subquery()
AUTHOR_NAME = select(PersonRow.name).where(PersonRow.id == RunRow.person_id).correlate(RunRow).scalar_subquery()
SORTS: Mapping[str, tuple[Any, ...]] = {
    "made": (RunRow.id,), "name": (RunRow.folded,), "customers": (RunRow.customers,), "segments": (RunRow.segments,),
    "method": (RunRow.method,), "silhouette": (RunRow.silhouette,), "stability": (RunRow.stability,),
    "smallest": (RunRow.smallest,), "largest": (RunRow.largest,), "status": (RunRow.state,),
    "dataset": (DATASET_NAME,), "author": (AUTHOR_NAME,),
}  # fmt: skip
UNDER_WAY = (JobState.QUEUED, JobState.RUNNING)
STATUSES = ("done", "under way", "stopped")


@dataclass(frozen=True)
class Wanted:
    """What is left open limits nothing. `sort` is one of SORTS, `status` one of STATUSES."""

    search: str = ""
    dataset_id: int | None = None
    method: str | None = None
    segments: int | None = None
    tag: str | None = None
    person_id: int | None = None
    status: str | None = None
    starred: bool = False
    archived: bool = False
    sort: str = "made"
    rising: bool = False


def count(team_id: int, person_id: int, wanted: Wanted) -> int:
    return db.session.scalar(_matching(select(func.count(RunRow.id)), team_id, person_id, wanted)) or 0


def page(team_id: int, person_id: int, wanted: Wanted, first: int, most: int) -> list[Listed]:
    """In the wanted order; between equals the newest first, or the oldest where values rise."""
    query = _matching(select(RunRow.id), team_id, person_id, wanted)
    ids = list(db.session.scalars(query.order_by(*_order(wanted)).limit(most).offset(first)))
    return listed(person_id, ids)


def listed(person_id: int, run_ids: Sequence[int]) -> list[Listed]:
    """These runs, in this order."""
    rows = db.session.execute(_whole().where(RunRow.id.in_(run_ids))).all()
    tags, notes, starred = tags_of(run_ids), _notes(run_ids), _starred(person_id, run_ids)
    found = {
        run.id: _record(
            run, dataset, number, author, job, tags.get(run.id, ()), notes.get(run.id, 0), run.id in starred
        )
        for run, dataset, number, author, job in rows
    }
    return [found[run_id] for run_id in run_ids if run_id in found]


def of_team(team_id: int, run_ids: Sequence[int]) -> list[int]:
    """Those of the runs that are the team's."""
    return list(db.session.scalars(select(RunRow.id).where(RunRow.team_id == team_id, RunRow.id.in_(run_ids))))


def star(person_id: int, run_id: int, starred: bool) -> None:
    """Within a write; twice is the same as once."""
    here = (RunStarRow.person_id == person_id, RunStarRow.run_id == run_id)
    if not starred:
        db.session.execute(delete(RunStarRow).where(*here))
    elif db.session.scalar(select(RunStarRow.id).where(*here)) is None:
        db.session.add(RunStarRow(person_id=person_id, run_id=run_id))
        db.session.flush()


def set_archived(run_ids: Sequence[int], archived: bool) -> list[int]:
    """Within a write: those of the runs that were not so before."""
    before = RunRow.archived_at.is_(None) if archived else RunRow.archived_at.is_not(None)
    changing = list(db.session.scalars(select(RunRow.id).where(RunRow.id.in_(run_ids), before).with_for_update()))
    rows_changed(
        update(RunRow)
        .where(RunRow.id.in_(changing))
        .values(archived_at=now() if archived else None, version=RunRow.version + 1)
    )
    return changing


def add_tag(run_ids: Sequence[int], tag: str) -> list[int]:
    """Within a write: those of the runs that did not have it before."""
    having = set(
        db.session.scalars(select(RunTagRow.run_id).where(RunTagRow.run_id.in_(run_ids), RunTagRow.tag == tag))
    )
    lacking = [run_id for run_id in run_ids if run_id not in having]
    if lacking:
        db.session.execute(insert(RunTagRow), [{"run_id": run_id, "tag": tag} for run_id in lacking])
        _touch(lacking)
    return lacking


def remove_tag(run_ids: Sequence[int], tag: str) -> None:
    """Within a write."""
    db.session.execute(delete(RunTagRow).where(RunTagRow.run_id.in_(run_ids), RunTagRow.tag == tag))
    _touch(run_ids)


def most_tags(run_ids: Sequence[int]) -> int:
    """How many tags the one of the runs has that has the most."""
    each = (
        select(func.count(RunTagRow.id).label("many")).where(RunTagRow.run_id.in_(run_ids)).group_by(RunTagRow.run_id)
    )
    return db.session.scalar(select(func.max(each.subquery().c.many))) or 0


def _touch(run_ids: Sequence[int]) -> None:
    """Whoever has a run open, and tags it there, is told that somebody else did."""
    rows_changed(update(RunRow).where(RunRow.id.in_(run_ids)).values(version=RunRow.version + 1))


def _matching(query: Select[Any], team_id: int, person_id: int, wanted: Wanted) -> Select[Any]:
    put_away = RunRow.archived_at.is_not(None) if wanted.archived else RunRow.archived_at.is_(None)
    query = query.where(RunRow.team_id == team_id, put_away, *_equal(wanted))
    if wanted.starred:
        query = query.where(RunRow.id.in_(select(RunStarRow.run_id).where(RunStarRow.person_id == person_id)))
    if wanted.tag is not None:
        query = query.where(RunRow.id.in_(select(RunTagRow.run_id).where(RunTagRow.tag == wanted.tag)))
    for word in folded(wanted.search).split():
        query = query.where(_found(team_id, word))
    if wanted.status in ("under way", "stopped"):
        query = query.outerjoin(JobRow, JobRow.id == RunRow.job_id)
    return query


def _equal(wanted: Wanted) -> list[ColumnElement[bool]]:
    limits = {
        RunRow.dataset_id: wanted.dataset_id, RunRow.method: wanted.method, RunRow.segments: wanted.segments,
        RunRow.person_id: wanted.person_id,
    }  # fmt: skip
    doing = JobRow.state.in_(UNDER_WAY)
    statuses = {
        "done": RunRow.state == DONE,
        "under way": and_(RunRow.state == WAITING, doing),
        "stopped": and_(RunRow.state == WAITING, or_(JobRow.id.is_(None), ~doing)),
    }
    asked = [column == value for column, value in limits.items() if value is not None]
    return [*asked, *([statuses[wanted.status]] if wanted.status else [])]


def _found(team_id: int, word: str) -> ColumnElement[bool]:
    """The word is part of the name, of a tag, or of the dataset's name."""
    tagged = select(RunTagRow.run_id).where(RunTagRow.tag.icontains(word, autoescape=True))
    datasets = select(DatasetRow.id).where(
        DatasetRow.team_id == team_id, DatasetRow.name.icontains(word, autoescape=True)
    )
    named = RunRow.folded.contains(word, autoescape=True)
    return or_(named, RunRow.dataset_id.in_(datasets), RunRow.id.in_(tagged))


def _order(wanted: Wanted) -> list[ColumnElement[Any]]:
    """What has no value yet comes last either way."""
    columns = [*SORTS[wanted.sort], RunRow.id] if wanted.sort != "made" else [RunRow.id]
    may_lack = wanted.sort in ("customers", "segments", "silhouette", "stability", "smallest", "largest", "author")
    ordered = [column.asc() if wanted.rising else column.desc() for column in columns]
    return [ordered[0].nulls_last(), *ordered[1:]] if may_lack else ordered


def _whole() -> Select[RunRow, str, int, str, str]:
    return (
        select(RunRow, DatasetRow.name, VERSION.number, AUTHOR.name, JobRow.state)
        .join(DatasetRow, DatasetRow.id == RunRow.dataset_id)
        .join(VERSION, VERSION.id == RunRow.version_id)
        .outerjoin(AUTHOR, AUTHOR.id == RunRow.person_id)
        .outerjoin(JobRow, JobRow.id == RunRow.job_id)
    )


def _notes(run_ids: Sequence[int]) -> dict[int | None, int]:
    """On the run itself and on its segments."""
    there = NoteRow.removed_at.is_(None)
    on_runs = select(NoteRow.run_id, func.count()).where(NoteRow.run_id.in_(run_ids), there).group_by(NoteRow.run_id)
    on_segments = (
        select(SegmentRow.run_id, func.count(NoteRow.id))
        .join(NoteRow, NoteRow.segment_id == SegmentRow.id)
        .where(SegmentRow.run_id.in_(run_ids), there)
        .group_by(SegmentRow.run_id)
    )
    found: dict[int | None, int] = {}
    for query in (on_runs, on_segments):
        for run_id, many in db.session.execute(query):
            found[run_id] = found.get(run_id, 0) + many
    return found


def _starred(person_id: int, run_ids: Sequence[int]) -> set[int]:
    here = (RunStarRow.person_id == person_id, RunStarRow.run_id.in_(run_ids))
    return set(db.session.scalars(select(RunStarRow.run_id).where(*here)))


def _record(
    row: RunRow, dataset: str, number: int, author: str | None, job: str | None, tags: tuple[str, ...], notes: int,
    starred: bool,
) -> Listed:  # fmt: skip
    return Listed(
        id=row.id, name=row.name, edit=row.version, state=state_of(row, job), dataset_id=row.dataset_id, dataset=dataset, version=number,
        customers=row.customers, segments=row.segments, method=row.method,
        measures=tuple(measure["name"] for measure in row.recipe.get("measures", ())), silhouette=row.silhouette,
        stability=row.stability, smallest=row.smallest, largest=row.largest, tags=tags, notes=notes,
        author=author or SOMEBODY, made=row.made_at, starred=starred, archived=row.archived_at is not None,
    )  # fmt: skip
