"""A table that was read, written again in other ways; reading it once more has to give the same cells."""

import csv
import datetime as dt
import gzip
import io
import json
from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from tests.core.reading.old_excel import old_workbook

Cells = list[list[Any]]


def delimited(
    table: pa.Table,
    separator: str = ",",
    *,
    encoding: str = "utf-8",
    decimal: str = ".",
    thousands: str = "",
    date: str = "%Y-%m-%d %H:%M:%S",
    quote_all: bool = False,
    notes: tuple[str, ...] = (),
    line_end: str = "\n",
    currency: str = "",
) -> bytes:
    out = io.StringIO(newline="")
    for note in notes:
        out.write(note + line_end)
    quoting = csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL
    writer = csv.writer(out, delimiter=separator, quoting=quoting, lineterminator=line_end)
    writer.writerow(table.column_names)
    for row in rows_of(table):
        writer.writerow([written(cell, decimal, thousands, date, currency) for cell in row])
    return out.getvalue().encode(encoding)


def written(cell: Any, decimal: str, thousands: str, date: str, currency: str = "") -> str:
    if cell is None:
        return ""
    if isinstance(cell, dt.datetime):
        return cell.strftime(date)
    if isinstance(cell, float):
        text = f"{cell:,}" if thousands else repr(cell)
        text = text.removesuffix(".0")
        return currency + "".join({",": thousands, ".": decimal}.get(sign, sign) for sign in text)
    return str(cell)


def aligned(table: pa.Table) -> bytes:
    cells = [
        table.column_names,
        *([written(cell, ".", "", "%d.%m.%Y %H:%M") for cell in row] for row in rows_of(table)),
    ]
    widths = [max(len(row[place]) for row in cells) for place in range(len(cells[0]))]
    sides = ["<" if pa.types.is_string(field.type) else ">" for field in table.schema]
    lines = ("  ".join(f"{c:{s}{w}}" for c, s, w in zip(row, sides, widths, strict=True)).rstrip() for row in cells)
    return ("\n".join(lines) + "\n").encode()


def workbook(table: pa.Table) -> bytes:
    """Ids become numbers, as they do when a table is typed or pasted into Excel, unless that would change them."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False}) as book:
        date, sheet = book.add_format({"num_format": "dd/mm/yyyy hh:mm"}), book.add_worksheet("Table")
        sheet.write_row(0, 0, table.column_names)
        for line, row in enumerate(rows_of(table), 1):
            for place, cell in enumerate(row):
                if isinstance(cell, dt.datetime):
                    sheet.write_datetime(line, place, cell, date)
                elif cell is not None:
                    sheet.write(line, place, _pasted(cell))
    return out.getvalue()


def old_excel(table: pa.Table) -> bytes:
    cells: Cells = [table.column_names, *([_pasted(cell) for cell in row] for row in rows_of(table))]
    return old_workbook({"Table": cells})


def _pasted(cell: Any) -> Any:
    is_number = isinstance(cell, str) and cell.isdigit() and cell[0] != "0" and len(cell) < 16
    return int(cell) if is_number else cell


def parquet(table: pa.Table) -> bytes:
    out = io.BytesIO()
    pq.write_table(table, out)
    return out.getvalue()


def json_lines(table: pa.Table) -> bytes:
    names = table.column_names
    rows = ([cell.isoformat() if isinstance(cell, dt.datetime) else cell for cell in row] for row in rows_of(table))
    return "".join(json.dumps(dict(zip(names, row, strict=True))) + "\n" for row in rows).encode()


def rows_of(table: pa.Table) -> Cells:
    return [list(row) for row in zip(*(column.to_pylist() for column in table.columns), strict=True)]


WAYS: dict[str, tuple[str, Callable[[pa.Table], bytes]]] = {
    "semicolons and decimal commas": ("t.csv", lambda t: delimited(t, ";", decimal=",")),
    "tabs": ("t.csv", lambda t: delimited(t, "\t")),
    "pipes, in UTF-16": ("t.csv", lambda t: delimited(t, "|", encoding="utf-16")),
    "a byte order mark": ("t.csv", lambda t: delimited(t, encoding="utf-8-sig", line_end="\r\n")),
    "Windows-1252": ("t.csv", lambda t: delimited(t, ";", encoding="cp1252")),
    "day first": ("t.csv", lambda t: delimited(t, date="%d/%m/%Y %H:%M:%S")),
    "month first": ("t.csv", lambda t: delimited(t, date="%m/%d/%Y %H:%M:%S")),
    "dots, two-digit years": ("t.csv", lambda t: delimited(t, date="%d.%m.%y %H:%M:%S")),
    "names of months": ("t.csv", lambda t: delimited(t, date="%d %B %Y %H:%M:%S")),
    "thousands marks": ("t.csv", lambda t: delimited(t, ";", decimal=",", thousands=".")),
    "currency signs": ("t.csv", lambda t: delimited(t, thousands=",", currency="$", quote_all=True)),
    "notes above": ("t.csv", lambda t: delimited(t, notes=("Our table", "as of May", ""))),
    "everything quoted": ("t.csv", lambda t: delimited(t, quote_all=True, line_end="\r\n")),
    "aligned columns": ("t.txt", aligned),
    "Excel": ("t.xlsx", workbook),
    "Excel named .csv": ("t.csv", workbook),
    "old Excel": ("t.xls", old_excel),
    "old Excel named .csv": ("t.csv", old_excel),
    "Parquet": ("t.parquet", parquet),
    "JSON lines": ("t.jsonl", json_lines),
    "gzip": ("t.csv.gz", lambda t: gzip.compress(delimited(t))),
}
