"""From a file to a typed table: look at all of it once, then give it out in batches that never grow with the file."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import duckdb
import pyarrow as pa

from core.errors import BadInput, TooBig
from core.reading.choices import Choices
from core.reading.engine import engine
from core.reading.known import Known
from core.reading.limits import Limits
from core.reading.looking import Looked, look_at, recall
from core.reading.results import Reading
from core.reading.sources import open_source
from core.reading.watching import share_looked_at, watched

Told = Callable[[float], None]
ARROW = {"text": pa.string(), "number": pa.float64(), "date": pa.timestamp("us")}


WIDE = 500  # columns


@dataclass(frozen=True)
class OpenTable:
    """A file that was looked at and is still open: what it holds, and its rows."""

    _looked: Looked
    _connection: duckdb.DuckDBPyConnection
    _limits: Limits

    @property
    def known(self) -> Known:
        return self._looked.known

    @property
    def reading(self) -> Reading:
        return self.known.reading

    @property
    def schema(self) -> pa.Schema:
        return pa.schema([(column.name, ARROW[column.type]) for column in self.reading.columns])

    def batches(self) -> Iterator[pa.RecordBatch]:
        """All rows, about `limits.batch_rows` at a time, in the order of the file; as many, and with as many gaps in each
        column, as the look has found."""
        rows, schema = 0, self.schema
        gaps = [0] * len(schema)
        if len(schema) > WIDE:
            self._connection.execute("SET threads = 1")  # each would hold rows of every column
        at_once = min(self._limits.batch_rows, self._limits.batch_cells // len(schema))
        with _engine_in_words():
            wanted = self._looked.rows_sql(self._connection)
            for batch in self._connection.sql(wanted).to_arrow_reader(at_once):
                rows += batch.num_rows
                gaps = [before + column.null_count for before, column in zip(gaps, batch.columns, strict=True)]
                yield pa.RecordBatch.from_arrays(batch.columns, schema=schema)
        if rows != self.reading.rows or gaps != [column.missing for column in self.reading.columns]:
            raise _changed()


@contextmanager
def open_table(
    path: Path,
    limits: Limits,
    choices: Choices | None = None,
    scratch: Path | None = None,
    known: Known | None = None,
    told: Told | None = None,
) -> Iterator[OpenTable]:
    """Looks at the whole file, unless that was done before, and keeps it open. Files that the engine cannot read are
    rewritten inside `scratch`. The share that was looked at is told now and then."""
    choices = choices or Choices()
    before = known if known and known.asked == choices else None

    def looked() -> Looked:
        source = open_source(path, limits, choices, Path(folder), before.letters if before else None)
        recalled = recall(source, before, limits) if before else None
        return recalled or look_at(source, choices, limits, connection)

    with (
        tempfile.TemporaryDirectory(prefix="reading-", dir=scratch) as folder,
        engine(limits, Path(folder)) as connection,
    ):
        with _memory_in_words():
            how_far = partial(share_looked_at, path, Path(folder), connection)
            table = watched(looked, how_far, told) if told else looked()
        yield OpenTable(table, connection, limits)


def look(path: Path, limits: Limits, choices: Choices | None = None, scratch: Path | None = None) -> Reading:
    """What a file holds and how it will be read."""
    with open_table(path, limits, choices, scratch) as table:
        return table.reading


def _changed() -> BadInput:
    return BadInput("The file changed while it was read. Upload it again.")


@contextmanager
def _engine_in_words() -> Iterator[None]:
    """The same rows were scanned before without trouble, so trouble now comes from outside."""
    with _memory_in_words():
        try:
            yield
        except duckdb.OutOfMemoryException:
            raise
        except duckdb.Error as error:
            raise _changed() from error


@contextmanager
def _memory_in_words() -> Iterator[None]:
    try:
        yield
    except duckdb.OutOfMemoryException as error:
        raise TooBig(
            "The table needs more memory than reading a file may take. Leave columns out or bring it in smaller parts."
        ) from error
