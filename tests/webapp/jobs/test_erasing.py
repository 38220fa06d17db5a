"""Whoever is erased is nowhere any more: not in a table, not in what was worked out, not in the bytes of the instance."""

import io
import zlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
from sqlalchemy import event, select, update

from core.errors import BadInput
from tests.conftest import Cast
from tests.webapp import planned
from tests.webapp.brought import kept, looked_at, next_version
from tests.webapp.ran import RECIPE
from tests.webapp.work_now import work_now
from webapp.errors import Conflict, NotAllowed
from webapp.jobs.child import _carry_out
from webapp.jobs.kinds import KINDS
from webapp.jobs.work import Work
from webapp.records import About, Dataset, JobState, Lane, Run
from webapp.services import audiences, customer_tables, datasets, erasing, notes, run_downloads, runs, segments
from webapp.store import erasures, instance, queue, stored_tables
from webapp.store.engine import db, is_sqlite, tidy, writing
from webapp.store.tables import (
    AnswerRow,
    Base,
    ChunkRow,
    DatasetVersionRow,
    JobRow,
    PlanRow,
    RunResultRow,
    SuppressionRow,
)

WHO = "marker-person-4711"
KEY = "one-press-of-a-button"
# Three groups that nobody could mistake: 30, 20 and 10 customers; the marked one is the first of all, as previews show it.
GROUPS = ((30, 10, 20), (20, 15, 900), (10, 90, 950))
PEOPLE = b"id;visits;spend;country\n" + b"".join(
    b"%s;%d;%d;%s\n"
    % (
        WHO.encode() if (group, number) == (0, 0) else b"%d-%02d" % (group, number),
        visits + number % 3,
        spend + number % 7,
        b"DE" if number % 2 else b"FR",
    )
    for group, (size, visits, spend) in enumerate(GROUPS)
    for number in range(size)
)
ORDERS = b"order;customer;date;product;quantity;price\n" + b"".join(
    b"%d;%s;2025-01-%02d;tea;1;%d\n"
    % (number, WHO.encode() if number % 5 == 0 else b"c%02d" % (number % 7), 13 + number % 9, 5)
    for number in range(40)
)


def everywhere(cast: Cast) -> tuple[Dataset, Run]:
    """In two versions, in orders, in a run, in one plan's audience and on the list of those whom another leaves out, in answers, in jobs, and in a file that nobody has decided about."""
    people = kept(cast.editor, "People", PEOPLE)
    next_version(cast.editor, people, PEOPLE, "replace")
    orders = kept(cast.editor, "Orders", ORDERS)
    run = runs.save(cast.editor, people.id, 1, RECIPE, "Autumn")
    customer_tables.ask(cast.editor, orders.id)
    work_now()
    for number, list_ in enumerate(["", f"{WHO}\n1-01"]):
        plan = planned.made(cast.editor, run, name=f"Letter {number}", segments=[0, 1, 2])
        audiences.suppress(cast.editor, plan.id, list_)
        planned.frozen(cast.editor, plan)
    looked_at(cast.editor, PEOPLE, dataset=people.id)
    return datasets.find(cast.editor, people.id), runs.find(cast.editor, run.id)


def found(who: bytes = WHO.encode()) -> list[str]:
    """Every place where the bytes stand: as they lie on the disk, and unpacked where they lie packed."""
    db.session.rollback()
    places = [f"file {path.name}" for path in files() if who in path.read_bytes()]
    for chunk in db.session.scalars(select(ChunkRow)):
        table = pq.read_table(io.BytesIO(chunk.body))
        places += [f"chunk {chunk.id}"] * any(who.decode() in str(column.to_pylist()) for column in table.columns)
    for listed in db.session.scalars(select(SuppressionRow.ids)):
        places += ["suppression list"] * (who.decode() in pq.read_table(io.BytesIO(listed)).column(0).to_pylist())
    packed = [
        *db.session.scalars(select(RunResultRow.arrays)),
        *filter(None, db.session.scalars(select(AnswerRow.arrays))),
    ]
    for body in packed:
        with np.load(io.BytesIO(body), allow_pickle=False) as arrays:
            places += [f"array {name}" for name in arrays if who in arrays[name].tobytes()]
    for table in Base.metadata.sorted_tables:
        for row in db.session.execute(select(*table.columns)):
            places += [f"row of {table.name}"] * (who.decode() in str(row))
    db.session.rollback()
    return places


def files() -> Iterator[Path]:
    return (path for path in instance.current().folder.rglob("*") if path.is_file() and "backups" not in path.parts)


def erased(cast: Cast) -> None:
    erasing.erase_customer(cast.admin, WHO, key=KEY)
    work_now()


