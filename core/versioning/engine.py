"""DuckDB as the engine that counts, while the rows of two tables stream by.

Memory is limited: what does not fit goes to a folder. Nothing outside the streams can be reached.
"""

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from core.errors import TooBig
from core.stream import Stream, told
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


def stream(
    table: Table, columns: Sequence[Column], cells: Callable[[pa.Array], pa.Array] = lambda cells: cells
) -> Stream:
    """Some columns of a table. `cells` may turn each into something else on its way; all of one type become one type."""

    def read() -> Iterator[pa.RecordBatch]:
        for batch in table.batches(columns):
            yield pa.RecordBatch.from_arrays([cells(column) for column in batch.columns], batch.schema.names)

    return Stream([cells(pa.array([], ARROW[column.type])).type for column in columns], read)


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
            for name, rows in streams.items():
                connection.register(name, rows)
            with told(streams.values()):
                yield connection
        except duckdb.OutOfMemoryException as error:
            raise TooBig(TOO_BIG) from error
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
