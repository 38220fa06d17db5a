"""Tables as chunks: whole or not there, read as a stream, damage noticed, space given back."""

import datetime as dt
import decimal
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, text, update

from tests.conftest import Cast
from webapp.errors import Busy, Damaged, NotFound
from webapp.records import Lane, StoredTable
from webapp.store import queue, stored_tables
from webapp.store.engine import db, is_sqlite, writing
from webapp.store.tables import ChunkRow, TableRow

NUMBERS = pa.schema([("number", pa.int64()), ("text", pa.string())])


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored_tables, "CHUNK_ROWS", 100)


def batch(first: int, rows: int) -> pa.RecordBatch:
    numbers = range(first, first + rows)
    return pa.record_batch({"number": numbers, "text": [f"row {number}" for number in numbers]}, schema=NUMBERS)


def job_of(team_id: int) -> int:
    with writing():
        return queue.add(team_id, None, "a test", Lane.LONG, "Numbers", {})


def begun(cast: Cast, schema: pa.Schema, label: str = "Customers May") -> int:
    job_id = job_of(cast.editor.team.id)
    with writing():
        return stored_tables.begin(cast.editor.team.id, label, schema, job_id)


def stored(cast: Cast, batches: list[pa.RecordBatch], schema: pa.Schema = NUMBERS) -> StoredTable:
    table_id = begun(cast, schema)
    for _ in stored_tables.append(table_id, batches):
        pass
    with writing():
        return stored_tables.publish(table_id)


def chunk_rows(table: StoredTable) -> list[int]:
    return list(
        db.session.scalars(select(ChunkRow.rows).where(ChunkRow.table_id == table.id).order_by(ChunkRow.number))
    )


# How chunks are cut.


@settings(deadline=None)
@given(st.lists(st.integers(0, 350), max_size=12))
def test_chunks_are_even_whatever_the_sizes_that_come_in(sizes: list[int]) -> None:
    firsts = np.cumsum([0, *sizes])
    # Not by the fixture, which Hypothesis would share between its examples.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stored_tables, "CHUNK_ROWS", 100)
        chunks = list(
            stored_tables._evenly(
                (batch(int(first), size) for first, size in zip(firsts, sizes, strict=False)), NUMBERS
            )
        )
    assert [chunk.num_rows for chunk in chunks[:-1]] == [100] * max(0, len(chunks) - 1)
    assert all(1 <= chunk.num_rows <= 100 for chunk in chunks[-1:])
    together = [number for chunk in chunks for number in chunk["number"].to_pylist()]
    assert together == list(range(sum(sizes)))


def test_chunks_of_wide_rows_have_fewer_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    # 10 columns of 8 bytes are 80 bytes a row and one byte for rounding: 1,000 bytes hold 12 rows.
    monkeypatch.setattr(stored_tables, "CHUNK_BYTES", 1_000)
    wide = pa.record_batch({f"c{column}": np.arange(30, dtype=np.int64) for column in range(10)})
    assert [chunk.num_rows for chunk in stored_tables._evenly([wide], wide.schema)] == [12, 12, 6]


def test_a_row_wider_than_a_chunk_is_a_chunk_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored_tables, "CHUNK_BYTES", 1_000)
    long = pa.record_batch({"note": ["x" * 5_000, "y" * 5_000]})
    assert [chunk["note"].to_pylist() for chunk in stored_tables._evenly([long], long.schema)] == [
        ["x" * 5_000],
        ["y" * 5_000],
    ]


# What comes back.


def test_a_table_comes_back_as_it_was_brought(cast: Cast) -> None:
    table = stored(cast, [batch(0, 30), batch(30, 220)])
    assert (table.rows, table.chunks, chunk_rows(table)) == (250, 3, [100, 100, 50])
    assert table.bytes == db.session.scalar(select(func.sum(func.length(ChunkRow.body))))
    assert stored_tables.read(stored_tables.find(table.id)).read_all() == pa.Table.from_batches([batch(0, 250)])


def test_a_table_without_rows_still_has_its_columns(cast: Cast) -> None:
    table = stored(cast, [])
    back = stored_tables.read(stored_tables.find(table.id))
    assert back.schema == NUMBERS and back.read_all().num_rows == 0 and table.chunks == 0
    assert stored_tables.read(table).read_pandas().columns.tolist() == ["number", "text"]