def test_after_an_erase_no_byte_is_found_anywhere(cast: Cast) -> None:
    people, _ = everywhere(cast)
    with writing():
        job = db.session.scalars(select(JobRow).where(JobRow.state == JobState.DONE).limit(1)).one()
        job.failure, job.facts = f"Row 3 holds “{WHO}”.", {"repairs": [WHO]}
        version = db.session.scalars(select(DatasetVersionRow).where(DatasetVersionRow.dataset_id == people.id)).first()
        assert version is not None
        version.facts = version.facts | {"example": [WHO]}
    erasing.erase_customer(cast.admin, WHO, key=KEY)
    before = found()
    assert sum(place.startswith("chunk") for place in before) >= 5  # two versions, orders, labels, tables of customers
    assert {"array picture ids", "row of job", "row of dataset_version", "row of erasure"} <= set(before)
    assert any(place.startswith("file") for place in before)  # the one that nobody has decided about
    assert any("kindred.db" in place for place in before) is is_sqlite(db.engine)
    work_now()
    assert found() == []


def test_what_is_left_fits_together(cast: Cast) -> None:
    """60 customers in segments of 30, 20 and 10, of whom one of the 30 goes; 8 of 40 order lines were theirs."""
    people, run = everywhere(cast)
    erased(cast)
    assert [version.rows for version in datasets.versions(cast.editor, people.id)] == [59, 59]
    orders = next(each for each in datasets.mine(cast.editor) if each.name == "Orders")
    assert orders.version.rows == 32
    for dataset in (people, orders):
        for version in datasets.versions(cast.editor, dataset.id):
            table = stored_tables.find(version.table_id)
            assert stored_tables.read(table).read_all().num_rows == table.rows == version.rows
    left = runs.find(cast.editor, run.id)
    assert (left.customers, left.smallest, left.largest, left.removed) == (59, 10, 29, 1)
    assert [segment.customers for segment in segments.of_run(cast.editor, run.id)] == [29, 20, 10]
    assert run_downloads.of_segment(cast.editor, run.id, 2).rows == 10
    last = run_downloads.of_segment(cast.editor, run.id, 2)
    assert {row["id"][:2] for batch in last.batches for row in batch.to_pylist()} == {"2-"}
    result = runs.result(cast.editor, run.id)
    assert result is not None and (result.facts["customers"], result.facts["placed"]) == (59, 59)
    drawn = {name: array.shape for name, array in (runs.picture(result) or result).arrays.items()}
    assert drawn["ids"][0] == drawn["places"][0] == drawn["labels"][1] == result.facts["picture"]["even"] == 59


def test_a_frozen_audience_and_a_list_of_those_left_out_count_one_fewer(cast: Cast) -> None:
    everywhere(cast)
    erased(cast)
    plans = db.session.scalars(select(PlanRow.id).order_by(PlanRow.id)).all()
    frozen = [audiences.find(cast.editor, plan) for plan in plans]
    # 60 customers less the one erased; the second plan had left out that one and another
    assert [one.treated + one.held_out for one in frozen if one is not None] == [59, 58]
    assert audiences.count_suppressed(cast.editor, plans[1]) == 1


def test_a_receipt_stays_that_does_not_say_who(cast: Cast) -> None:
    people, run = everywhere(cast)
    note = notes.add(cast.editor, About("run", run.id), f"Ask {WHO} about the parcels")
    notes.edit(cast.editor, note.id, "Ask them about the parcels", note.edit)
    segments.set_persona(cast.editor, run.id, 1, f"People like {WHO}", 1)
    erased(cast)
    (receipt,) = erasing.receipts(cast.admin)
    assert (receipt.by, receipt.kind, receipt.wanted) == ("Mara Lind", "customer", None)
    assert receipt.done is not None and receipt.done >= receipt.made
    assert receipt.facts["rows"] == 1 + 1 + 8 + 1  # two versions, the lines, the run
    assert (len(receipt.facts["versions"]), receipt.facts["runs"]) == (3, [run.id])
    assert receipt.facts["mentioned"] == [f"/runs/{run.id}", f"/runs/{run.id}/segments/1"]
    assert notes.trail(cast.editor, note.id)[0].body.endswith("about the parcels")  # their own words are left to people
    assert people.name


def test_run_again_says_why_the_labels_may_differ(cast: Cast) -> None:
    _, run = everywhere(cast)
    erased(cast)
    runs.again(cast.editor, run.id)
    work_now()
    (check,) = runs.checks(cast.editor, run.id)
    assert check.same or "1 person was erased since it was made" in check.differs


@pytest.mark.parametrize("server", ["sqlite"], indirect=True)
def test_meanwhile_nothing_else_begins_and_nothing_that_runs_is_overtaken(cast: Cast) -> None:
    people = kept(cast.editor, "People", PEOPLE)
    run = runs.save(cast.editor, people.id, 1, RECIPE, "Autumn")
    with pytest.raises(BadInput, match="Wait for them or cancel them, then erase"):
        erasing.erase_customer(cast.admin, WHO, key=KEY)
    work_now()
    asked = customer_tables.ask(cast.editor, people.id)
    erasing.erase_customer(cast.admin, WHO, key=KEY)
    with pytest.raises(Conflict, match="is being erased just now"):
        runs.again(cast.editor, run.id)
    with pytest.raises(Conflict, match="is being erased just now"):
        erasing.erase_customer(cast.admin, WHO, key=f"{KEY}-two")
    erasing.erase_customer(cast.admin, WHO, key=KEY)  # the same press
    assert len(erasing.receipts(cast.admin)) == 1
    work_now()
    assert asked
    runs.again(cast.editor, run.id)


