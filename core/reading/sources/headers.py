"""Where the column names stand, or that there are none. Rows above them are notes."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from core.errors import BadInput
from core.reading.columns.dates import date_rule
from core.reading.columns.missing import is_missing
from core.reading.columns.numbers import number_evidence

Row = Sequence[str]
LOOKED_AT = 200  # rows below a header
FULL = 0.6  # of the usual number of filled cells make a row part of the table
NUMERIC = 0.7


@dataclass(frozen=True)
class Header:
    names: tuple[str, ...]
    row: int  # counted from 1; 0 when the table has no names
    first_row: int  # of the values, counted from 1
    skipped: int  # rows with notes above the table


def find_header(rows: Sequence[Row], width: int, chosen: int | None) -> Header:
    """Rows are given from the top of the file, blank ones as empty lists."""
    if chosen:
        if chosen > len(rows) or not _is_filled(rows[chosen - 1]):
            raise BadInput(f"Row {chosen:,} holds no column names. Choose another header row, or 0 if there is none.")
        names = _names(rows[chosen - 1], width)
        return Header(names, chosen, chosen + 1, sum(map(_is_filled, rows[: chosen - 1])))
    top = _top_of_table(rows, width)
    below = [row for row in rows[top + 1 : top + 1 + LOOKED_AT] if _is_filled(row)]
    skipped = sum(map(_is_filled, rows[:top]))
    named = names_columns(rows[top], below)
    if not named and top and chosen is None and _count(rows[top - 1]) > 1:
        top, skipped, named = top - 1, skipped - 1, True  # names that are too few are names all the same
    if chosen == 0 or not named:
        return Header(("",) * width, 0, top + 1, skipped)
    return Header(_names(rows[top], width), top + 1, top + 2, skipped)


def names_columns(row: Row, below: Sequence[Row]) -> bool:
    """A row names columns when text stands above numbers or dates, or when nothing speaks against it."""
    over_values = values_over_values = repeated = 0
    for index, cell in enumerate(row):
        column = [each[index].strip() for each in below if index < len(each) and not is_missing(each[index])]
        if not column or not cell.strip():
            continue
        if _share_of_values(column) >= NUMERIC:
            if _is_value(cell):
                values_over_values += 1
            elif not is_missing(cell):
                over_values += 1
        else:
            repeated += cell.strip() in column
    if over_values:
        return True
    return values_over_values == 0 and repeated == 0


def _top_of_table(rows: Sequence[Row], width: int) -> int:
    filled = [_count(row) for row in rows]
    table = [count for row, count in zip(rows, filled, strict=True) if count and len(row) >= min(width, 2)]
    if not table:
        return next((index for index, count in enumerate(filled) if count), 0)
    usual = median(table)
    return next(index for index, count in enumerate(filled) if count and count >= FULL * usual)


def _count(row: Row) -> int:
    return sum(bool(cell.strip()) for cell in row)


def _is_filled(row: Row) -> bool:
    return any(cell.strip() for cell in row)


def _names(row: Row, width: int) -> tuple[str, ...]:
    """Names for all columns; a header that is shorter than the rows stays so, for they do not fit it."""
    return tuple(row[: max(min(width, len(row)), len(_without_blank_end(row)))])


def _without_blank_end(row: Row) -> Row:
    last = max((index for index, cell in enumerate(row) if cell.strip()), default=-1)
    return row[: last + 1]


def _is_value(cell: str) -> bool:
    return _share_of_values([cell.strip()]) == 1


def _share_of_values(cells: Sequence[str]) -> float:
    _, dates = date_rule(cells, compact=False)
    return max(dates, number_evidence(cells).understood) / len(cells)
