"""Erasing: what is to be erased, where it may stand, and the receipt that stays.

Wherever a table with a row per customer is kept, it is told of in `places`; whoever keeps another kind adds it there.
"""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from webapp.clock import now
from webapp.records import Erasure, JobState, Lane, Person
from webapp.store import answers, arrays, queue
from webapp.store.engine import db, writing
from webapp.store.runs import PICTURE
from webapp.store.tables import (
    DatasetRow,
    DatasetVersionRow,
    ErasureRow,
    JobRow,
    NoteEditRow,
    NoteRow,
    RunResultRow,
    RunRow,
    SegmentRow,
    TreatmentRow,
    UploadRow,
)

CUSTOMER, DATASET = "customer", "dataset"
GIVING_BACK = "give space back"
WAS_ERASED = "What was said here named a customer who was erased since. Try again."


@dataclass(frozen=True)
class Place:
    """A table with rows of customers: of a version or behind a run."""

    table_id: int
    column: str  # who they are
    version_id: int | None = None
    run_id: int | None = None
    segment: str = ""  # what the column of segments is called


def begin(team_id: int, person: Person, wanted: str) -> None:
    """Of a customer. Within a write: from its end on nothing else begins in the team until it is done.

    What pages wait for is given up, and asked for again when they are next opened.
    """
    queue.only_one_at_a_time(team_id)
    queue.cancel_short(team_id)
    _begin(team_id, person, CUSTOMER, wanted, {}, "Erasing a customer")


def begin_dataset(team_id: int, person: Person, name: str, counts: dict[str, int]) -> None:
    """Within the write that deletes the dataset: what was seen of its files goes too, and a job gives the space back."""
    _begin(team_id, person, DATASET, None, counts, f"Deleting {name}"[:200])


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


def places(team_id: int) -> list[Place]:
    versions = db.session.scalars(select(DatasetVersionRow).join(DatasetRow).where(DatasetRow.team_id == team_id)).all()
    found = [
        Place(version.table_id, column["name"], version_id=version.id)
        for version in versions
        for column in version.columns
        if column["role"] == "customer"
    ]
    results = db.session.execute(
        select(RunResultRow.table_id, RunResultRow.run_id, RunResultRow.facts)
        .join(RunRow)
        .where(RunRow.team_id == team_id)
    )
    for table_id, run_id, facts in results:
        called = facts["labels"]
        found.append(Place(table_id, called["customer"], run_id=run_id, segment=called["segment"]))
    return found


def forget_uploads(team_id: int) -> list[str]:
    """Within a write: files that nobody has decided about, and what was seen of all others. The bytes that are to go."""
    rows = db.session.scalars(select(UploadRow).where(UploadRow.team_id == team_id).with_for_update()).all()
    waiting = [row for row in rows if row.state in ("received", "reading")]
    for row in rows:
        row.looked = None
    for row in waiting:
        row.state = "given up"
    db.session.flush()
    return [row.bytes_name for row in waiting]


def forget_answers(team_id: int) -> None:
    """Within a write: all that was worked out of the team's datasets; it can be worked out again."""
    for dataset_id in db.session.scalars(select(DatasetRow.id).where(DatasetRow.team_id == team_id)).all():
        answers.remove_of(dataset_id)


def forget_jobs(team_id: int, but: int, wanted: str) -> None:
    """Within a write: what ended jobs were told and have said of them."""
    ended = JobRow.state.in_([JobState.DONE, JobState.FAILED, JobState.CANCELLED])
    for row in db.session.scalars(select(JobRow).where(JobRow.team_id == team_id, JobRow.id != but, ended)):
        said = (json.dumps(row.facts, ensure_ascii=False), row.sentence, row.failure or "")
        if any(wanted in text for text in said):
            row.facts, row.sentence = {}, ""
            row.failure = WAS_ERASED if row.failure else None
    db.session.flush()


def count_version(version_id: int, rows: int) -> None:
    """Within the write that takes the rows."""
    row = db.session.get_one(DatasetVersionRow, version_id, with_for_update=True)
    row.rows -= rows


def count_run(run_id: int, segments: dict[int | None, int]) -> None:
    """Within the write that takes the rows: of each segment so many; None are those in no segment."""
    run = db.session.get_one(RunRow, run_id, with_for_update=True)
    result = db.session.scalars(select(RunResultRow).where(RunResultRow.run_id == run_id).with_for_update()).one()
    placed = sum(rows for number, rows in segments.items() if number is not None)
    result.facts = result.facts | {
        "customers": result.facts["customers"] - sum(segments.values()),
        "placed": result.facts["placed"] - placed,
    }
    kept = db.session.scalars(select(SegmentRow).where(SegmentRow.run_id == run_id).with_for_update()).all()
    for segment in kept:
        segment.customers -= segments.get(segment.number, 0)
    run.removed += 1
    run.customers = result.facts["placed"]
    run.smallest, run.largest = min(one.customers for one in kept), max(one.customers for one in kept)
    db.session.flush()


