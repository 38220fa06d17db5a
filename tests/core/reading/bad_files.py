"""Families of bad files. Each makes a file that is wrong at a place that chance chooses, and what has to be said of it.

What has to be said is a list of texts: the row, the column or the sheet, and what was found there.
"""

import bz2
import gzip
import io
import json
import lzma
import pickle
import random
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.feather as feather
import pyarrow.parquet as pq

from core.reading import ALIGNED, Choices, Limits
from tests.core.reading.old_excel import old_workbook
from tests.core.reading.workbooks import letters, rows_xml, sheet_xml, workbook

Chance = random.Random
SMALL = Limits(rows=1_000, columns=50, file_bytes=3_000_000, unpacked_harmless=1_000_000, sheet_cells=100_000)


@dataclass(frozen=True)
class BadFile:
    content: bytes
    says: tuple[str, ...]
    name: str = "customers.csv"
    choices: Choices = field(default_factory=Choices)
    limits: Limits = field(default_factory=Limits)


FAMILIES: dict[str, Callable[[Chance], BadFile]] = {}


def family(make: Callable[[Chance], BadFile]) -> Callable[[Chance], BadFile]:
    FAMILIES[make.__name__] = make
    return make


def people(chance: Chance, count: int, width: int = 3) -> list[list[str]]:
    """Rows of an id, a name and numbers."""
    names = ("Ann", "Bob", "Cleo", "Dan", "Eve")
    return [
        [f"K{row:04}", chance.choice(names), *(str(chance.randint(1, 999)) for _ in range(width - 2))]
        for row in range(1, count + 1)
    ]


def header(width: int = 3) -> list[str]:
    return ["customer", "name", *(f"spend {number}" for number in range(1, width - 1))]


def csv(rows: list[list[str]], separator: str = ",") -> bytes:
    return "".join(separator.join(row) + "\n" for row in rows).encode()


def table(chance: Chance, count: int = 0, width: int = 3) -> list[list[str]]:
    return [header(width), *people(chance, count or chance.randint(3, 40), width)]


# --- nothing there ---


@family
def empty_file(chance: Chance) -> BadFile:
    return BadFile(b"", ("The file is empty",))