def test_some_columns_are_read_in_the_order_that_was_asked_for(cast: Cast) -> None:
    table = stored(cast, [batch(0, 150)])
    assert stored_tables.read(table, ["text", "number"]).read_all().column_names == ["text", "number"]
    assert stored_tables.read(table, ["text"]).read_all()["text"][149].as_py() == "row 149"
    with pytest.raises(KeyError):
        stored_tables.read(table, ["spend"])


def test_columns_may_be_called_anything(cast: Cast) -> None:
    names = ["a.b", "a", "]", '"; DROP TABLE chunk; --', "", " ", "<img onerror>", "客户", "list.element", "x" * 5_000]
    rows = pa.record_batch({name: [place] for place, name in enumerate(names)})
    table = stored(cast, [rows], rows.schema)
    assert stored_tables.read(table).read_all().to_pylist() == [{name: place for place, name in enumerate(names)}]
    for place, name in enumerate(names):
        assert stored_tables.read(table, [name]).read_all().to_pylist() == [{name: place}]


BERLIN = dt.timezone(dt.timedelta(hours=1))
COLUMNS: dict[str, tuple[pa.DataType, list[Any]]] = {
    "text": (pa.string(), ["", "Größe", None, "a\0b", "\U0001f6d2"]),
    "large text": (pa.large_string(), ["x" * 100_000, None, ""]),
    "whole": (pa.int64(), [0, -(2**63), 2**63 - 1, None]),
    "small": (pa.int8(), [-128, 127, None]),
    "unsigned": (pa.uint64(), [2**64 - 1, 0, None]),
    "float": (pa.float64(), [0.1, -0.0, float("inf"), 5e-324, None]),
    "short float": (pa.float32(), [0.5, None]),
    "truth": (pa.bool_(), [True, False, None]),
    "day": (pa.date32(), [dt.date(1, 1, 1), dt.date(2019, 2, 28), dt.date(9999, 12, 31), None]),
    "second": (pa.timestamp("s"), [dt.datetime(2019, 3, 31, 2, 30), None]),
    "microsecond": (pa.timestamp("us"), [dt.datetime(2019, 3, 31, 2, 30, 0, 1), None]),
    "nanosecond": (pa.timestamp("ns"), [1_554_000_000_000_000_001, None]),
    "with a zone": (pa.timestamp("ms", tz="Europe/Berlin"), [dt.datetime(2019, 10, 27, 2, 30, tzinfo=BERLIN), None]),
    "money": (pa.decimal128(12, 2), [decimal.Decimal("0.10"), decimal.Decimal("-9999999999.99"), None]),
    "category": (pa.dictionary(pa.int32(), pa.string()), ["shoes", "hats", None, "shoes"]),
    "small category": (pa.dictionary(pa.int8(), pa.string()), ["shoes", None]),
    "ordered": (pa.dictionary(pa.int32(), pa.string(), ordered=True), ["low", "high", None]),
    "nothing": (pa.null(), [None, None]),
}


def test_every_type_comes_back_as_it_was(cast: Cast) -> None:
    for name, (kind, values) in COLUMNS.items():
        schema = pa.schema([(name, kind)])
        column = pa.array(values, pa.int64()).cast(kind) if name == "nanosecond" else pa.array(values, kind)
        rows = pa.record_batch([column], schema=schema)
        back = stored_tables.read(stored(cast, [rows, rows.slice(1)], schema)).read_all()
        assert back.schema == schema, name
        assert back[name].to_pylist() == column.to_pylist() + column.to_pylist()[1:], name


def test_categories_that_differ_from_batch_to_batch_keep_their_words(cast: Cast) -> None:
    kind = pa.dictionary(pa.int32(), pa.string())
    first, second = (
        pa.record_batch({"group": pa.array(words, kind)}) for words in (["shoes", "hats"], ["gloves", "hats"])
    )
    back = stored_tables.read(stored(cast, [first, second], first.schema)).read_all()
    assert back["group"].to_pylist() == ["shoes", "hats", "gloves", "hats"]


def test_rows_of_another_shape_are_refused(cast: Cast) -> None:
    table_id = begun(cast, NUMBERS)
    other = pa.record_batch({"number": ["one"], "text": ["two"]})
    with pytest.raises(pa.ArrowInvalid):
        list(stored_tables.append(table_id, [other]))
    assert db.session.scalar(select(func.count()).select_from(ChunkRow)) == 0