def forget_on_map(run_id: int, wanted: bytes) -> None:
    """Within a write: who is drawn on the map of a run is kept with it."""
    row = db.session.scalars(select(RunResultRow).where(RunResultRow.run_id == run_id).with_for_update()).one()
    kept = arrays.unpacked(row.arrays)
    drawn = kept.get(f"{PICTURE}ids")
    if drawn is None or not (drawn == wanted).any():
        return
    stays, facts = drawn != wanted, row.facts["picture"]
    kept[f"{PICTURE}ids"] = drawn[stays]
    kept[f"{PICTURE}places"] = kept[f"{PICTURE}places"][stays]
    kept[f"{PICTURE}labels"] = kept[f"{PICTURE}labels"][:, stays]
    row.arrays = arrays.packed(kept)
    row.facts = row.facts | {"picture": facts | {"even": int(stays[: facts["even"]].sum())}}
    db.session.flush()


def forget_in_facts(team_id: int, wanted: str) -> None:
    """Within a write: where the id stands by itself among what was found out or decided about a dataset."""
    datasets = select(DatasetRow.id).where(DatasetRow.team_id == team_id)
    versions = select(DatasetVersionRow).where(DatasetVersionRow.dataset_id.in_(datasets))
    for version in db.session.scalars(versions).all():
        version.facts, version.choices = _without(version.facts, wanted), _without(version.choices, wanted)
    for treatment in db.session.scalars(select(TreatmentRow).where(TreatmentRow.dataset_id.in_(datasets))).all():
        treatment.repairs = _without(treatment.repairs, wanted)
    runs = select(RunRow).where(RunRow.team_id == team_id)
    for run in db.session.scalars(runs).all():
        run.recipe, run.source = _repairs_without(run.recipe, wanted), _repairs_without(run.source, wanted)
    db.session.flush()


def mentions(team_id: int, wanted: str) -> list[str]:
    """Where people wrote the id in words of their own: addresses to look at, for these are not changed."""
    runs = select(RunRow.id).where(RunRow.team_id == team_id)
    found = []
    notes = select(NoteRow).where(NoteRow.team_id == team_id)
    for note in db.session.scalars(notes).all():
        earlier = select(NoteEditRow.body).where(NoteEditRow.note_id == note.id)
        if any(wanted in body for body in (note.body, *db.session.scalars(earlier))):
            found.append(_address(note))
    for segment in db.session.scalars(select(SegmentRow).where(SegmentRow.run_id.in_(runs))).all():
        if wanted in segment.persona or wanted in str(segment.strategy) or wanted in (segment.name or ""):
            found.append(f"/runs/{segment.run_id}/segments/{segment.number}")
    for run in db.session.scalars(select(RunRow).where(RunRow.team_id == team_id)).all():
        if wanted in run.why or wanted in run.name:
            found.append(f"/runs/{run.id}")
    return list(dict.fromkeys(found))


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


def _begin(team_id: int, person: Person, kind: str, wanted: str | None, facts: dict[str, Any], subject: str) -> None:
    row = ErasureRow(team_id=team_id, by_name=person.name, kind=kind, wanted=wanted, facts=facts, made=now())
    db.session.add(row)
    db.session.flush()
    _queue(row, person.id, subject)


def _queue(row: ErasureRow, person_id: int | None, subject: str) -> None:
    job = queue.ERASING if row.kind == CUSTOMER else GIVING_BACK
    row.job_id = queue.add(row.team_id, person_id, job, Lane.LONG, subject, {"erasure": row.id})
    db.session.flush()


def _repairs_without(facts: Any, wanted: str) -> Any:
    """Only repairs hold values out of the data; the rest of a recipe is words of ours."""
    if not isinstance(facts, dict):
        return facts
    return {
        name: _without(value, wanted) if name == "repairs" else _repairs_without(value, wanted)
        for name, value in facts.items()
    }


def _without(facts: Any, wanted: str) -> Any:
    if isinstance(facts, dict):
        return {_without(name, wanted): _without(value, wanted) for name, value in facts.items()}
    if isinstance(facts, list):
        return [_without(value, wanted) for value in facts]
    return "(erased)" if facts == wanted else facts


def _address(note: NoteRow) -> str:
    if note.dataset_id is not None:
        return f"/datasets/{note.dataset_id}"
    if note.run_id is not None:
        return f"/runs/{note.run_id}"
    segment = db.session.get_one(SegmentRow, note.segment_id)
    return f"/runs/{segment.run_id}/segments/{segment.number}"


def _record(row: ErasureRow) -> Erasure:
    return Erasure(row.id, row.team_id, row.by_name, row.kind, row.wanted, row.facts, row.made, row.done, row.job_id)
