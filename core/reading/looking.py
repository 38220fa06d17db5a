"""What a source holds, put together: its columns, their roles, what was done, what is in doubt, and the first rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import duckdb

from core.errors import BadInput
from core.reading.choices import Choices
from core.reading.columns.draft import Draft
from core.reading.columns.findings import column_of, notes_on, question_on, settled_choice
from core.reading.columns.names import name_columns
from core.reading.columns.roles import Role, guess_kind, guess_roles
from core.reading.columns.understanding import understand
from core.reading.columns.values import Rule, values_sql
from core.reading.known import Known
from core.reading.limits import Limits
from core.reading.results import Reading
from core.reading.source import Source, Unsound

PREVIEW_ROWS = 20
NO_CUSTOMER = (
    "There is no column with the customer's id. Row numbers serve instead, "
    "so customers cannot be followed from one file to the next."
)


@dataclass(frozen=True)
class Looked:
    """What is known of a source, and what it takes to get at the rows."""

    known: Known
    source: Source

    def rows_sql(self, connection: duckdb.DuckDBPyConnection) -> str:
        return _rows_sql(connection, self.source, self.known.rules)


def look_at(opened: Source, choices: Choices, limits: Limits, connection: duckdb.DuckDBPyConnection) -> Looked:
    names, name_notes = name_columns(opened.names)
    source, rows, understood = _understood(opened, names, choices, limits, connection)
    _check_count(rows, limits)
    drafts = [draft for draft in understood if source.names[draft.index].strip() or draft.measured.understood]
    rules = {draft.index: draft.rule for draft in drafts}
    kind = guess_kind(drafts, choices)
    roles = guess_roles(drafts, kind)
    settled = (settled_choice(draft, role) for draft, role in zip(drafts, roles, strict=True))
    reading = Reading(
        format=source.format,
        encoding=source.encoding,
        separator=source.separator,
        kind=kind,
        rows=rows,
        columns=tuple(column_of(draft, role, rows) for draft, role in zip(drafts, roles, strict=True)),
        first_rows=_first_rows(connection, source, rules),
        notes=(*source.notes, *name_notes, *_notes(source, choices, drafts, roles, rows)),
        questions=(*source.questions, *(question for draft in drafts if (question := question_on(draft)))),
        choices=replace(source.settled, kind=kind, columns=tuple(settled)),
        sheets=source.sheets,
    )
    known = Known(choices, source.names, rules, source is not opened, source.letters, reading)
    return Looked(known, source)


def recall(opened: Source, known: Known, limits: Limits) -> Looked | None:
    """The same without looking; None where what is known is not about this file, opened in this way."""
    if known.names != opened.names:
        return None
    limits.check_rows(known.reading.rows)
    return Looked(known, opened.careful() if known.careful and opened.careful else opened)


def _understood(
    source: Source, names: tuple[str, ...], choices: Choices, limits: Limits, connection: duckdb.DuckDBPyConnection
) -> tuple[Source, int, list[Draft]]:
    """Takes the careful way where the engine stumbles; that way either mends the rows or says what is wrong."""
    try:
        return source, *understand(connection, source, names, choices, limits)
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


def _notes(
    source: Source, choices: Choices, drafts: Sequence[Draft], roles: Sequence[Role], rows: int
) -> Iterator[str]:
    for column in choices.columns:  # of an earlier file: what finds nothing here is said, and the rest is done
        if column.name not in source.names and not column.name.startswith("Column "):
            yield f"Column '{column.name}', for which choices were made, is not in this file."
    for draft in drafts:
        yield from notes_on(draft, rows)
    if not any(role.name == "customer" for role in roles):
        yield NO_CUSTOMER


def _first_rows(
    connection: duckdb.DuckDBPyConnection, source: Source, rules: dict[int, Rule]
) -> tuple[tuple[str | float | None, ...], ...]:
    found = connection.execute(f"{_rows_sql(connection, source, rules)} LIMIT {PREVIEW_ROWS}").fetchall()
    return tuple(tuple(cell.isoformat() if isinstance(cell, datetime) else cell for cell in row) for row in found)


def _rows_sql(connection: duckdb.DuckDBPyConnection, source: Source, rules: dict[int, Rule]) -> str:
    values = ", ".join(f"v{place}" for place in rules)
    return f"SELECT {values} FROM {values_sql(connection, source, rules)}"  # noqa: S608
