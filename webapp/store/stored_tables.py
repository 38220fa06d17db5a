"""Tables of columns as Parquet chunks in the database: written in short transactions, seen whole or not at all.

A chunk is about 250,000 rows, compressed and with its digest beside it, so that a damaged one is noticed and named.
Chunks are written under a table that nobody sees; publishing it is one small write, made together with whatever else
becomes visible by it. Deleting hides the table first, then gives the space back bit by bit.
"""

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from sqlalchemy import ColumnElement, Engine, delete, func, insert, select, update
from sqlalchemy.orm import Session

from webapp.clock import now
from webapp.errors import Damaged, NotFound
from webapp.records import JobState, StoredTable
from webapp.store.engine import db, is_sqlite, tidy, writing
from webapp.store.tables import ChunkRow, JobRow, TableRow

CHUNK_ROWS = 250_000
CHUNK_BYTES = 128 * 1024 * 1024  # before compression: where rows are wide a chunk has fewer of them

Write = Callable[[], AbstractContextManager[object]]


def begin(team_id: int, label: str, schema: pa.Schema, job_id: int) -> int:
    """A new table that nobody sees yet; it goes when its job ends without publishing it. Within a write."""
    row = TableRow(
        team_id=team_id,
        job_id=job_id,
        label=label,
        state="writing",
        schema=schema.serialize().to_pybytes(),
        rows=0,
        chunks=0,
        bytes=0,
        made_at=now(),
    )
    db.session.add(row)
    db.session.flush()
    return row.id


def append(table_id: int, batches: Iterable[pa.RecordBatch], write: Write = writing) -> Iterator[int]:
    """Keep the rows, each chunk in a write of its own so that others get their turn; tells the rows of each as it is kept."""
    schema = _schema_of(db.session.get_one(TableRow, table_id))
    db.session.rollback()  # the first rows may be long in coming
    for number, (rows, body) in enumerate(_packed_ahead(_evenly(batches, schema))):
        row = {"number": number, "rows": rows, "sha256": _digest(body), "body": body}
        with write():
            db.session.execute(insert(ChunkRow).values(table_id=table_id, **row))
        yield rows


def publish(table_id: int) -> StoredTable:
    """From the end of this write on the table is there, whole."""
    row = db.session.get_one(TableRow, table_id, with_for_update=True)
    assert row.state == "writing", "a table is published once"
    row.chunks, row.rows, row.bytes = _counted(table_id)
    row.state = "published"
    db.session.flush()
    return _record(row)


def find(table_id: int) -> StoredTable:
    row = db.session.scalar(select(TableRow).where(TableRow.id == table_id, TableRow.state == "published"))
    if row is None:
        raise NotFound("This table is not there any more.")
    return _record(row)


def written(table_id: int) -> StoredTable:
    """What a job has written so far, for itself: nobody else sees it yet."""
    row = db.session.get_one(TableRow, table_id)
    row.chunks, row.rows, row.bytes = _counted(table_id)
    record = _record(row)
    db.session.rollback()
    return record


def read(table: StoredTable, columns: Sequence[str] | None = None) -> pa.RecordBatchReader:
    """The rows as a stream, each chunk checked against its digest. May be drawn from another thread, as DuckDB does."""
    return reader(table)(columns)


def reader(table: StoredTable) -> Callable[[Sequence[str] | None], pa.RecordBatchReader]:
    """The same for whoever reads again and again, also from a thread that knows nothing of the application."""
    engine = db.engine

    def stream(columns: Sequence[str] | None) -> pa.RecordBatchReader:
        schema = table.schema if columns is None else pa.schema([table.schema.field(name) for name in columns])
        return pa.RecordBatchReader.from_batches(schema, _batches(engine, table, schema))

    return stream


def read_between(table: StoredTable, first: int, last: int, columns: Sequence[str]) -> pa.Table:
    """The rows from `first` on and before `last`, out of those chunks alone that hold them."""
    schema = pa.schema([table.schema.field(name) for name in columns])
    return pa.concat_tables([schema.empty_table(), *parts_between(table, first, last, columns)])