# Who reads.


def test_duckdb_draws_the_stream_from_threads_of_its_own(cast: Cast) -> None:
    stream = stored_tables.read(stored(cast, [batch(0, 950)]))
    found: list[Any] = []

    def ask() -> None:  # where no application is at hand, and not in the thread that opened the stream
        with duckdb.connect() as connection:
            connection.register("numbers", stream)
            found.append(connection.execute("SELECT sum(number), max(text) FROM numbers").fetchone())

    _in_a_thread(ask)
    assert found == [(950 * 949 // 2, "row 99")]  # 0 + 1 + ... + 949


def test_pandas_reads_it_too(cast: Cast) -> None:
    frame = stored_tables.read(stored(cast, [batch(0, 250)])).read_pandas()
    assert frame["number"].sum() == 250 * 249 // 2 and frame["text"].iloc[-1] == "row 249"


def test_two_read_at_once_and_another_writes_meanwhile(cast: Cast) -> None:
    table = stored(cast, [batch(0, 250)])
    one, two = stored_tables.read(table), stored_tables.read(table)
    first = one.read_next_batch()
    stored(cast, [batch(0, 10)])
    assert two.read_all().num_rows == 250
    assert first.num_rows + sum(part.num_rows for part in one) == 250


# Whole or not there.


def test_nobody_sees_a_table_while_it_is_written(cast: Cast) -> None:
    table_id = begun(cast, NUMBERS)
    for _ in stored_tables.append(table_id, [batch(0, 250)]):
        _look_from_another_thread(cast.server, table_id, there=False)
    with writing():
        stored_tables.publish(table_id)
        _look_from_another_thread(cast.server, table_id, there=False)
    _look_from_another_thread(cast.server, table_id, there=True)


def _look_from_another_thread(server: Flask, table_id: int, there: bool) -> None:
    seen: list[int] = []

    def look() -> None:
        with server.app_context():
            try:
                seen.append(stored_tables.read(stored_tables.find(table_id)).read_all().num_rows)
            except NotFound:
                seen.append(0)

    _in_a_thread(look)
    assert seen == [250 if there else 0]


def _in_a_thread(function: Callable[[], None]) -> None:
    thread = threading.Thread(target=function)
    thread.start()
    thread.join()


def test_what_is_published_with_a_write_that_fails_is_not_there(cast: Cast) -> None:
    table_id = begun(cast, NUMBERS)
    list(stored_tables.append(table_id, [batch(0, 10)]))
    with pytest.raises(Busy):
        _publish_and_fail(table_id)
    with pytest.raises(NotFound):
        stored_tables.find(table_id)


def _publish_and_fail(table_id: int) -> None:
    with writing():
        stored_tables.publish(table_id)
        raise Busy


# Damage.


def _flipped(body: bytes) -> bytes:
    return body[: len(body) // 2] + bytes([body[len(body) // 2] ^ 1]) + body[len(body) // 2 + 1 :]


HARMS: tuple[Callable[[bytes], bytes], ...] = (
    _flipped, lambda body: body[:-1], lambda body: body[100:], lambda body: body + b"\0", lambda body: b"",
)  # fmt: skip


def test_a_damaged_chunk_is_noticed_and_named(cast: Cast) -> None:
    table = stored(cast, [batch(0, 300)])
    whole = db.session.scalars(select(ChunkRow.body).where(ChunkRow.number == 1)).one()
    for harm in HARMS:
        with writing() as session:
            session.execute(update(ChunkRow).where(ChunkRow.number == 1).values(body=harm(whole)))
        stream = stored_tables.read(table)
        assert stream.read_next_batch().num_rows == 100
        with pytest.raises(Damaged, match=r"“Customers May” no longer matches its checksum \(part 2 of 3\)\. Restore"):
            stream.read_next_batch()


def test_every_bit_of_a_chunk_counts(cast: Cast) -> None:
    """What plain Parquet reads as good in many of such cases."""
    table = stored(cast, [batch(0, 100)])
    body = db.session.scalars(select(ChunkRow.body)).one()
    for place in range(0, len(body), max(1, len(body) // 150)):
        with writing() as session:
            session.execute(update(ChunkRow).values(body=body[:place] + bytes([body[place] ^ 4]) + body[place + 1 :]))
        with pytest.raises(Damaged):
            stored_tables.read(table).read_all()


def test_chunks_that_have_changed_places_are_noticed(cast: Cast) -> None:
    table = stored(cast, [batch(0, 300)])
    with writing() as session:
        first, last = (session.scalars(select(ChunkRow).where(ChunkRow.number == n)).one() for n in (0, 2))
        first.body, last.body = last.body, first.body
    with pytest.raises(Damaged, match="part 1 of 3"):
        stored_tables.read(table).read_all()


def test_a_chunk_that_is_missing_is_noticed(cast: Cast) -> None:
    table = stored(cast, [batch(0, 300)])
    with writing() as session:
        session.delete(session.scalars(select(ChunkRow).where(ChunkRow.number == 2)).one())
    with pytest.raises(Damaged, match="part 3 of 3"):
        stored_tables.read(table).read_all()


# Deleting.


def test_a_table_that_is_deleted_while_it_is_read_says_so(cast: Cast) -> None:
    table = stored(cast, [batch(0, 300)])
    stream = stored_tables.read(table)
    stream.read_next_batch()
    stored_tables.delete_table(table.id)
    with pytest.raises(NotFound, match="“Customers May” was deleted while it was being read"):
        stream.read_next_batch()


def test_deleting_gives_the_space_back(cast: Cast) -> None:
    noise = np.random.default_rng(7).bytes(6_000_000)
    rows = pa.record_batch({"noise": [noise[start : start + 60_000] for start in range(0, len(noise), 60_000)]})
    before = _size(cast)
    table = stored(cast, [rows, rows], rows.schema)
    assert _size(cast) > before + 11_000_000
    stored_tables.delete_table(table.id)
    if is_sqlite(db.engine):
        assert _size(cast) < before + 100_000
    with pytest.raises(NotFound):
        stored_tables.find(table.id)
    assert db.session.scalar(select(func.count()).select_from(ChunkRow)) == 0
    stored_tables.delete_table(table.id)  # twice is harmless


def _size(cast: Cast) -> int:
    """Of everything that the database keeps on the disk."""
    db.session.rollback()
    if not is_sqlite(db.engine):
        return db.session.scalars(text("SELECT pg_database_size(current_database())")).one()
    file = Path(db.engine.url.database or "")
    return sum(part.stat().st_size for part in (file, file.with_name(file.name + "-wal")) if part.exists())


def test_other_writers_get_their_turn_between_the_steps_of_deleting(cast: Cast) -> None:
    stored(cast, [batch(0, 500)])
    with writing() as session:
        session.execute(update(TableRow).values(state="deleting"))
    steps = 0
    while stored_tables.sweep():
        steps += 1
        assert (db.session.scalar(select(func.count()).select_from(ChunkRow)) or 0) == max(0, 5 - steps)
    assert steps == 6  # five chunks, then the table itself


def test_a_deletion_that_was_broken_off_is_finished_and_what_is_published_stays(cast: Cast) -> None:
    kept, going = stored(cast, [batch(0, 150)]), stored(cast, [batch(0, 150)])
    with writing() as session:
        session.execute(update(TableRow).where(TableRow.id == going.id).values(state="deleting"))
    stored_tables._delete_a_bit(going.id)
    while stored_tables.sweep():
        pass
    assert db.session.scalars(select(TableRow.id)).all() == [kept.id]
    assert stored_tables.read(kept).read_all().num_rows == 150


def test_what_no_running_job_writes_is_swept_and_what_one_writes_is_not(cast: Cast) -> None:
    abandoned = begun(cast, NUMBERS)
    list(stored_tables.append(abandoned, [batch(0, 150)]))
    job_of(cast.editor.team.id)
    with writing() as session:
        session.execute(text("UPDATE job SET state = 'cancelled'"))
    job_of(cast.editor.team.id)
    claim = queue.claim(Lane.LONG, "here")
    assert claim is not None
    with queue.writing_for(claim):
        alive = stored_tables.begin(cast.editor.team.id, "Customers June", NUMBERS, claim.job_id)
    list(stored_tables.append(alive, [batch(0, 150)], lambda: queue.writing_for(claim)))
    while stored_tables.sweep():
        pass
    assert db.session.scalars(select(TableRow.id)).all() == [alive]
    with queue.writing_for(claim):
        assert stored_tables.publish(alive).rows == 150
