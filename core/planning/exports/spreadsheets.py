"""Files for people and their spreadsheets: everything is there, nothing is a formula, and nothing is cut without a word."""

import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from math import isfinite
from typing import Any, BinaryIO

import pyarrow as pa
import xlsxwriter

from core.errors import TooBig
from core.planning.exports.disarming import disarmed
from core.planning.exports.written import Outlet, Sink, Tally, Written, cleaned, write_rows

ROWS_OF_A_SHEET = 1_048_575  # below the headers
LONGEST_CELL = 32_767
FIRST_YEAR = 1900  # Excel knows no earlier one
LARGEST_NUMBER = 10**15  # beyond, Excel forgets the last digits, and such a number is an id
BYTES_AT_ONCE = 1 << 20
CLEANED = "cells with control characters, which were taken out"
SETTINGS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
    "remove_timezone": True,
}


def write_csv(headers: Sequence[str], batches: Iterable[pa.RecordBatch], to: Sink) -> Written:
    """With the mark by which spreadsheets know UTF-8."""
    outlet, tally = Outlet(to), Tally()
    outlet.write(b"\xef\xbb\xbf")
    rows = ([_csv_cell(cell, tally) for cell in row] for row in _rows(batches))
    tally.rows = write_rows([disarmed(cleaned(header)) for header in headers], rows, outlet)
    return outlet.closed(tally)


def write_excel(
    headers: Sequence[str], batches: Iterable[pa.RecordBatch], to: Sink, *, about: Mapping[str, str] | None = None
) -> Written:
    """As many sheets as the rows need, and a last one that says what the file is about."""
    outlet, tally = Outlet(to), Tally()
    with tempfile.TemporaryFile(prefix="kindred-") as file:
        _fill(file, headers, batches, about or {}, tally)
        file.seek(0)
        while piece := file.read(BYTES_AT_ONCE):
            outlet.write(piece)
    return outlet.closed(tally)


def _rows(batches: Iterable[pa.RecordBatch]) -> Iterator[tuple[Any, ...]]:
    for batch in batches:
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _csv_cell(cell: Any, tally: Tally) -> Any:
    plain = _plain(cell, tally)
    return disarmed(plain) if isinstance(plain, str) else plain.isoformat() if isinstance(plain, date) else plain


def _plain(cell: Any, tally: Tally) -> Any:
    """Clean text, numbers that are numbers, dates; nothing where there is nothing."""
    if isinstance(cell, str):
        text = cleaned(cell)
        tally.blank[CLEANED] += text != cell
        return text
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, Decimal | float):
        return float(cell) if isfinite(cell) else None
    return cell


def _fill(
    file: BinaryIO, headers: Sequence[str], batches: Iterable[pa.RecordBatch], about: Mapping[str, str], tally: Tally
) -> None:
    with xlsxwriter.Workbook(file, SETTINGS) as book:
        sheet = _sheet(book, headers, 1)
        for row in _rows(batches):
            place = tally.rows % ROWS_OF_A_SHEET
            if tally.rows and not place:
                sheet = _sheet(book, headers, tally.rows // ROWS_OF_A_SHEET + 1)
            for column, cell in enumerate(row):
                _write(sheet, place + 1, column, _plain(cell, tally), headers[column])
            tally.rows += 1
        facts = {
            **about,
            "Rows": f"{tally.rows:,}",
            **{f"Of these, {why}": f"{n:,}" for why, n in tally.blank.items() if n},
        }
        last = book.add_worksheet("About this file")
        for place, pair in enumerate(facts.items()):
            for column, text in enumerate(pair):
                last.write_string(place, column, cleaned(text))


def _sheet(book: Any, headers: Sequence[str], number: int) -> Any:
    sheet = book.add_worksheet("Customers" if number == 1 else f"Customers {number}")
    for column, header in enumerate(headers):
        sheet.write_string(0, column, cleaned(header))
    return sheet


def _write(sheet: Any, row: int, column: int, cell: Any, header: str) -> None:
    if isinstance(cell, str):
        if len(cell) * 2 > LONGEST_CELL and len(cell.encode("utf-16-le")) // 2 > LONGEST_CELL:
            raise TooBig(
                f"Column '{header}' has a text of {len(cell):,} characters, and a cell of Excel holds {LONGEST_CELL:,}. "
                "Take the CSV file instead."
            )
        sheet.write_string(row, column, cell)
    elif isinstance(cell, date) and cell.year >= FIRST_YEAR:
        sheet.write_datetime(row, column, cell)
    elif isinstance(cell, date):
        sheet.write_string(row, column, cell.isoformat())
    elif isinstance(cell, int) and abs(cell) >= LARGEST_NUMBER:
        sheet.write_string(row, column, str(cell))
    elif cell is not None:
        sheet.write_number(row, column, cell)
