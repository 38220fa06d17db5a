"""Odd but good files: a table whose cells are known, written in a way that chance puts together."""

import csv
import datetime as dt
import gzip
import io
import json
import random
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from tests.core.reading.old_excel import old_workbook

NAMES = ("customer", "name", "signed up", "amount", "orders")
PEOPLE = ("Ann", "Zoë Müller", "José García", "O'Neill", "Björk", "Chloé d'Arc", "Anna-Lena Groß", "Renée")
Cell = str | float | dt.datetime | None
Row = tuple[Cell, ...]


@dataclass(frozen=True)
class GoodFile:
    name: str
    content: bytes
    style: str  # in words, for the message of a failing test
    names: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Style:
    separator: str = ","
    quote: str = '"'
    quote_all: bool = False
    decimal: str = "."
    thousands: str = ""
    currency: str = "{}"
    date: str = "%Y-%m-%d"
    missing: str = ""
    line_end: str = "\n"
    encoding: str = "utf-8"
    header: bool = True
    notes: int = 0
    blank_lines: int = 0
    blank_rows: int = 0
    blank_lines_at_the_end: int = 0
    empty_column: bool = False
    trailing_separator: bool = False
    short_rows: bool = False
    padded: bool = False
    shuffled: tuple[int, ...] = field(default=(0, 1, 2, 3, 4))


def good_file(chance: random.Random) -> GoodFile:
    write = chance.choice(
        [_text, _text, _text, _text, _aligned, _workbook, _old_workbook, _parquet, _json_lines, _packed]
    )
    return write(chance, _rows(chance))


def _rows(chance: random.Random) -> tuple[Row, ...]:
    first = dt.datetime(2021, 1, 13)  # a day beyond 12 tells which number is the day
    rows: list[Row] = []
    for number in range(chance.randint(12, 80)):
        amount = round(chance.uniform(-9_999, 9_999_999), 2) if chance.random() > 0.1 or number < 2 else None
        date = first + dt.timedelta(days=31 * number if number < 12 else chance.randint(0, 900))
        orders = float(chance.randint(0, 40)) if chance.random() > 0.1 or number < 2 else None
        rows.append((f"{number + 1:05}", chance.choice(PEOPLE), date, amount, orders))
    return tuple(rows)


