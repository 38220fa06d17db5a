"""From a file to a typed table: look at all of it once, then give it out in batches that never grow with the file."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from core.errors import BadInput, TooBig
from core.reading.choices import Choices
from core.reading.columns.draft import Draft
from core.reading.columns.findings import column_of, notes_on, question_on, settled_choice
from core.reading.columns.names import name_columns
from core.reading.columns.roles import guess_kind, guess_roles
from core.reading.columns.understanding import understand
from core.reading.columns.values import values_sql
from core.reading.engine import engine
from core.reading.limits import Limits
from core.reading.results import Reading
from core.reading.source import Source, Unsound
from core.reading.sources import open_source

PREVIEW_ROWS = 20
ARROW = {"text": pa.string(), "number": pa.float64(), "date": pa.timestamp("us")}


@dataclass(frozen=True)
class OpenTable:
    """A file that was looked at and is still open: what it holds, and its rows."""

    reading: Reading
    schema: pa.Schema
    _drafts: list[Draft]
    _source: Source
    _connection: duckdb.DuckDBPyConnection
    _limits: Limits

    def batches(self) -> Iterator[pa.RecordBatch]:
        """All rows, about `limits.batch_rows` at a time, in the order of the file."""
        rows = 0
        with _memory_in_words():
            wanted = _typed_rows(self._connection, self._source, self._drafts)
            for batch in self._connection.sql(wanted).to_arrow_reader(self._limits.batch_rows):
                rows += batch.num_rows
                yield pa.RecordBatch.from_arrays(batch.columns, schema=self.schema)
        if rows != self.reading.rows:
            raise BadInput("The file changed while it was read. Upload it again.")


@contextmanager
def open_table(
    path: Path, limits: Limits, choices: Choices | None = None, scratch: Path | None = None
) -> Iterator[OpenTable]:
    """Looks at the whole file and keeps it open. Files that the engine cannot read are rewritten inside `scratch`."""
    choices = choices or Choices()
    with tempfile.TemporaryDirectory(prefix="reading-", dir=scratch) as folder, engine(limits) as connection:
        with _memory_in_words():
            table = _looked_at(open_source(path, limits, choices, Path(folder)), choices, limits, connection)
        yield table


def look(path: Path, limits: Limits, choices: Choices | None = None, scratch: Path | None = None) -> Reading:
    """What a file holds and how it will be read."""
    with open_table(path, limits, choices, scratch) as table:
        return table.reading


def _looked_at(source: Source, choices: Choices, limits: Limits, connection: duckdb.DuckDBPyConnection) -> OpenTable:
    names, name_notes = name_columns(source.names)
    source, rows, drafts = _understood(source, names, choices, limits, connection)
    _check_count(rows, limits)
    drafts = [draft for draft in drafts if source.names[draft.index].strip() or draft.measured.understood]
    kind = guess_kind(drafts, choices)
    roles = guess_roles(drafts, kind)
    schema = pa.schema([(draft.name, ARROW[draft.rule.type]) for draft in drafts])
    questions = (question for draft in drafts if (question := question_on(draft)))
    reading = Reading(
        format=source.format,
        encoding=source.encoding,
        separator=source.separator,
        kind=kind,
        rows=rows,
        columns=tuple(column_of(draft, role, rows) for draft, role in zip(drafts, roles, strict=True)),
        first_rows=_first_rows(connection, source, drafts),
        notes=(*source.notes, *name_notes, *(note for draft in drafts for note in notes_on(draft, rows))),
        questions=(*source.questions, *questions),
        choices=replace(
            source.settled,
            kind=kind,
            columns=tuple(settled_choice(draft, role) for draft, role in zip(drafts, roles, strict=True)),
        ),
    )
    return OpenTable(reading, schema, drafts, source, connection, limits)


def _understood(
    source: Source, names: tuple[str, ...], choices: Choices, limits: Limits, connection: duckdb.DuckDBPyConnection
) -> tuple[Source, int, list[Draft]]:
    """Takes the careful way where the engine stumbles; that way either mends the rows or says what is wrong."""
    try:
        return source, *understand(connection, source, names, choices, limits)
    except duckdb.OutOfMemoryException:
        raise
    except (duckdb.Error, Unsound):
        if source.careful is None:
            raise
        source = source.careful()
        return source, *understand(connection, source, names, choices, limits)


def _check_count(rows: int, limits: Limits) -> None:
    if rows == 0:
        raise BadInput("The file has column names but no rows. Add the customers below the header.")
    if rows < limits.fewest_rows:
        raise BadInput(f"Only {rows} row was found. Segments need at least 10 customers.")


def _typed_rows(connection: duckdb.DuckDBPyConnection, source: Source, drafts: list[Draft]) -> str:
    values = ", ".join(f"v{draft.index}" for draft in drafts)
    rules = {draft.index: draft.rule for draft in drafts}
    return f"SELECT {values} FROM {values_sql(connection, source, rules)}"  # noqa: S608


def _first_rows(
    connection: duckdb.DuckDBPyConnection, source: Source, drafts: list[Draft]
) -> tuple[tuple[str | float | None, ...], ...]:
    found = connection.execute(f"{_typed_rows(connection, source, drafts)} LIMIT {PREVIEW_ROWS}").fetchall()
    return tuple(tuple(cell.isoformat() if isinstance(cell, datetime) else cell for cell in row) for row in found)


@contextmanager
def _memory_in_words() -> Iterator[None]:
    try:
        yield
    except duckdb.OutOfMemoryException as error:
        raise TooBig(
            "The table needs more memory than reading a file may take. Leave columns out or bring it in smaller parts."
        ) from error