def parts_between(table: StoredTable, first: int, last: int, columns: Sequence[str]) -> Iterator[pa.Table]:
    """The same chunk by chunk, for whoever knows nothing of the application when they are drawn."""
    schema = pa.schema([table.schema.field(name) for name in columns])
    sizes = select(ChunkRow.rows).where(ChunkRow.table_id == table.id).order_by(ChunkRow.number)
    wanted, begins = [], 0
    for number, rows in enumerate(db.session.scalars(sizes).all()):
        start, end = max(first - begins, 0), min(last - begins, rows)
        if start < end:
            wanted.append((number, start, end - start))
        begins += rows
    engine = db.engine
    return (_chunk(engine, table, number, schema).slice(start, length) for number, start, length in wanted)


def rewrite(
    table: StoredTable,
    number: int,
    keep: Callable[[pa.Table], pa.Array],
    write: Write,
    beside: Callable[[pa.Table], None],
) -> None:
    """One chunk without the rows that are not to be kept. What belongs to it is done in the same write, given the rows that go.

    Only erasing changes what is kept; doing it again changes nothing.
    """
    whole = _chunk(db.engine, table, number, table.schema)
    kept = keep(whole)
    gone = whole.filter(pc.invert(kept))
    if not gone.num_rows:
        return
    left = whole.filter(kept)
    body = _packed(left)
    here = (ChunkRow.table_id == table.id, ChunkRow.number == number)
    with write():
        db.session.execute(update(ChunkRow).where(*here).values(rows=len(left), sha256=_digest(body), body=body))
        counted = dict(zip(("chunks", "rows", "bytes"), _counted(table.id), strict=True))
        db.session.execute(update(TableRow).where(TableRow.id == table.id).values(**counted))
        beside(gone)


def hide(table_ids: Sequence[int]) -> None:
    """Nobody sees these from the end of this write on; delete_table or sweep gives their space back."""
    db.session.execute(update(TableRow).where(TableRow.id.in_(table_ids)).values(state="deleting"))


def delete_table(table_id: int) -> None:
    """Hidden at once, then gone in small writes. What a crash leaves half deleted, sweep finishes."""
    _hide(TableRow.id == table_id)
    while _delete_a_bit(table_id):
        pass
    tidy()


def sweep() -> bool:
    """One small step of deleting what no running job is writing, and what was being deleted. True while there is more."""
    writers = select(JobRow.id).where(JobRow.state == JobState.RUNNING)
    _hide((TableRow.state == "writing") & (TableRow.job_id.is_(None) | TableRow.job_id.not_in(writers)))
    table_id = db.session.scalar(select(TableRow.id).where(TableRow.state == "deleting").limit(1))
    if table_id is None:
        return False
    if not _delete_a_bit(table_id):
        tidy()
    return True


def _counted(table_id: int) -> tuple[int, int, int]:
    """Chunks, rows and bytes."""
    rows, size = func.sum(ChunkRow.rows), func.sum(func.length(ChunkRow.body))
    counted = select(func.count(), func.coalesce(rows, 0), func.coalesce(size, 0)).where(ChunkRow.table_id == table_id)
    chunks, all_rows, all_bytes = db.session.execute(counted).one()
    return chunks, int(all_rows), int(all_bytes)  # PostgreSQL sums to decimals