def _style(chance: random.Random) -> Style:
    separator = chance.choice(",;\t|^")
    decimal = chance.choice(".,") if separator != "," else "."
    others = {".": ["", ",", " ", "'"], ",": ["", ".", " ", "\u00a0"]}[decimal]
    thousands = chance.choice([sign for sign in others if sign != separator])
    line_end = chance.choice(["\n", "\r\n", "\r"])
    return Style(
        separator=separator,
        quote=chance.choice('""\''),
        quote_all=chance.random() < 0.3,
        decimal=decimal,
        thousands=thousands,
        currency=chance.choice(["{}", "{}", "€ {}", "{} EUR", "${}", "{} kr"]),
        date=chance.choice(
            ["%Y-%m-%d", "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%d-%m-%y", "%Y/%m/%d", "%d %b %Y", "%B %d, %Y", "%Y-%m-%dT%H:%M:%S", "%d.%m.%Y %H:%M"]
        ),
        missing=chance.choice(["", "?", "n/a", "NULL", "#N/A", "-"]),
        line_end=line_end,
        encoding=chance.choice(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"]),
        header=chance.random() < 0.8,
        notes=chance.choice([0, 0, 0, 1, 3]),
        blank_lines=chance.choice([0, 0, 1, 2]),
        blank_rows=chance.choice([0, 0, 1, 3]),
        blank_lines_at_the_end=chance.choice([0, 0, 1, 4]),
        empty_column=chance.random() < 0.2,
        trailing_separator=chance.random() < 0.2,
        short_rows=chance.random() < 0.2,
        padded=chance.random() < 0.2,
        shuffled=tuple(chance.sample(range(5), 5)),
    )  # fmt: skip


def _text(chance: random.Random, rows: tuple[Row, ...]) -> GoodFile:
    style = _style(chance)
    name = f"customers.{chance.choice(['csv', 'txt', 'xlsx', 'dat'])}"
    return GoodFile(name, csv_bytes(rows, style, chance), repr(style), _names(style), _shuffled(rows, style))


def _names(style: Style) -> tuple[str, ...]:
    if style.header:
        return tuple(NAMES[place] for place in style.shuffled)
    places = [1, 2, 3, 5, 6] if style.empty_column else range(1, 6)  # counted as they stand in the file
    return tuple(f"Column {place}" for place in places)


def _shuffled(rows: Sequence[Row], style: Style) -> tuple[Row, ...]:
    return tuple(tuple(row[place] for place in style.shuffled) for row in rows)


def csv_bytes(rows: Sequence[Row], style: Style, chance: random.Random) -> bytes:
    lines = [_line([NAMES[place] for place in style.shuffled], style)] if style.header else []
    for row in _shuffled(rows, style):
        lines.append(_line([written(cell, style) for cell in row], style))
    for _ in range(style.blank_lines):
        lines.insert(chance.randrange(2, len(lines)), "")
    for _ in range(style.blank_rows):
        lines.insert(chance.randrange(2, len(lines)), style.separator * 4)
    notes = ["Customers of the shop", "Exported by the till", ""][: style.notes]
    ends = style.line_end * (1 + style.blank_lines_at_the_end)
    return (style.line_end.join([*notes, *lines]) + ends).encode(style.encoding)


def _line(cells: list[str], style: Style) -> str:
    out = io.StringIO()
    quoting = csv.QUOTE_ALL if style.quote_all else csv.QUOTE_MINIMAL
    if style.padded and not style.quote_all:
        cells = [f" {cell} " if cell else cell for cell in cells]
    if style.empty_column:
        cells = [*cells[:3], "", *cells[3:]]
    if style.trailing_separator:
        cells = [*cells, ""]
    if style.short_rows:
        while len(cells) > 2 and not cells[-1]:
            cells.pop()
    csv.writer(out, delimiter=style.separator, quotechar=style.quote, quoting=quoting, lineterminator="").writerow(
        cells
    )
    return out.getvalue()


def written(cell: Cell, style: Style) -> str:
    if cell is None:
        return style.missing
    if isinstance(cell, dt.datetime):
        return cell.strftime(style.date)
    if isinstance(cell, float):
        return _number(cell, style)
    return cell


def _number(number: float, style: Style) -> str:
    if number.is_integer() and abs(number) < 100:
        return str(int(number))
    plain = f"{number:,.2f}" if style.thousands else f"{number:.2f}"
    signs = {",": style.thousands, ".": style.decimal}
    return style.currency.format("".join(signs.get(sign, sign) for sign in plain))


def _aligned(chance: random.Random, rows: tuple[Row, ...]) -> GoodFile:
    style = Style(date=chance.choice(["%Y-%m-%d", "%d.%m.%Y"]), missing=chance.choice(["", "?"]))
    cells = [list(NAMES), *([written(cell, style) for cell in row] for row in rows)]
    widths = [max(len(row[place]) for row in cells) + chance.randint(0, 3) for place in range(5)]
    sides = [chance.choice("<>") for _ in range(5)]
    lines = [
        "  ".join(f"{cell:{side}{width}}" for cell, side, width in zip(row, sides, widths, strict=True))
        for row in cells
    ]
    if chance.random() < 0.3:
        lines.insert(1, "-" * (sum(widths) + 8))
    content = "\n".join([*lines, ""]).encode(chance.choice(["utf-8", "cp1252"]))
    return GoodFile("customers.txt", content, f"aligned {sides} {widths}", NAMES, rows)


def _workbook(chance: random.Random, rows: tuple[Row, ...]) -> GoodFile:
    out = io.BytesIO()
    notes, left = chance.choice([0, 0, 2]), chance.choice([0, 0, 3])
    sheets = chance.choice([1, 1, 2, 3])
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        date = book.add_format({"num_format": chance.choice(["dd/mm/yyyy", "yyyy-mm-dd hh:mm"])})
        if chance.random() < 0.3:
            book.add_worksheet("Empty")
        per_sheet = -(-len(rows) // sheets)
        for number in range(sheets):
            sheet = book.add_worksheet(f"Part {number + 1}")
            for line in range(notes):
                sheet.write(line, 0, "A note about the table")
            part = rows[number * per_sheet : (number + 1) * per_sheet]
            for line, row in enumerate([NAMES, *part], notes):
                for place, cell in enumerate(row, left):
                    if isinstance(cell, dt.datetime):
                        sheet.write_datetime(line, place, cell, date)
                    elif cell is not None:
                        sheet.write(line, place, cell)
    name = chance.choice(["customers.xlsx", "customers.csv", "customers"])
    return GoodFile(name, out.getvalue(), f"workbook {notes=} {left=} {sheets=}", NAMES, rows)


def _old_workbook(chance: random.Random, rows: tuple[Row, ...]) -> GoodFile:
    notes, left, sheets = chance.choice([0, 0, 2]), chance.choice([0, 0, 3]), chance.choice([1, 1, 2, 3])
    per_sheet = -(-len(rows) // sheets)
    book: dict[str, list[list[Cell]]] = {"Empty": []} if chance.random() < 0.3 else {}
    for first in range(0, len(rows), per_sheet):
        lines: list[Row] = [NAMES, *rows[first : first + per_sheet]]
        above: list[list[Cell]] = [["A note about the table"]] * notes
        book[f"Part {first + 1}"] = [*above, *([None] * left + list(line) for line in lines)]
    name = chance.choice(["customers.xls", "customers.csv", "customers"])
    return GoodFile(name, old_workbook(book), f"old workbook {notes=} {left=} {sheets=}", NAMES, rows)


def _parquet(chance: random.Random, rows: tuple[Row, ...]) -> GoodFile:
    columns: list[pa.Array] = [pa.array(column) for column in zip(*rows, strict=True)]
    if chance.random() < 0.5:
        columns[2] = columns[2].cast(chance.choice([pa.date32(), pa.timestamp("ns"), pa.timestamp("ms", "UTC")]))
        columns[1] = columns[1].dictionary_encode()
        columns[4] = columns[4].cast(pa.int32())
    else:
        columns = [
            pa.array([None if cell is None else written(cell, Style()) for cell in column])
            for column in zip(*rows, strict=True)
        ]
    out = io.BytesIO()
    pq.write_table(pa.table(columns, NAMES), out, row_group_size=chance.choice([7, 1_000]))
    return GoodFile(
        "customers.parquet", out.getvalue(), f"parquet {[str(column.type) for column in columns]}", NAMES, rows
    )


def _json_lines(chance: random.Random, rows: tuple[Row, ...]) -> GoodFile:
    spare = chance.random() < 0.5  # leave out what is missing
    lines = []
    for row in rows:
        cells = [cell.isoformat() if isinstance(cell, dt.datetime) else cell for cell in row]
        record = dict(zip(NAMES, cells, strict=True))
        lines.append(
            json.dumps(
                {name: cell for name, cell in record.items() if cell is not None or not spare}, ensure_ascii=spare
            )
        )
    content = "\n".join([*lines, ""]).encode()
    return GoodFile("customers.jsonl", content, f"json lines {spare=}", NAMES, rows)


def _packed(chance: random.Random, rows: tuple[Row, ...]) -> GoodFile:
    inside = _text(chance, rows)
    if chance.random() < 0.5:
        return GoodFile(
            "customers.csv.gz", gzip.compress(inside.content), f"gz of {inside.style}", inside.names, inside.rows
        )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("customers.csv", inside.content)
    return GoodFile("customers.zip", out.getvalue(), f"zip of {inside.style}", inside.names, inside.rows)
