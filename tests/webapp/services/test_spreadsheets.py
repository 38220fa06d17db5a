"""No cell of a file is a formula, nothing is cut, and what was written is read again."""

import csv
import io
import re
import zipfile
from datetime import date

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from core.errors import TooBig
from webapp.services import spreadsheets

PREFIXES = ("=", "+", "-", "@", "\t=", "\r=", "\n=", "\x00=", " =", "\ufeff=", "＝", "＋", "'=", '"=')
PAYLOADS = [f"{prefix}HYPERLINK(1)" for prefix in PREFIXES]


def table(**columns: list[object]) -> pa.Table:
    return pa.table(columns)


def as_csv(rows: pa.Table) -> list[list[str]]:
    body = b"".join(spreadsheets.csv_parts(rows.column_names, rows.to_batches())).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(body, newline="")))


def as_workbook(rows: pa.Table) -> bytes:
    with spreadsheets.workbook("Customers", rows.column_names, rows.to_batches(), rows.num_rows) as file:
        return file.read()


def cells(book: bytes) -> list[list[object]]:
    return list(CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python())


def test_what_a_spreadsheet_would_run_has_an_apostrophe_in_front_in_values_and_heads() -> None:
    written = as_csv(pa.table({payload: [payload] for payload in PAYLOADS}))
    assert [cell for row in written for cell in row if not cell.startswith("'")] == []


def test_no_workbook_has_a_formula_or_a_link_in_values_or_heads() -> None:
    book = as_workbook(pa.table({payload: [payload] for payload in [*PAYLOADS, "https://example.org"]}))
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert len(re.findall(r"<f[ >]", sheet)) == len(re.findall("hyperlink", sheet)) == 0


def test_numbers_stay_numbers_dates_dates_and_ids_text() -> None:
    rows = table(id=["00123"], money=[-2.5], orders=[3], first=[date(2024, 5, 1)], marked=[True], gap=[None])
    assert as_csv(rows)[1] == ["00123", "-2.5", "3", "2024-05-01", "True", ""]
    assert cells(as_workbook(rows))[1][:5] == ["00123", -2.5, 3, date(2024, 5, 1), True]


def test_control_characters_go_and_halves_of_characters_are_replaced() -> None:
    assert spreadsheets.disarmed("a\x01b\x1f\ud800c") == "ab\ufffdc"


def test_more_rows_than_a_sheet_holds_are_refused_and_never_cut() -> None:
    with pytest.raises(TooBig, match="1,048,575 rows and this table has 1,048,576"):
        spreadsheets.workbook("Customers", ["id"], [], 1_048_576)


def test_text_longer_than_a_cell_is_refused_and_never_cut() -> None:
    with pytest.raises(TooBig, match="32,767 characters and a text here has 32,768"):
        as_workbook(table(id=["x" * 32_768]))
    assert len(as_csv(table(id=["x" * 32_768]))[1][0]) == 32_768


@settings(deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]), max_size=20), min_size=1, max_size=5))
def test_text_is_read_again_as_it_was_but_for_the_apostrophe(texts: list[str]) -> None:
    written = [row[0] if row else "" for row in as_csv(table(id=list(texts), other=["x"] * len(texts)))[1:]]
    assert [cell.removeprefix("'") for cell in written] == [text.removeprefix("'") for text in texts]