def _evenly(batches: Iterable[pa.RecordBatch], schema: pa.Schema) -> Iterator[pa.Table]:
    """Chunks of one size, whatever the sizes that come in."""
    waiting: list[pa.RecordBatch] = []
    rows = size = 0
    for batch in batches:
        start, row_bytes = 0, batch.nbytes // max(batch.num_rows, 1) + 1
        while start < batch.num_rows:
            part = batch.slice(start, min(CHUNK_ROWS - rows, max(1, (CHUNK_BYTES - size) // row_bytes)))
            waiting.append(part)
            start, rows, size = start + part.num_rows, rows + part.num_rows, size + part.num_rows * row_bytes
            if rows == CHUNK_ROWS or size + row_bytes > CHUNK_BYTES:
                yield pa.Table.from_batches(waiting, schema)
                waiting, rows, size = [], 0, 0
    if waiting:
        yield pa.Table.from_batches(waiting, schema)


def _packed_ahead(chunks: Iterator[pa.Table]) -> Iterator[tuple[int, bytes]]:
    """Each chunk is packed while the one before is written and the next is on its way."""
    with ThreadPoolExecutor(1) as beside:
        ahead: deque[tuple[int, Future[bytes]]] = deque()
        for chunk in chunks:
            ahead.append((chunk.num_rows, beside.submit(_packed, chunk)))
            if len(ahead) > 1:
                rows, body = ahead.popleft()
                yield rows, body.result()
        for rows, body in ahead:
            yield rows, body.result()


def _packed(chunk: pa.Table) -> bytes:
    """Moments hardly ever repeat, but lie close to each other. A chunk is read whole, so that statistics serve nobody."""
    moments = [field.name for field in chunk.schema if pa.types.is_timestamp(field.type)]
    sink = pa.BufferOutputStream()
    pq.write_table(
        chunk,
        sink,
        compression="zstd",
        row_group_size=CHUNK_ROWS,
        use_dictionary=[name for name in chunk.schema.names if name not in moments],
        column_encoding=dict.fromkeys(moments, "DELTA_BINARY_PACKED"),
        write_statistics=False,
    )
    packed: bytes = sink.getvalue().to_pybytes()
    return packed


def _batches(engine: Engine, table: StoredTable, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    for number in range(table.chunks):
        yield from _chunk(engine, table, number, schema).to_batches()


def _chunk(engine: Engine, table: StoredTable, number: int, schema: pa.Schema) -> pa.Table:
    body = _body(engine, table, number)
    return (
        pq.read_table(pa.BufferReader(body), columns=schema.names, use_threads=False).select(schema.names).cast(schema)
    )


def _body(engine: Engine, table: StoredTable, number: int) -> bytes:
    """A read of its own for each chunk: a long one would keep the write-ahead log from being tidied."""
    query = select(ChunkRow.body, ChunkRow.sha256).where(ChunkRow.table_id == table.id, ChunkRow.number == number)
    still_there = select(TableRow.id).where(TableRow.id == table.id, TableRow.state == "published")
    with engine.connect() as connection:
        row = connection.execute(query).first()
        if row is None and connection.execute(still_there).first() is None:
            raise NotFound(f"“{table.label}” was deleted while it was being read.")
    if row is None or _digest(row.body) != row.sha256:
        raise Damaged(
            f"The stored copy of “{table.label}” no longer matches its checksum (part {number + 1} of {table.chunks}). "
            "Restore it from a backup or bring the file again. Runs made before are not affected."
        )
    body: bytes = row.body
    return body


def _hide(which: ColumnElement[bool]) -> None:
    if db.session.scalar(select(TableRow.id).where(which).limit(1)) is not None:
        with writing() as session:
            session.execute(update(TableRow).where(which).values(state="deleting"))


def _delete_a_bit(table_id: int) -> bool:
    """One chunk and its space; after the last of them the table itself. False when nothing is left."""
    with writing() as session:
        last = session.scalar(select(func.max(ChunkRow.id)).where(ChunkRow.table_id == table_id))
        if last is None:
            session.execute(delete(TableRow).where(TableRow.id == table_id))
        else:
            session.execute(delete(ChunkRow).where(ChunkRow.id == last))
        _give_space_back(session)
    return last is not None


def _give_space_back(session: Session) -> None:
    """Pages that are free leave the file. PostgreSQL sees to that by itself."""
    if is_sqlite(db.engine):
        driver = session.connection().connection.cursor()
        driver.execute("PRAGMA incremental_vacuum").fetchall()  # a page for each row that is fetched


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def _record(row: TableRow) -> StoredTable:
    return StoredTable(row.id, row.team_id, row.label, _schema_of(row), row.rows, row.chunks, row.bytes)


def _schema_of(row: TableRow) -> pa.Schema:
    return pa.ipc.read_schema(pa.py_buffer(row.schema))
