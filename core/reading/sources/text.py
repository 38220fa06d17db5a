"""Text tables. The engine reads them as they are where it can; where it cannot, they are smoothed first.

The engine is strict and fast but knows no rows; the careful path is slow and knows where and what. So every check
costs little for a good file, and a bad one gets a sentence that names the place.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path

from core.reading.choices import ALIGNED, Choices
from core.reading.limits import Limits
from core.reading.results import Question
from core.reading.source import Letters, Source
from core.reading.sources.aligned import Gap, aligned_rows, find_gaps, split_line
from core.reading.sources.encodings import PlainText, in_words, plain_text
from core.reading.sources.formats import empty_file
from core.reading.sources.headers import Header, find_header
from core.reading.sources.layouts import Layout, find_layout
from core.reading.sources.smoothing import Numbered, Smoothed, careful_rows, name_of, write_smooth
from core.reading.sources.table import Table

HEAD = 500_000  # letters, and the rest of their line
HEAD_ROWS = 1_000


@dataclass(frozen=True)
class _Head:
    """What the first part of a text says about all of it."""

    layout: Layout
    header: Header
    lines_above: int  # lines before the values
    even: bool  # rows above the values are a line each
    gaps: tuple[Gap, ...]


def open_text(path: Path, limits: Limits, choices: Choices, folder: Path, known: Letters | None = None) -> Source:
    plain = plain_text(path, choices.encoding, choices.quote, folder, known)
    head = _look_at_head(plain.path, choices, limits)
    limits.check_columns(len(head.header.names))
    if not (plain.census.smooth and head.even and head.header.names):
        return _smoothed(plain, head, limits, choices, folder)
    rows = None if plain.census.quoted else plain.census.lines - head.lines_above
    limits.check_rows(rows or 0)
    link = folder / "table.csv"  # the engine would take some signs in a path for a pattern
    link.symlink_to(plain.path.resolve())
    table = Table(link, head.layout, head.lines_above, len(head.header.names))
    return replace(
        _source(table, plain, head, limits, choices),
        rows=rows,
        has_blank_rows=plain.census.last_bare > head.lines_above,
        careful=partial(_smoothed, plain, head, limits, choices, folder),
    )


def smooth_table(
    rows: Iterator[Numbered], names: tuple[str, ...], surplus: str, limits: Limits, folder: Path, smoothed: Smoothed
) -> Table:
    """Rows of any origin as a table the engine can scan."""
    target = folder / "smooth.csv"
    write_smooth(rows, names, surplus, target, limits, smoothed)
    return Table(target, Layout(","), 0, len(names))


def _smoothed(plain: PlainText, head: _Head, limits: Limits, choices: Choices, folder: Path) -> Source:
    smoothed, names, first = Smoothed(), head.header.names, head.header.first_row
    if head.layout.separator == ALIGNED:
        rows = aligned_rows(plain.path, head.gaps, first)
    else:
        rows = careful_rows(plain.path, head.layout, first, names, limits, smoothed)
    table = smooth_table(rows, names, choices.surplus, limits, folder, smoothed)
    source = _source(table, plain, head, limits, choices)
    return replace(source, rows=smoothed.rows, notes=(*source.notes, *smoothed.notes))


def _source(table: Table, plain: PlainText, head: _Head, limits: Limits, choices: Choices) -> Source:
    return Source(
        format="csv",
        names=head.header.names,
        natives=("text",) * table.width,
        rows=None,
        sample=table.sample(),
        scan=lambda _: table.scan(limits),
        place=partial(_place, head.header.first_row),
        settled=_settled(choices, plain.encoding, head),
        letters=plain.letters,
        encoding=in_words(plain.encoding),
        separator=head.layout.separator,
        notes=_notes(plain, head),
        questions=_header_question(head.header),
    )


def _look_at_head(path: Path, choices: Choices, limits: Limits) -> _Head:
    with path.open(encoding="utf-8-sig", newline="") as file:
        text = file.read(HEAD) + file.readline(limits.row_bytes)
    lines = list(islice(io.StringIO(text, newline=""), HEAD_ROWS))
    if not any(line.strip() for line in lines):
        raise empty_file()
    layout = find_layout(lines, choices)
    if layout.separator == ALIGNED:
        gaps = find_gaps(path, lines)
        rows = [split_line(line, gaps) for line in lines]
        header = find_header(rows, len(gaps) + 1, choices.header_row)
        return _Head(layout, header, header.first_row - 1, even=False, gaps=gaps)
    rows, ends = _head_rows(layout, lines)
    header = find_header(rows, layout.width, choices.header_row)
    above = ends[header.first_row - 2] if 1 < header.first_row <= len(ends) + 1 else 0
    return _Head(layout, header, above, even=above == header.first_row - 1, gaps=())


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
        row, before = plain.first_nul
        column = name_of(head.header.names, before.count(head.layout.separator.encode()))
        told.append(
            f"Row {row:,} contains an invisible control character in column '{column}'. "
            f"All {plain.nuls:,} of them were removed. Check the preview, or fix the file."
        )
    if head.header.skipped:
        told.append(f"Rows of notes above the table, left out: {head.header.skipped:,}.")
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
