"""Rows that the engine would stumble over, written again as plain ones; or the sentence that says where and why not.

This path is taken for a text only when the engine refused it, so it may be slow. It is the one that knows rows.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from core.errors import BadInput, TooBig
from core.reading.limits import Limits, in_bytes
from core.reading.sources.layouts import Layout

Numbered = tuple[int, list[str]]


@dataclass
class Smoothed:
    """What was done to the rows on the way."""

    rows: int = 0
    short: int = 0
    first_short: int = 0
    dropped: int = 0
    first_dropped: int = 0
    mended: int = 0
    first_mended: int = 0

    @property
    def notes(self) -> tuple[str, ...]:
        told = []
        if self.short:
            told.append(
                f"Rows with too few values: {self.short:,} (first: row {self.first_short:,}). Their last columns are empty."
            )
        if self.dropped:
            told.append(f"Rows with too many values, left out: {self.dropped:,} (first: row {self.first_dropped:,}).")
        if self.mended:
            told.append(
                f"Rows with a quotation mark inside a value: {self.mended:,} (first: row {self.first_mended:,}). "
                "Check them in the preview."
            )
        return tuple(told)


def write_smooth(
    rows: Iterable[Numbered], names: tuple[str, ...], surplus: str, target: Path, limits: Limits, smoothed: Smoothed
) -> None:
    """Every row gets as many values as there are columns. Blank rows stay, so that rows keep their numbers."""
    width = len(names)
    with target.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\r\n")  # so that either of the two in a cell makes it quote the cell
        for number, row in rows:
            smoothed.rows += 1
            if len(row) != width:
                row = _fitted(row, number, width, any(names), surplus, smoothed)
            writer.writerow(row)
            if smoothed.rows > limits.rows:
                limits.check_rows(smoothed.rows)


def careful_rows(
    path: Path, layout: Layout, first_row: int, names: tuple[str, ...], limits: Limits, smoothed: Smoothed
) -> Iterator[Numbered]:
    """The rows of a text from a row on, with their numbers; a broken one ends in a sentence."""
    with path.open(encoding="utf-8-sig", newline="") as file, _cells_up_to(limits.cell_bytes):
        lines = _Lines(file, layout, names, limits)
        reader = layout.reader(lines, strict=True)
        number = 0
        while True:
            started = lines.count
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                row = _mended(error, lines, lines.count - started, number + 1, len(names), smoothed)
            number += 1
            lines.row_begins(number + 1)
            if number >= first_row:
                yield number, row


class _Lines:
    """The lines of a file, none longer than a row may be; remembers where it is for the sentence."""

    def __init__(self, file: io.TextIOBase, layout: Layout, names: tuple[str, ...], limits: Limits) -> None:
        self.file, self.layout, self.names, self.limits = file, layout, names, limits
        self.count, self.row = 0, 1
        self.line = self.first_line = ""

    def __iter__(self) -> "Iterator[str]":
        return self

    def __next__(self) -> str:
        self.line = self.file.readline(self.limits.row_bytes + 1)
        if not self.line:
            raise StopIteration
        self.count += 1
        self.first_line = self.first_line or self.line
        if len(self.line) > self.limits.row_bytes:
            raise self._too_long()
        return self.line

    def row_begins(self, number: int) -> None:
        self.row, self.first_line = number, ""

    def _too_long(self) -> TooBig:
        """Names the column of the monstrous cell, or the row when all of it is long."""
        for index, cell in enumerate(self.line.split(self.layout.separator)):
            if len(cell) > self.limits.cell_bytes:
                return long_cell(f"Row {self.row:,}", name_of(self.names, index), self.limits)
        return TooBig(
            f"Row {self.row:,} is longer than {in_bytes(self.limits.row_bytes)}. Is a line break missing there?"
        )

    def monstrous_column(self) -> str:
        """Where a cell goes on over lines, it is the last one of the line it begins in; else the longest."""
        cells = self.first_line.split(self.layout.separator)
        if self.first_line is not self.line:
            return name_of(self.names, _count_cells(self.layout, self.first_line) - 1)
        return name_of(self.names, max(range(len(cells)), key=lambda index: len(cells[index])))


def long_cell(place: str, column: str, limits: Limits) -> TooBig:
    return TooBig(
        f"{place}, column '{column}' is longer than {in_bytes(limits.cell_bytes)}. Is a quotation mark missing?"
    )


def name_of(names: tuple[str, ...], index: int) -> str:
    return (names[index].strip() if index < len(names) else "") or f"Column {index + 1}"


@contextmanager
def _cells_up_to(size: int) -> Iterator[None]:
    """The limit of the csv module belongs to the whole process, so it is put back."""
    before = csv.field_size_limit(size)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _mended(error: csv.Error, lines: _Lines, spanned: int, row: int, width: int, smoothed: Smoothed) -> list[str]:
    """A row with a stray quotation mark, taken as it stands where that leaves the right number of values."""
    if "field limit" in str(error):
        raise long_cell(f"Row {row:,}", lines.monstrous_column(), lines.limits) from error
    if spanned == 1 and "unexpected end" not in str(error):
        values = next(lines.layout.reader([f"{lines.line}\n"]))
        if len(values) == width and "\n" not in values[-1]:  # else a mark is still open
            smoothed.mended += 1
            smoothed.first_mended = smoothed.first_mended or row
            return values
    raise BadInput(
        f"A quotation mark opened in row {row:,} is never closed. Fix that cell or export the file again."
    ) from error


def _count_cells(layout: Layout, line: str) -> int:
    return len(next(layout.reader([line])))


def _fitted(row: list[str], number: int, width: int, named: bool, surplus: str, smoothed: Smoothed) -> list[str]:
    if len(row) > width and not any(cell.strip() for cell in row[width:]):
        return row[:width]
    if len(row) > width:
        if surplus == "refuse":
            others = f"the header has {width:,}" if named else f"the other rows have {width:,}"
            raise BadInput(
                f"Row {number:,} has {len(row):,} values but {others}. Check for an extra separator in that row."
            )
        smoothed.dropped += 1
        smoothed.first_dropped = smoothed.first_dropped or number
        return [""] * width
    if any(cell.strip() for cell in row):
        smoothed.short += 1
        smoothed.first_short = smoothed.first_short or number
    return row + [""] * (width - len(row))
