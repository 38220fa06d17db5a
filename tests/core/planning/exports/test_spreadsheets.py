"""Files for spreadsheets: no formula in any cell or header, nothing cut without a word, everything else as it was."""

import csv
import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest
from python_calamine import CalamineWorkbook

from core.errors import TooBig
from core.planning.exports import Written, write_csv, write_excel
from core.planning.exports.disarming import disarmed

OPENINGS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", " =", "\t=", '"=')
TAILS = ("1+1", 'HYPERLINK("http://x")', "cmd|' /C calc'!A0", "49170")
LETHAL = [opening + tail for opening in OPENINGS for tail in TAILS]
TORN = ["a;=1+1", "a,=1+1", "a\t=1+1", 'a"=1+1', "a\n@SUM(1)", "a;;+1", "a; -1"]


def batches(**columns: Sequence[Any]) -> tuple[list[str], list[pa.RecordBatch]]:
    table = pa.table(columns)
    return table.column_names, table.to_batches()


def as_csv(headers: Sequence[str], rows: Sequence[pa.RecordBatch]) -> tuple[list[list[str]], Written]:
    pieces: list[bytes] = []
    found = write_csv(headers, rows, pieces.append)
    return list(csv.reader(io.StringIO(b"".join(pieces).decode("utf-8-sig"), newline=""))), found


def as_excel(headers: Sequence[str], rows: Sequence[pa.RecordBatch], **about: str) -> tuple[bytes, Written]:
    pieces: list[bytes] = []
    found = write_excel(headers, rows, pieces.append, about=about)
    return b"".join(pieces), found


def sheets(book: bytes) -> dict[str, list[list[Any]]]:
    read = CalamineWorkbook.from_filelike(io.BytesIO(book))
    return {name: read.get_sheet_by_name(name).to_python() for name in read.sheet_names}


def begins_formula(cell: str) -> bool:
    return cell.lstrip().startswith(tuple("=+-@＝＋－＠")) or cell.startswith(("\t", "\r", "\n"))


@pytest.mark.parametrize("text", LETHAL + TORN)
def test_no_part_of_a_cell_begins_a_formula_whatever_the_separator(text: str) -> None:
    armless = disarmed(text)
    assert not any(begins_formula(part) for part in re.split(r"[;,\t\r\n\"|]", armless) if part.strip())
    assert not begins_formula(armless)


@pytest.mark.parametrize("text", ["", "Anna", "a-b", "1+1", "x@y.de", "2026-03-01", "a = b", "'quoted'"])
def test_harmless_text_stays_as_it_is(text: str) -> None:
    assert disarmed(text) == text


def test_headers_and_cells_of_a_csv_file_are_disarmed() -> None:
    rows, found = as_csv(LETHAL, [pa.record_batch([pa.array([text]) for text in LETHAL], LETHAL)])
    assert rows == [[disarmed(text) for text in LETHAL]] * 2
    assert found.rows == 1


def test_a_workbook_holds_no_formula_and_the_very_text() -> None:
    book, _ = as_excel(LETHAL, [pa.record_batch([pa.array([text]) for text in LETHAL], LETHAL)], Plan="=1+1")
    parts = zipfile.ZipFile(io.BytesIO(book))
    xml = "".join(parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml"))
    assert "<f>" not in xml and "<f " not in xml and "<hyperlink" not in xml
    found = sheets(book)
    assert [text.strip() for text in found["Customers"][1]] == [text.strip() for text in LETHAL]
    assert ["Plan", "=1+1"] in found["About this file"]


def test_numbers_dates_and_gaps_are_what_they_are() -> None:
    headers, rows = batches(
        id=["00123", None],
        money=[-5.5, float("nan")],
        orders=[3, None],
        cost=[Decimal("1.50"), None],
        day=[date(2026, 3, 1), None],
        moment=[datetime(2026, 3, 1, 12, 30), None],
        known=[True, None],
    )
    in_csv, _ = as_csv(headers, rows)
    assert in_csv[1:] == [["00123", "-5.5", "3", "1.5", "2026-03-01", "2026-03-01T12:30:00", "yes"], [""] * 7]
    book, _ = as_excel(headers, rows)
    assert sheets(book)["Customers"][1] == [
        "00123", -5.5, 3.0, 1.5, date(2026, 3, 1), datetime(2026, 3, 1, 12, 30), "yes",
    ]  # fmt: skip


def test_what_excel_would_spoil_is_written_as_text() -> None:
    book, _ = as_excel(*batches(id=[1234567890123456789], born=[date(1893, 5, 1)], orders=[123456789012345]))
    assert sheets(book)["Customers"][1] == ["1234567890123456789", "1893-05-01", 123456789012345.0]


def test_control_characters_go_and_are_counted() -> None:
    headers, rows = batches(name=["a\x00b\x1f", "line\nline", "c"])
    in_csv, found = as_csv(headers, rows)
    assert [row[0] for row in in_csv[1:]] == ["ab", "line\nline", "c"]
    assert found.blank == (("cells with control characters, which were taken out", 1),)
    book, _ = as_excel(headers, rows)
    assert [row[0] for row in sheets(book)["Customers"][1:]] == ["ab", "line\nline", "c"]
    assert ["Of these, cells with control characters, which were taken out", "1"] in sheets(book)["About this file"]


def test_half_a_character_becomes_a_mark() -> None:
    book, _ = as_excel(*batches(name=["a"]), Plan="Spring \ud83d offer")
    assert ["Plan", "Spring \ufffd offer"] in sheets(book)["About this file"]


def test_a_text_that_no_cell_holds_is_refused_and_never_cut() -> None:
    fits, too_long = "x" * 32_767, "x" * 32_768
    book, _ = as_excel(*batches(note=[fits]))
    assert sheets(book)["Customers"][1] == [fits]
    with pytest.raises(TooBig, match=r"Column 'note' has a text of 32,768 characters.*CSV"):
        as_excel(*batches(note=[too_long]))
    # Excel counts such a sign twice.
    with pytest.raises(TooBig):
        as_excel(*batches(note=["😀" * 16_384]))
    rows, _ = as_csv(*batches(note=[too_long]))
    assert rows[1] == [too_long]


def test_rows_beyond_a_sheet_go_to_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.planning.exports.spreadsheets.ROWS_OF_A_SHEET", 2)
    book, found = as_excel(*batches(id=["1", "2", "3", "4", "5"]))
    read = sheets(book)
    assert [read[name] for name in ("Customers", "Customers 2", "Customers 3")] == [
        [["id"], ["1"], ["2"]],
        [["id"], ["3"], ["4"]],
        [["id"], ["5"]],
    ]
    assert found.rows == 5
    assert ["Rows", "5"] in read["About this file"]


def test_a_file_of_no_rows_has_its_headers() -> None:
    assert as_csv(["id", "name"], [])[0] == [["id", "name"]]
    assert sheets(as_excel(["id", "name"], [])[0])["Customers"] == [["id", "name"]]
