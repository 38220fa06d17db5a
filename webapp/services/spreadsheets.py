"""Tables as files for spreadsheets: CSV in a stream, and workbooks. No cell of either is ever a formula.

What a spreadsheet would run when it opens a CSV (a value or a column's name that begins with =, +, - or @, also behind spaces) gets
an apostrophe in front. Text is cleaned of what the formats cannot hold. Numbers stay numbers.
"""

import csv
import io
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from datetime import date, datetime
from math import isfinite
from typing import IO, Any

import pyarrow as pa
import xlsxwriter

from core.errors import TooBig

MOST_ROWS, MOST_LETTERS = 1_048_576, 32_767  # of a sheet, with its head; of a cell
BOM = "\ufeff"
# Rows go to the disk as they come, and text stays text.
OPTIONS = {
    "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
}  # fmt: skip

_runs = re.compile(r"[\s\x00-\x1f\ufeff'\"]*[=+\-@＝＋－＠]|[\t\r\n\x00]")
_unwritable = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def csv_parts(names: Sequence[str], batches: Iterable[pa.RecordBatch]) -> Iterator[bytes]:
    """UTF-8 with the mark by which spreadsheets know it."""
    yield (BOM + _lines([[disarmed(name) for name in names]])).encode()
    for batch in batches:
        yield _lines(zip(*(_cells(column, disarmed) for column in batch.columns), strict=True)).encode()


def workbook(title: str, names: Sequence[str], batches: Iterable[pa.RecordBatch], rows: int) -> IO[bytes]:
    """One sheet. What does not fit into a sheet is refused before anything is written: never cut."""
    if rows >= MOST_ROWS:
        raise TooBig(f"A sheet holds {MOST_ROWS - 1:,} rows and this table has {rows:,}. Download it as CSV.")
    with ExitStack() as undo:
        file = undo.enter_context(tempfile.TemporaryFile())
        with xlsxwriter.Workbook(file, OPTIONS) as book:
            _fill(book, book.add_worksheet(_sheet_name(title)), names, batches)
        file.seek(0)
        undo.pop_all()  # whoever asked for it closes it
    return file


def disarmed(text: str) -> str:
    text = _clean(text)
    return f"'{text}" if _runs.match(text) else text


def _clean(text: str) -> str:
    """Without control characters; halves of characters become the sign for what cannot be shown."""
    return _unwritable.sub(lambda found: "\ufffd" if found[0] >= "\ud800" else "", text)


def _fitting(text: str) -> str:
    if len(text) > MOST_LETTERS:
        raise TooBig(
            f"A cell of a workbook holds {MOST_LETTERS:,} characters and a text here has {len(text):,}. Download it as CSV."
        )
    return text


def _cells(column: pa.Array, written: Any) -> Iterator[Any]:
    for value in column.to_pylist():
        yield written(value) if isinstance(value, str) else value


def _lines(rows: Iterable[Sequence[Any]]) -> str:
    lines = io.StringIO()
    csv.writer(lines, lineterminator="\r\n").writerows(rows)
    return lines.getvalue()


def _fill(book: Any, sheet: Any, names: Sequence[str], batches: Iterable[pa.RecordBatch]) -> None:
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for place, name in enumerate(names):
        sheet.write_string(0, place, _fitting(_clean(name)))
    sheet.freeze_panes(1, 1)
    row = 0
    for batch in batches:
        for cells in zip(*(_cells(column, _clean) for column in batch.columns), strict=True):
            row += 1
            _write_row(sheet, row, cells, day)


def _write_row(sheet: Any, row: int, cells: Sequence[Any], day: Any) -> None:
    for place, value in enumerate(cells):
        if isinstance(value, str):
            sheet.write_string(row, place, _fitting(value))
        elif isinstance(value, bool):
            sheet.write_boolean(row, place, value)
        elif isinstance(value, int | float) and isfinite(value):
            sheet.write_number(row, place, value)
        elif isinstance(value, datetime | date):
            sheet.write_datetime(row, place, value, day)


def _sheet_name(title: str) -> str:
    """At most 31 characters, and none of those that a reference to the sheet could not hold."""
    return re.sub(r"[\[\]:*?/\\']", " ", _clean(title))[:31].strip() or "Table"