@pytest.mark.parametrize("server", ["sqlite"], indirect=True)
def test_another_team_keeps_what_is_theirs(cast: Cast) -> None:
    theirs = kept(cast.stranger, "People", PEOPLE)
    kept(cast.editor, "People", PEOPLE)
    erased(cast)
    assert datasets.find(cast.stranger, theirs.id).version.rows == 60


@pytest.mark.parametrize("server", ["sqlite"], indirect=True)
def test_who_may_not(cast: Cast) -> None:
    for viewer in (cast.viewer, cast.editor):
        with pytest.raises(NotAllowed):
            erasing.erase_customer(viewer, WHO, key=KEY)
        with pytest.raises(NotAllowed):
            erasing.receipts(viewer)
    for nothing in ("", " ", None, "a\nb", "x" * 201, 7):
        with pytest.raises(BadInput):
            erasing.erase_customer(cast.admin, nothing, key=KEY)
    assert erasing.receipts(cast.admin) == []


@pytest.mark.parametrize("server", ["sqlite"], indirect=True)
def test_of_a_deleted_dataset_a_receipt_stays_too(cast: Cast) -> None:
    people = kept(cast.editor, "People", PEOPLE)
    datasets.delete_for_good(cast.admin, people.id)
    assert erasing.receipts(cast.admin)[0].done is None
    work_now()
    (receipt,) = erasing.receipts(cast.admin)
    assert (receipt.kind, receipt.facts, receipt.done is not None) == (
        "dataset",
        {"versions": 1, "rows": 60, "runs": 0},
        True,
    )
    assert found() == []


@pytest.mark.parametrize("server", ["sqlite"], indirect=True)
def test_what_was_stopped_too_often_is_taken_up_at_the_next_start(cast: Cast) -> None:
    """A customer being erased and a dataset being deleted, both given up by the queue."""
    people, other = kept(cast.editor, "People", PEOPLE), kept(cast.editor, "Others", ORDERS)
    datasets.delete_for_good(cast.admin, other.id)
    with writing():
        db.session.execute(update(JobRow).where(JobRow.state == JobState.QUEUED).values(state=JobState.FAILED))
    erasing.erase_customer(cast.admin, WHO, key=KEY)
    with writing():
        db.session.execute(update(JobRow).where(JobRow.state == JobState.QUEUED).values(state=JobState.FAILED))
    assert [receipt.done for receipt in erasing.receipts(cast.admin)] == [None, None]
    erasures.take_up_again()
    erasures.take_up_again()  # twice is once
    assert work_now() == 2
    assert all(receipt.done for receipt in erasing.receipts(cast.admin))
    assert datasets.find(cast.editor, people.id).version.rows == 59


class Killed(BaseException):
    """As a kill does it: no code of ours runs any more."""


@pytest.mark.parametrize(
    "every",
    [
        pytest.param(23, id="short"),
        pytest.param(1, id="whole", marks=[pytest.mark.crash, pytest.mark.timeout(3_600)]),
    ],
)
@pytest.mark.parametrize("server", ["sqlite"], indirect=True)
def test_killed_at_any_statement_it_is_finished_at_the_next_start(cast: Cast, every: int) -> None:
    _, run = everywhere(cast)
    erasing.erase_customer(cast.admin, WHO, key=KEY)
    database = instance.current().database
    at_first, tried, point = _copied(database), 0, every
    while _dies_at(point):
        tried += 1
        with writing():
            db.session.execute(update(JobRow).where(JobRow.state == JobState.RUNNING).values(state=JobState.FAILED))
        erasures.take_up_again()
        work_now()
        assert found() == [], point
        left = runs.find(cast.editor, run.id)
        (receipt,) = erasing.receipts(cast.admin)
        assert (left.removed, left.customers, receipt.facts["rows"], receipt.done is None) == (1, 59, 11, False), point
        _restored(at_first, database)
        point += every
    assert tried >= 3


def _dies_at(point: int) -> bool:
    """False when the job has fewer statements than that."""
    left = point

    def count(*_: object) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            raise Killed

    claim = queue.claim(Lane.LONG, instance.host_id(instance.current()))
    assert claim is not None
    event.listen(db.engine, "before_cursor_execute", count)
    try:
        _carry_out(Work(claim), KINDS[claim.kind].function)
    except Killed:
        return True
    finally:
        event.remove(db.engine, "before_cursor_execute", count)
        db.session.rollback()
    return False


def _copied(database: Path) -> bytes:
    db.session.remove()
    tidy()
    return zlib.compress(database.read_bytes(), 1)


def _restored(whole: bytes, database: Path) -> None:
    db.session.remove()
    db.engine.dispose()
    for left in (database.with_name(f"{database.name}{end}") for end in ("-wal", "-shm")):
        left.unlink(missing_ok=True)
    database.write_bytes(zlib.decompress(whole))
