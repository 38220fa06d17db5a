"""DuckDB as the engine that counts, while the rows of two tables stream by.

Columns are called c0, c1, ... inside, so that no name a person typed ever becomes part of a query; `row` is the place in
the table. Memory is limited: what does not fit goes to a folder. Nothing outside the streams can be reached.
"""

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from core.errors import Problem, TooBig
from core.versioning.table import ARROW, Column, Table

MB = 1_000_000
TOO_BIG = (
    "Comparing the new file with the last version needs more memory than it may take. "
    "Bring the file in smaller parts, or let it replace the version."
)


@dataclass(frozen=True)
class Room:
    """What comparing may take: memory for counting, and a folder for what does not fit, emptied afterwards."""

    folder: Path
    memory_bytes: int = 500 * MB
    threads: int = min(4, os.cpu_count() or 1)


class Stream:
    """Some columns of a table, which DuckDB may scan as often as it likes: each scan reads the table anew.

    `cells` may turn each column into something else on its way; all of one type become one type.
    """

    def __init__(self, table: Table, columns: Sequence[Column], cells: Callable[[pa.Array], pa.Array] | None = None):
        self.problem: Problem | None = None
        self._table = table
        self._columns = columns
        self._cells = cells or (lambda column: column)

    def __arrow_c_stream__(self, requested: object = None) -> object:
        types = [self._cells(pa.array([], ARROW[column.type])).type for column in self._columns]
        fields = [pa.field(f"c{place}", type_) for place, type_ in enumerate(types)]
        schema = pa.schema([*fields, pa.field("row", pa.int64())])
        return pa.RecordBatchReader.from_batches(schema, self._batches(schema)).__arrow_c_stream__(requested)

    def _batches(self, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
        # DuckDB opens a stream only to see its schema, too: nothing is read before the first batch is asked for.
        first = 0
        try:
            for batch in self._table.batches(self._columns):
                rows = pa.array(np.arange(first, first + batch.num_rows))
                cells = [self._cells(column) for column in batch.columns]
                yield pa.RecordBatch.from_arrays([*cells, rows], schema=schema)
                first += batch.num_rows
        except Problem as problem:
            self.problem = problem
            raise


@contextmanager
def opened(room: Room, **streams: Stream) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that knows each stream by its name. What goes wrong in a stream is told as it was said there."""
    with tempfile.TemporaryDirectory(prefix="versions-", dir=room.folder) as folder:
        connection = duckdb.connect(
            config={
                "memory_limit": f"{room.memory_bytes}B",
                "temp_directory": folder,
                "threads": room.threads,
                "python_enable_replacements": "false",
            }
        )
        try:
            connection.execute("SET enable_external_access = false")
            for name, stream in streams.items():
                connection.register(name, stream)
            yield connection
        except duckdb.Error as error:
            told = next((stream.problem for stream in streams.values() if stream.problem), None)
            if told:
                raise told from error
            if isinstance(error, duckdb.OutOfMemoryException):
                raise TooBig(TOO_BIG) from error
            raise
        finally:
            connection.close()


def one(connection: duckdb.DuckDBPyConnection, query: str) -> tuple[Any, ...]:
    """The only row of an answer."""
    (row,) = connection.execute(query).fetchall()
    return tuple(row)


def as_id(name: str, column: Column) -> str:
    """An id as text: the same customer, whether 17850 was read as text or as a number. Empty ones are missing."""
    if column.type != "number":
        return f"nullif({name}::varchar, '')"
    whole = f"{name} = trunc({name}) and abs({name}) < 2.0 ** 53"
    return f"case when {whole} then {name}::bigint::varchar when isfinite({name}) then {name}::varchar end"
