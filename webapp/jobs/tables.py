"""Tables as core/versioning wants them: versions as they lie in the store, and files that were just opened."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from core.reading import OpenTable
from core.versioning import Column, Room, Table
from webapp.records import Dataset, StoredTable
from webapp.store import instance, stored_tables


def room() -> Room:
    return Room(instance.current().scratch)


def stored(dataset: Dataset) -> Table:
    """The newest version."""
    return table_of(dataset.kind, dataset.version.found.columns, stored_tables.find(dataset.version.table_id))


def table_of(kind: str, columns: Sequence[dict[str, Any]], table: StoredTable) -> Table:
    described = tuple(Column(column["name"], column["type"], column["role"]) for column in columns)
    return Table(kind, described, table.rows, stored_tables.reader(table))


@contextmanager
def aside(opened: OpenTable) -> Iterator[Table]:
    """The rows of a file, written down once so that they can be read column by column as often as comparing wants."""
    columns = tuple(Column(column.name, column.type, column.role) for column in opened.reading.columns)
    with tempfile.TemporaryDirectory(prefix="aside-", dir=instance.current().scratch) as folder:
        path = Path(folder) / "rows.parquet"
        with pq.ParquetWriter(path, opened.schema, compression="zstd") as writer:
            for batch in opened.batches():
                writer.write_batch(batch)
        yield Table(opened.reading.kind, columns, opened.reading.rows, lambda names: _read(path, names))


def _read(path: Path, names: Sequence[str]) -> pa.RecordBatchReader:
    file = pq.ParquetFile(path)
    schema = pa.schema([file.schema_arrow.field(name) for name in names])
    # Parquet gives columns in its own order, whatever order is asked for.
    batches = (batch.select(list(names)) for batch in file.iter_batches(columns=list(names)))
    return pa.RecordBatchReader.from_batches(schema, batches)
