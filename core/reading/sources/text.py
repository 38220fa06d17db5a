"""Text tables. The engine reads them as they are where it can; where it cannot, they are smoothed first.

The engine is strict and fast but knows no rows; the careful path is slow and knows where and what. So every check
costs little for a good file, and a bad one gets a sentence that names the place.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path

import duckdb

from core.reading.choices import ALIGNED, Choices
from core.reading.limits import Limits
from core.reading.results import Question
from core.reading.source import Source
from core.reading.sources.aligned import Spans, aligned_rows, find_spans, split_line
from core.reading.sources.encodings import PlainText, in_words, plain_text
from core.reading.sources.formats import empty_file
from core.reading.sources.headers import Header, find_header
from core.reading.sources.layouts import Layout, find_layout
from core.reading.sources.smoothing import Numbered, Smoothed, careful_rows, write_smooth
from core.reading.sources.table import Table

HEAD = 1_000_000
HEAD_ROWS = 1_000


@dataclass(frozen=True)
class _Head:
    """What the first part of a text says about all of it."""

    layout: Layout
    header: Header
    lines_above: int  # lines before the values
    even: bool  # rows above the values are a line each
    spans: Spans


def open_text(
    path: Path, limits: Limits, choices: Choices, folder: Path, connection: duckdb.DuckDBPyConnection
) -> Source:
    plain = plain_text(path, choices.encoding, choices.quote, limits, folder)
    head = _look_at_head(plain.path, choices)
    limits.check_columns(len(head.header.names))
    found = _direct_table(plain, head, limits, folder, connection)
    smoothed = Smoothed()
    if found is None:
        rows = _rows(plain.path, head, limits, smoothed)
        found = smooth_table(rows, head.header.names, choices.surplus, limits, folder, connection, smoothed)
    table, count = found
    return Source(
        format="csv",
        names=head.header.names,
        natives=("text",) * table.width,
        rows=count,
        sample=table.sample(),
        scan=lambda _: table.scan(limits),
        place=partial(_place, head.header.first_row),
        settled=_settled(choices, plain.encoding, head),
        encoding=in_words(plain.encoding),
        separator=head.layout.separator,
        notes=(*_notes(plain, head), *smoothed.notes),
        questions=_header_question(head.header),
    )


def smooth_table(
    rows: Iterator[Numbered],
    names: tuple[str, ...],
    surplus: str,
    limits: Limits,
    folder: Path,
    connection: duckdb.DuckDBPyConnection,
    smoothed: Smoothed,
) -> tuple[Table, int]:
    """Rows of any origin as a table the engine can scan."""
    target = folder / "smooth.csv"
    write_smooth(rows, names, surplus, target, limits, smoothed)
    table = Table(target, Layout(","), 0, len(names))
    count, _ = table.check(connection, limits)
    assert count == smoothed.rows, "what was written is what is read"
    return table, count


def _look_at_head(path: Path, choices: Choices) -> _Head:
    with path.open(encoding="utf-8-sig", newline="") as file:
        text = file.read(HEAD)
    lines = text.splitlines(keepends=True)[:HEAD_ROWS]
    if not any(line.strip() for line in lines):
        raise empty_file()
    layout = find_layout(lines, choices)
    if layout.separator == ALIGNED:
        spans = find_spans(path, lines)
        rows = [split_line(line, spans) for line in lines]
        header = find_header(rows, len(spans), choices.header_row)
        return _Head(layout, header, header.first_row - 1, even=False, spans=spans)
    rows, ends = _head_rows(layout, lines)
    header = find_header(rows, layout.width, choices.header_row)
    above = ends[header.first_row - 2] if 1 < header.first_row <= len(ends) + 1 else 0
    return _Head(layout, header, above, even=above == header.first_row - 1, spans=())


def _head_rows(layout: Layout, lines: list[str]) -> tuple[list[list[str]], list[int]]:
    """The first rows, and the number of the line each of them ends with."""
    reader = layout.reader(lines)
    rows: list[list[str]] = []
    ends: list[int] = []
    try:
        for row in islice(reader, HEAD_ROWS):
            rows.append(row)
            ends.append(reader.line_num)
    except csv.Error:
        pass  # the careful path will meet it again and say where it is
    return rows, ends


def _direct_table(
    plain: PlainText, head: _Head, limits: Limits, folder: Path, connection: duckdb.DuckDBPyConnection
) -> tuple[Table, int] | None:
    """The text as it is, if the engine finds every row whole and, where lines are rows, as many as there are lines."""
    if not plain.smooth or not head.even or not head.header.names:
        return None
    link = folder / "table.csv"
    link.symlink_to(plain.path.resolve())
    table = Table(link, head.layout, head.lines_above, len(head.header.names))
    if not plain.quoted:
        limits.check_rows(plain.lines - head.lines_above)
    try:
        count, longest = table.check(connection, limits)
    except duckdb.Error:
        return None
    lost = not plain.quoted and count != plain.lines - head.lines_above
    if lost or longest > limits.cell_bytes:
        return None
    limits.check_rows(count)
    return table, count


def _rows(path: Path, head: _Head, limits: Limits, smoothed: Smoothed) -> Iterator[Numbered]:
    first = head.header.first_row
    if head.spans:
        return aligned_rows(path, head.spans, first)
    return careful_rows(path, head.layout, first, head.header.names, limits, smoothed)


def _settled(choices: Choices, encoding: str, head: _Head) -> Choices:
    layout = head.layout
    return replace(
        choices, encoding=encoding, separator=layout.separator, quote=layout.quote, header_row=head.header.row
    )


def _notes(plain: PlainText, head: _Head) -> tuple[str, ...]:
    told = []
    if plain.encoding not in ("utf-8", "utf-8-sig"):
        told.append(f"Read as {in_words(plain.encoding)}. Check the names in the preview.")
    if plain.nuls:
        told.append(f"{plain.nuls:,} invisible control characters were removed (first: row {plain.first_nul_line:,}).")
    if head.header.skipped:
        told.append(f"{head.header.skipped:,} rows of notes above the table were left out.")
    if head.header.row == 0:
        told.append("The table has no row with column names. The columns are numbered.")
    return tuple(told)


def _header_question(header: Header) -> tuple[Question, ...]:
    if header.row <= 1:
        return ()
    sentence = f"The first row with column names seems to be row {header.row}. Is that right?"
    return (Question("header row", None, sentence, ("0", *map(str, range(1, header.row + 3))), str(header.row)),)


def _place(first_row: int, number: int) -> str:
    return f"row {first_row + number - 1:,}"
