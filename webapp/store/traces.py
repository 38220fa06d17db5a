"""Where a customer of a team may stand, beside the tables of which `places` tells: found, forgotten, counted anew.

Whoever keeps another kind of table with a row per customer adds it to `places`.
"""

import json
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
from sqlalchemy import select

from webapp.records import JobState
from webapp.store import answers, arrays, audiences
from webapp.store.engine import db
from webapp.store.runs import PICTURE
from webapp.store.tables import (
    AudienceRow,
    DatasetRow,
    DatasetVersionRow,
    JobRow,
    NoteEditRow,
    NoteRow,
    PlanRow,
    RunResultRow,
    RunRow,
    SegmentRow,
    TreatmentRow,
    UploadRow,
)

WAS_ERASED = "What was said here named a customer who was erased since. Try again."


@dataclass(frozen=True)
class Place:
    """A table with rows of customers: of a version or behind a run."""

    table_id: int
    column: str  # who they are
    version_id: int | None = None
    run_id: int | None = None
    segment: str = ""  # what the column of segments is called
    audience_id: int | None = None


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
    frozen = db.session.scalars(select(AudienceRow).join(PlanRow).where(PlanRow.team_id == team_id))
    return [*found, *(Place(audience.table_id, "customer", audience_id=audience.id) for audience in frozen)]


def forget_uploads(team_id: int) -> list[str]:
    """Within a write: files that nobody has decided about, and what was seen of all others. What the bytes of all of them are called."""
    rows = db.session.scalars(select(UploadRow).where(UploadRow.team_id == team_id).with_for_update()).all()
    for row in rows:
        row.looked = None
        if row.state in ("received", "reading"):
            row.state = "given up"
    db.session.flush()
    return [row.bytes_name for row in rows]


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


def forget_suppressed(team_id: int, wanted: str) -> None:
    """Within a write: the customer on the lists of those whom plans leave out."""
    for plan_id in db.session.scalars(select(PlanRow.id).where(PlanRow.team_id == team_id)).all():
        ids = audiences.suppressed(plan_id)
        if ids is not None and wanted in (left := ids.to_pylist()):
            audiences.suppress(plan_id, pa.array([one for one in left if one != wanted], pa.string()))


def count_audience(audience_id: int, treated: int, held_out: int) -> None:
    """Within a write: so many fewer are in it now."""
    row = db.session.get_one(AudienceRow, audience_id, with_for_update=True)
    row.treated -= treated
    row.held_out -= held_out
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