@family
def only_a_byte_order_mark(chance: Chance) -> BadFile:
    return BadFile(chance.choice([b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"]), ("The file is empty",))


@family
def only_blank_lines(chance: Chance) -> BadFile:
    return BadFile(chance.choice([b"\n", b"\r\n", b"  \n", b"\t\n"]) * chance.randint(1, 50), ("The file is empty",))


@family
def header_only(chance: Chance) -> BadFile:
    return BadFile(csv([header(chance.randint(2, 9))]), ("column names but no rows",))


@family
def header_and_empty_rows(chance: Chance) -> BadFile:
    rows = [header(), *[["", "", ""]] * chance.randint(1, 30)]
    return BadFile(csv(rows), ("column names but no rows",))


@family
def a_single_row(chance: Chance) -> BadFile:
    return BadFile(csv(table(chance, 1)), ("Only 1 row was found",))


# --- rows that do not hold together ---


@family
def unclosed_quotation_mark(chance: Chance) -> BadFile:
    rows = table(chance)
    at = chance.randrange(1, len(rows))
    rows[at][1] = '"' + rows[at][1]
    return BadFile(csv(rows), (f"A quotation mark opened in row {at + 1} is never closed",))


@family
def unclosed_quotation_mark_before_quoted_values(chance: Chance) -> BadFile:
    """The mark is closed by a later one that was meant to open."""
    rows = table(chance, chance.randint(10, 40))
    at = chance.randrange(1, len(rows) - 4)
    rows[at][1] = '"' + rows[at][1]
    rows[at + 3][1] = '"Lee, Kim"'
    return BadFile(csv(rows), (f"A quotation mark opened in row {at + 1} is never closed",))


@family
def surplus_values(chance: Chance) -> BadFile:
    separator = chance.choice(",;\t|")
    rows = table(chance, chance.randint(5, 40))
    at, surplus = chance.randrange(2, len(rows)), chance.randint(1, 5)
    rows[at] += ["7"] * surplus
    return BadFile(csv(rows, separator), (f"Row {at + 1} has {3 + surplus} values but the header has 3",))


@family
def surplus_values_without_header(chance: Chance) -> BadFile:
    rows = people(chance, chance.randint(5, 40))
    at = chance.randrange(2, len(rows))
    rows[at].append("7")
    return BadFile(csv(rows), (f"Row {at + 1} has 4 values but the other rows have 3",), choices=Choices(header_row=0))


@family
def header_shorter_than_rows(chance: Chance) -> BadFile:
    rows = table(chance, width=5)
    rows[0] = rows[0][: chance.randint(2, 4)]
    return BadFile(csv(rows), (f"Row 2 has 5 values but the header has {len(rows[0])}",))


@family
def chosen_header_that_is_not_there(chance: Chance) -> BadFile:
    rows = table(chance)
    row = len(rows) + chance.randint(1, 5_000)
    return BadFile(csv(rows), (f"Row {row:,} holds no column names",), choices=Choices(header_row=row))


@family
def surplus_values_below_notes(chance: Chance) -> BadFile:
    notes = [["Report of May"], []][: chance.randint(1, 2)]
    rows = table(chance, chance.randint(5, 40))
    at = chance.randrange(2, len(rows))
    rows[at] += ["8"]
    return BadFile(csv(notes + rows), (f"Row {len(notes) + at + 1} has 4 values but the header has 3",))


@family
def stray_quotation_mark(chance: Chance) -> BadFile:
    rows = table(chance, chance.randint(5, 40))
    at = chance.randrange(1, len(rows))
    rows[at][1] = '"Ann" Lee, "Kim'
    return BadFile(csv(rows), (f"row {at + 1} ",))


@family
def monstrous_cell(chance: Chance) -> BadFile:
    rows = table(chance, chance.randint(3, 30))
    at, column = chance.randrange(1, len(rows)), chance.randrange(3)
    rows[at][column] = "x" * chance.randint(1_000_001, 2_000_000)
    return BadFile(csv(rows), (f"Row {at + 1}, column '{header()[column]}' is longer than 1.0 MB",))


@family
def monstrous_line(chance: Chance) -> BadFile:
    rows = table(chance, chance.randint(3, 30))
    at = chance.randrange(1, len(rows))
    rows[at][2] = "9" * 4_500_000
    return BadFile(csv(rows), (f"Row {at + 1}, column 'spend 1' is longer than 1.0 MB",))


@family
def monstrous_quoted_cell(chance: Chance) -> BadFile:
    rows = table(chance, chance.randint(3, 30))
    at = chance.randrange(1, len(rows))
    rows[at][1] = '"' + "a line of text\n" * 80_000 + '"'
    return BadFile(csv(rows), (f"Row {at + 1}, column 'name' is longer than 1.0 MB",))


@family
def aligned_value_across_columns(chance: Chance) -> BadFile:
    rows = table(chance, chance.randint(25, 60))
    lines = [f"{row[0]:<10}{row[1]:<10}{row[2]:>8}" for row in rows]
    at = chance.randrange(3, len(lines))
    lines[at] = f"{'K' * 14:<15}{'Ann':<5}{'5':>8}"
    return BadFile("\n".join([*lines, ""]).encode(), (f"Row {at + 1} ", "KKKK"), choices=Choices(separator=ALIGNED))


# --- letters ---


@family
def mixed_encodings(chance: Chance) -> BadFile:
    rows = table(chance, chance.randint(20, 60))
    for row in rows[1:]:
        row[1] = "Zoë"
    content = csv(rows).split(b"\n")
    at = chance.randrange(1, len(rows))
    content[at] = content[at].replace("Zoë".encode(), b"Zo\xeb")
    return BadFile(b"\n".join(content), (f"Row {at + 1} contains characters that do not fit",))


@family
def letter_cut_at_the_end(chance: Chance) -> BadFile:
    rows = table(chance, chance.randint(20, 60))
    for row in rows[1:]:
        row[2], row[1] = "Zoë", "5"
    return BadFile(csv(rows)[:-2], (f"Row {len(rows)} contains characters that do not fit",))


@family
def bytes_without_meaning_in_windows(chance: Chance) -> BadFile:
    rows = table(chance, chance.randint(5, 40))
    at = chance.randrange(1, len(rows))
    content = csv(rows).split(b"\n")
    content[at] = content[at] + b"\x81\x8d"
    return BadFile(b"\n".join(content), (f"Row {at + 1} contains characters that do not fit",))


@family
def half_a_letter_of_utf16(chance: Chance) -> BadFile:
    content = csv(table(chance)).decode().encode("utf-16")
    return BadFile(content[:-1], ("UTF-16", "row"))


@family
def wrong_encoding_chosen(chance: Chance) -> BadFile:
    rows = table(chance)
    rows[-1][1] = "Zoë"
    encoding = chance.choice(["ascii", "utf-8"])
    content = csv(rows).decode().encode("cp1252")
    return BadFile(content, ("Choose another encoding",), choices=Choices(encoding=encoding))


@family
def unknown_encoding_chosen(chance: Chance) -> BadFile:
    name = f"klingon-{chance.randint(1, 99)}"
    return BadFile(csv(table(chance)), (f"'{name}' is not known",), choices=Choices(encoding=name))


# --- other things under the name of a table ---


def _disguised(start: bytes, says: str) -> Callable[[Chance], BadFile]:
    def make(chance: Chance) -> BadFile:
        return BadFile(start + chance.randbytes(chance.randint(200, 5_000)), (says,))

    return make


for _name, _start, _says in (
    ("png_picture", b"\x89PNG\r\n\x1a\n", "a picture"),
    ("jpeg_picture", b"\xff\xd8\xff\xe0", "a picture"),
    ("gif_picture", b"GIF89a", "a picture"),
    ("tiff_picture", b"II*\0", "a picture"),
    ("windows_program", b"MZ\x90\0", "a program"),
    ("linux_program", b"\x7fELF\x02\x01", "a program"),
    ("java_program", b"\xca\xfe\xba\xbe", "a program"),
    ("sound", b"ID3\x03\0", "a sound"),
    ("pdf_document", b"%PDF-1.7\n", "a PDF document"),
    ("database", b"SQLite format 3\0", "a database"),
    ("pickle", pickle.dumps({"a": 1}, 4), "can carry programs"),
    ("numpy_array", b"\x93NUMPY\x01\0", "can carry programs"),
    ("seven_zip", b"7z\xbc\xaf'\x1c", "packed (7z)"),
    ("rar", b"Rar!\x1a\x07\x01\0", "packed (rar)"),
    ("zstd", b"\x28\xb5\x2f\xfd", "packed (zstd)"),
    ("encrypted_parquet", b"PARE", "Encrypted Parquet"),
    ("noise", b"\x01\x02\x03\x05\x0e", "no text"),
):
    FAMILIES[_name] = _disguised(_start, _says)


@family
def bzip2(chance: Chance) -> BadFile:
    return BadFile(bz2.compress(csv(table(chance))), ("packed (bzip2)",))


@family
def xz(chance: Chance) -> BadFile:
    return BadFile(lzma.compress(csv(table(chance))), ("packed (xz)",))


@family
def arrow_file(chance: Chance) -> BadFile:
    out = io.BytesIO()
    feather.write_feather(pa.table({"a": [chance.random()]}), out, compression="uncompressed")
    return BadFile(out.getvalue(), ("can carry programs",))


@family
def web_page_named_workbook(chance: Chance) -> BadFile:
    start = chance.choice([b"<!DOCTYPE html>", b"<html>", b"<HTML><table>"])
    return BadFile(start + b"<tr><td>1</td></tr>" * 9, (".xlsx", "not an Excel workbook"), name="customers.xlsx")


@family
def web_page(chance: Chance) -> BadFile:
    return BadFile(b"<!doctype html><p>" + b"x," * chance.randint(1, 99), ("a web page",))


@family
def word_processor_text(chance: Chance) -> BadFile:
    return BadFile(b"{\\rtf1\\ansi " + b"x" * chance.randint(1, 99), ("word-processor",))


# --- archives ---


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


@family
def zip_of_several(chance: Chance) -> BadFile:
    count = chance.randint(2, 9)
    parts = {f"part{number}.csv": csv(table(chance)) for number in range(count)}
    return BadFile(zipped(parts), (f"holds {count} files", "'part0.csv'"), name="customers.zip")


@family
def zip_of_nothing(chance: Chance) -> BadFile:
    return BadFile(zipped({}), ("holds 0 files",), name="customers.zip")


@family
def zip_in_zip(chance: Chance) -> BadFile:
    return BadFile(zipped({"in.zip": zipped({"a.csv": csv(table(chance))})}), ("archive inside the archive",))


@family
def zip_that_leaves_its_folder(chance: Chance) -> BadFile:
    name = chance.choice(["../evil.csv", "/etc/evil.csv", "a/../../evil.csv", "..\\evil.csv", "C:\\evil.csv"])
    return BadFile(zipped({name: csv(table(chance))}), ("damaged or not a normal",))


@family
def zip_with_too_many_parts(chance: Chance) -> BadFile:
    limits = Limits(archive_parts=chance.randint(5, 20))
    parts = {f"{number}.xml": b"" for number in range(limits.archive_parts + 1)}
    return BadFile(zipped(parts), ("damaged or not a normal",), limits=limits)


@family
def zip_with_overlapping_parts(chance: Chance) -> BadFile:
    """Two entries of the directory that point at the same bytes."""
    content = bytearray(zipped({"a.csv": csv(table(chance)), "b.csv": csv(table(chance))}))
    second = content.rindex(b"PK\x01\x02")
    content[second + 42 : second + 46] = struct.pack("<I", 0)
    return BadFile(bytes(content), ("damaged or not a normal",))


@family
def zip_with_password(chance: Chance) -> BadFile:
    content = bytearray(zipped({"a.csv": csv(table(chance))}))
    entry = content.index(b"PK\x01\x02")
    content[entry + 8] |= 1
    return BadFile(bytes(content), ("protected by a password",))


@family
def zip_cut_off(chance: Chance) -> BadFile:
    content = zipped({"a.csv": csv(table(chance))})
    return BadFile(content[: chance.randint(30, len(content) - 30)], ("incomplete or damaged",))


@family
def zip_bomb(chance: Chance) -> BadFile:
    content = zipped({"a.csv": b"customer,spend\n" + b"1,2\n" * 500_000})
    return BadFile(content, ("unpacks to far more than its size suggests", "times"), limits=SMALL)


@family
def gzip_cut_off(chance: Chance) -> BadFile:
    content = gzip.compress(csv(table(chance)))
    return BadFile(content[: chance.randint(20, len(content) - 1)], ("incomplete or damaged",))


@family
def gzip_bomb(chance: Chance) -> BadFile:
    content = gzip.compress(b"customer,spend\n" + b"1,2\n" * 500_000)
    return BadFile(content, ("unpacks to far more than its size suggests", "times"), limits=SMALL)


@family
def gzip_bigger_than_allowed(chance: Chance) -> BadFile:
    limits = Limits(unpacked_bytes=50_000, unpacked_times=10**9)
    return BadFile(
        gzip.compress(chance.randbytes(60_000).hex().encode()), ("the limit is 50,000 bytes",), limits=limits
    )


@family
def gzip_of_a_picture(chance: Chance) -> BadFile:
    return BadFile(gzip.compress(b"\x89PNG\r\n\x1a\n" + chance.randbytes(500)), ("a picture",))


# --- workbooks ---


def book(rows: str, **more: bytes) -> bytes:
    return workbook({"Customers": rows}, dict(more) or None)


@family
def workbook_cut_off(chance: Chance) -> BadFile:
    content = book(rows_xml(table(chance)))
    return BadFile(content[: chance.randint(100, len(content) - 30)], ("incomplete or damaged",), name="c.xlsx")


@family
def workbook_bomb(chance: Chance) -> BadFile:
    content = book(rows_xml(table(chance)) + "<!--" + " " * 5_000_000 + "-->")
    return BadFile(content, ("The workbook unpacks to far more", "times"), name="c.xlsx", limits=SMALL)


@family
def workbook_of_many_tiny_rows(chance: Chance) -> BadFile:
    content = book(rows_xml(table(chance)) + "<row/>" * 900_000)
    return BadFile(content, ("The workbook unpacks to far more", "times"), name="c.xlsx", limits=SMALL)


@family
def stray_cell_far_away(chance: Chance) -> BadFile:
    column, row = chance.choice(["XFD", "XFA", "QQQ", "ZZ"]), chance.randint(900_000, 1_048_576)
    stray = f'<row r="{row}"><c r="{column}{row}"><v>1</v></c></row>'
    return BadFile(
        book(rows_xml(table(chance)) + stray), ("Sheet 'Customers'", f"{column}{row}", "almost empty"), name="c.xlsx"
    )


@family
def sheet_of_too_many_cells(chance: Chance) -> BadFile:
    limits = Limits(sheet_cells=50)
    rows = table(chance, 40)
    return BadFile(
        book(rows_xml(rows)), ("Sheet 'Customers'", "123 cells", "limit is 50"), name="c.xlsx", limits=limits
    )


@family
def entities_in_a_sheet(chance: Chance) -> BadFile:
    inside = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + sheet_xml("")[38:]
    content = workbook({"Customers": ""}, {"xl/worksheets/sheet1.xml": inside.encode()})
    return BadFile(content, ("instructions that are not allowed",), name="c.xlsx")


@family
def external_entity_in_a_workbook(chance: Chance) -> BadFile:
    inside = b'<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd"><workbook/>'
    content = workbook({"Customers": rows_xml(table(chance))}, {"xl/workbook.xml": inside})
    return BadFile(content, ("instructions that are not allowed",), name="c.xlsx")


@family
def broken_xml_in_a_workbook(chance: Chance) -> BadFile:
    content = workbook({"Customers": rows_xml(table(chance))}, {"xl/workbook.xml": b"<workbook><sheets>"})
    return BadFile(content, ("incomplete or damaged",), name="c.xlsx")


@family
def broken_xml_in_a_sheet(chance: Chance) -> BadFile:
    rows = rows_xml(table(chance))
    broken = sheet_xml(rows)[: chance.randint(150, 120 + len(rows))].encode()
    content = workbook({"Customers": ""}, {"xl/worksheets/sheet1.xml": broken})
    return BadFile(content, ("incomplete or damaged",), name="c.xlsx")


@family
def workbook_of_empty_sheets(chance: Chance) -> BadFile:
    content = workbook({f"Sheet {number}": "" for number in range(chance.randint(1, 5))})
    return BadFile(content, ("no sheet with anything in it",), name="c.xlsx")


@family
def sheet_of_a_header_only(chance: Chance) -> BadFile:
    return BadFile(book(rows_xml([header()])), ("column names but no rows",), name="c.xlsx")


@family
def sheet_that_is_not_there(chance: Chance) -> BadFile:
    missing = f"May {chance.randint(1990, 2030)}"
    content = book(rows_xml(table(chance)))
    return BadFile(content, (f"no sheet '{missing}'", "'Customers'"), choices=Choices(sheets=(missing,)), name="c.xlsx")


@family
def sheets_of_different_columns(chance: Chance) -> BadFile:
    second = table(chance)
    second[0][2] = "turnover"
    content = workbook({"May": rows_xml(table(chance)), "June": rows_xml(second)})
    choices = Choices(sheets=("May", "June"))
    return BadFile(content, ("Sheet 'June' has no column 'spend 1'", "'May'"), choices=choices, name="c.xlsx")


@family
def document_of_another_office_program(chance: Chance) -> BadFile:
    content = zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>"})
    return BadFile(content, ("not an Excel workbook",), name="c.xlsx")


@family
def open_document_sheet(chance: Chance) -> BadFile:
    content = zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"})
    return BadFile(content, ("OpenDocument", "Save it as .xlsx"), name="c.ods")


@family
def binary_workbook(chance: Chance) -> BadFile:
    content = zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.bin": b"\0"})
    return BadFile(content, (".xlsb", "Save it as .xlsx"), name="c.xlsb")


@family
def damaged_old_workbook(chance: Chance) -> BadFile:
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + chance.randbytes(chance.randint(600, 5_000))
    return BadFile(content, ("incomplete or damaged",), name="c.xls")


@family
def old_workbook_cut_short(chance: Chance) -> BadFile:
    content = old_workbook({"Customers": table(chance, 200)})
    return BadFile(content[: chance.randint(600, len(content) - 600)], ("incomplete or damaged",), name="c.xls")


@family
def stray_cell_far_away_in_an_old_workbook(chance: Chance) -> BadFile:
    stray = (65_535, chance.randint(60_000, 65_535))
    content = old_workbook({"Customers": table(chance, chance.choice([5, 500]))}, stray=stray)
    return BadFile(content, ("Sheet 'Customers'", f"{letters(stray[1] + 1)}65536", "almost empty"), name="c.xls")


@family
def old_workbook_of_too_many_cells(chance: Chance) -> BadFile:
    sheets = {f"Sheet {number}": table(chance) for number in range(4)}
    content = old_workbook(sheets, stray=(65_535, 255))  # three of them are more than 50 million
    return BadFile(content, ("50,331,648 cells together", "limit is 50,000,000"), name="c.xls")


@family
def workbook_of_too_many_columns(chance: Chance) -> BadFile:
    width = chance.randint(51, 90)
    content = book(rows_xml(table(chance, 5, width)))
    return BadFile(content, (f"has {width} columns; the limit is 50",), name="c.xlsx", limits=SMALL)


# --- too much ---


@family
def too_many_columns(chance: Chance) -> BadFile:
    width = chance.randint(2_001, 5_000)
    return BadFile(csv(table(chance, 3, width)), (f"has {width:,} columns; the limit is 2,000",))


@family
def too_many_rows(chance: Chance) -> BadFile:
    count = chance.randint(1_001, 3_000)
    return BadFile(csv(table(chance, count)), (f"holds {count:,} rows; the limit is 1,000",), limits=SMALL)


@family
def too_many_rows_with_quotation_marks(chance: Chance) -> BadFile:
    rows = table(chance, chance.randint(1_001, 3_000))
    for row in rows:
        row[1] = f'"{row[1]}"'
    return BadFile(csv(rows), (f"holds {len(rows) - 1:,} rows; the limit is 1,000",), limits=SMALL)


@family
def too_big_a_file(chance: Chance) -> BadFile:
    limits = Limits(file_bytes=chance.randint(100, 300))
    content = csv(table(chance, 60))
    return BadFile(content, (f"is {len(content):,} bytes; the limit is {limits.file_bytes} bytes",), limits=limits)


# --- Parquet ---


def parquet(columns: dict[str, pa.Array], **options: object) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out, **options)
    return out.getvalue()


@family
def parquet_cut_off(chance: Chance) -> BadFile:
    content = parquet({"customer": pa.array(range(500))})
    return BadFile(content[: chance.randint(12, len(content) - 1)], ("incomplete or damaged",), name="c.parquet")


@family
def parquet_with_another_end(chance: Chance) -> BadFile:
    content = parquet({"customer": pa.array(range(500))})[:-4] + b"XXXX"
    return BadFile(content, ("incomplete or damaged",), name="c.parquet")


@family
def parquet_with_spoiled_pages(chance: Chance) -> BadFile:
    content = bytearray(
        parquet(
            {"customer": pa.array([f"K{n:06}" for n in range(5_000)])}, write_page_checksum=True, use_dictionary=False
        )
    )
    for place in range(200, 260):
        content[place] ^= 255
    return BadFile(bytes(content), ("incomplete or damaged",), name="c.parquet")


@family
def parquet_of_too_many_rows(chance: Chance) -> BadFile:
    """A few kilobytes that stand for a million rows."""
    content = parquet({"customer": pa.array(np.zeros(1_000_000, np.int8))})
    return BadFile(content, ("holds 1,000,000 rows; the limit is 1,000",), name="c.parquet", limits=SMALL)


@family
def parquet_of_lists_only(chance: Chance) -> BadFile:
    return BadFile(parquet({"orders": pa.array([[1], [2]])}), ("no simple columns",), name="c.parquet")


@family
def parquet_without_rows(chance: Chance) -> BadFile:
    return BadFile(parquet({"customer": pa.array([], pa.string())}), ("no rows",), name="c.parquet")


@family
def parquet_of_too_many_columns(chance: Chance) -> BadFile:
    width = chance.randint(51, 90)
    content = parquet({f"c{number}": pa.array([1, 2]) for number in range(width)})
    return BadFile(content, (f"has {width} columns; the limit is 50",), name="c.parquet", limits=SMALL)


# --- JSON ---


def json_lines(rows: list[list[str]]) -> list[bytes]:
    return [json.dumps(dict(zip(rows[0], row, strict=True))).encode() for row in rows[1:]]


@family
def json_list(chance: Chance) -> BadFile:
    return BadFile(b"[" + b",".join(json_lines(table(chance))) + b"]", ("one JSON list", "JSON lines"))


@family
def json_record_cut_off(chance: Chance) -> BadFile:
    lines = json_lines(table(chance))
    at = chance.randrange(1, len(lines))
    lines[at] = lines[at][:12]
    return BadFile(b"\n".join(lines), (f"Row {at + 1} is no JSON record", lines[at].decode()), name="c.jsonl")


@family
def json_record_without_names(chance: Chance) -> BadFile:
    lines = json_lines(table(chance))
    at = chance.randrange(1, len(lines))
    lines[at] = b"[1, 2]"
    return BadFile(b"\n".join(lines), (f"Row {at + 1} is no JSON record", "[1, 2]"), name="c.jsonl")


@family
def json_nested_without_end(chance: Chance) -> BadFile:
    lines = json_lines(table(chance))
    at = chance.randrange(1, len(lines))
    lines[at] = b'{"a":' * 100_000
    return BadFile(b"\n".join(lines), (f"Row {at + 1} is no JSON record",), name="c.jsonl")


@family
def json_of_nested_values_only(chance: Chance) -> BadFile:
    return BadFile(b'{"orders": [1]}\n{"orders": [2]}\n', ("no simple values",), name="c.jsonl")


@family
def json_line_without_end(chance: Chance) -> BadFile:
    lines = json_lines(table(chance))
    at = chance.randrange(1, len(lines))
    lines[at] = b'{"customer": "' + b"x" * 4_100_000 + b'"}'
    return BadFile(b"\n".join(lines), (f"Row {at + 1} is longer than 4.0 MB",), name="c.jsonl")
