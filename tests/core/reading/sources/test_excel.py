import io
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from core.errors import BadInput
from core.reading import Choices, ColumnChoice
from tests.core.reading.old_excel import old_workbook
from tests.core.reading.reading_of import read
from tests.core.reading.workbooks import row_xml, rows_xml, workbook

ROWS: list[list[Any]] = [["id", "spend"], ["00123", 1.5], ["K2", 2.0]]
CELLS = {"id": ["00123", "K2"], "spend": [1.5, 2.0]}


def test_cells_keep_what_they_are(tmp_path: Path) -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet, date = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        sheet.write_row(0, 0, ["customer id", "bought", "spend", "vip", "note"])
        for line, (number, day, spend, vip) in enumerate([(17850, 1, 1.234, True), (12346, 2, 2.5, False)], 1):
            sheet.write_number(line, 0, number)
            sheet.write_datetime(line, 1, datetime(2024, 5, day, 8, 30), date)
            sheet.write_number(line, 2, spend)
            sheet.write_boolean(line, 3, vip)
            sheet.write_string(line, 4, " 007 ")
    reading, table = read(tmp_path, out.getvalue())
    assert table == {
        "customer id": ["17850", "12346"],
        "bought": [datetime(2024, 5, 1, 8, 30), datetime(2024, 5, 2, 8, 30)],
        "spend": [1.234, 2.5],
        "vip": ["true", "false"],
        "note": ["007", "007"],
    }
    assert reading.questions == ()
    assert (reading.format, reading.encoding, reading.separator) == ("xlsx", None, None)


def test_content_decides_and_not_the_name(tmp_path: Path) -> None:
    reading, table = read(tmp_path, workbook({"S": rows_xml(ROWS)}), name="customers.csv")
    assert table == CELLS
    assert reading.notes[0] == "The name ends in .csv, but the content is an Excel workbook and was read as such."


def test_the_first_sheet_with_anything_is_proposed(tmp_path: Path) -> None:
    book = workbook({"Empty": "", "May": rows_xml(ROWS), "Prices": rows_xml([["sku", "price"], ["A", 1], ["B", 2]])})
    reading, table = read(tmp_path, book)
    assert table == CELLS
    (question,) = reading.questions
    assert (question.about, question.options, question.taken) == ("sheets", ("May", "Prices"), "May")
    assert question.sentence == "The workbook has 2 sheets with tables. 'May' is read. Is that right?"
    assert reading.sheets == ("May", "Prices")
    reading, table = read(tmp_path, book, Choices(sheets=("Prices",)))
    assert table == {"sku": ["A", "B"], "price": [1, 2]}
    # It was answered, and can be answered otherwise.
    assert (reading.questions, reading.sheets) == ((), ("May", "Prices"))


def test_sheets_with_the_same_columns_are_stacked_in_any_order_of_columns_if_chosen(tmp_path: Path) -> None:
    book = workbook({"May": rows_xml(ROWS), "June": rows_xml([["Spend", "ID"], [3, "K3"], [4, "K4"]])})
    _, table = read(tmp_path, book, Choices(sheets=("May", "June")))
    assert table == {"id": ["00123", "K2", "K3", "K4"], "spend": [1.5, 2, 3, 4]}


def test_an_odd_value_is_found_in_its_sheet_and_row(tmp_path: Path) -> None:
    many = [["id", "spend"], *([f"K{n}", n] for n in range(20))]
    book = workbook({"May": rows_xml(many), "June": rows_xml([["id", "spend"], ["K30", 3], ["K31", "much"]])})
    choices = Choices(columns=(ColumnChoice("spend", type="number"),))
    reading, _ = read(tmp_path, book, choices)
    assert reading.columns[1].odd[0].place == "row 3 of sheet 'June'"


def test_formula_errors_and_formulas_without_a_value_are_counted(tmp_path: Path) -> None:
    rows = rows_xml(ROWS) + (
        '<row r="4"><c r="A4" t="inlineStr"><is><t>K4</t></is></c><c r="B4" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
        '<row r="5"><c r="A5" t="inlineStr"><is><t>K5</t></is></c><c r="B5"><f>SUM(B1)</f><v></v></c></row>'
        '<row r="6"><c r="A6" t="inlineStr"><is><t>K6</t></is></c><c r="B6"><f>SUM(B1)</f></c></row>'
    )
    reading, table = read(tmp_path, workbook({"S": rows}))
    assert table["spend"] == [1.5, 2, None, None, None]
    assert (
        "Column 'spend' has 3 formula errors (first: row 4 of sheet 'S'). They count as missing values."
        in reading.notes
    )


def test_macros_are_ignored_and_said_so(tmp_path: Path) -> None:
    reading, table = read(tmp_path, workbook({"S": rows_xml(ROWS)}, {"xl/vbaProject.bin": b"\xd0\xcf"}), name="t.xlsm")
    assert table == CELLS
    assert "The workbook holds macros. They were ignored; only values were read." in reading.notes


def test_title_rows_and_columns_to_the_left_do_not_matter(tmp_path: Path) -> None:
    rows = "".join(row_xml([None, None, *row], number) for number, row in enumerate([["Report"], [], *ROWS], 2))
    reading, table = read(tmp_path, workbook({"S": rows}))
    assert table == CELLS
    assert reading.choices.header_row == 4


@pytest.mark.parametrize("reference", ["", 'r="A{row}"'])
def test_cells_without_a_reference_are_counted_in_order(reference: str, tmp_path: Path) -> None:
    rows = "".join(
        f'<row r="{row}"><c {reference.format(row=row)} t="inlineStr"><is><t>K{row}</t></is></c></row>'
        for row in range(1, 5)
    )
    assert read(tmp_path, workbook({"S": rows}))[1] == {"K1": ["K2", "K3", "K4"]}


def test_an_old_workbook_keeps_what_its_cells_are(tmp_path: Path) -> None:
    days = [datetime(2024, 5, 1, 8, 30), datetime(2024, 5, 31)]
    head = ["customer id", "bought", "spend", "vip", "city"]
    book = old_workbook({"May": [head, [17850, days[0], 1.25, True, "Zürich"], [12346, days[1], -3, False, "Łódź"]]})
    reading, table = read(tmp_path, book, name="t.xls")
    assert table == {
        "customer id": ["17850", "12346"],
        "bought": days,
        "spend": [1.25, -3],
        "vip": ["true", "false"],
        "city": ["Zürich", "Łódź"],
    }
    assert (reading.format, reading.notes, reading.choices.sheets) == ("xls", (), ("May",))


def test_an_old_workbook_is_known_by_its_content(tmp_path: Path) -> None:
    reading, table = read(tmp_path, old_workbook({"S": ROWS}), name="customers.csv")
    assert table == CELLS
    assert reading.notes[0] == "The name ends in .csv, but the content is an old Excel workbook and was read as such."


def test_sheets_of_an_old_workbook_are_chosen_or_stacked(tmp_path: Path) -> None:
    more = [["Spend", "ID"], [3, "K3"], [4, "K4"]]
    book = old_workbook({"Empty": [], "May": ROWS, "June": more, "July": [ROWS[0], ["K5", 5]]})
    reading, table = read(tmp_path, book, name="t.xls")
    assert table == {"id": ["00123", "K2", "K5"], "spend": [1.5, 2, 5]}
    (question,) = reading.questions
    assert (question.about, question.options, question.taken) == ("sheets", ("May", "June", "July"), "May, July")
    reading, table = read(tmp_path, book, Choices(sheets=("May", "June")), name="t.xls")
    assert table["id"] == ["00123", "K2", "K3", "K4"]
    assert reading.sheets == ("May", "June", "July")


def test_a_shared_table_of_texts_may_be_longer_than_a_record(tmp_path: Path) -> None:
    texts = [f"customer {number} of a long list" for number in range(2_000)]
    _, table = read(
        tmp_path, old_workbook({"S": [["id", "note"], *([n, text] for n, text in enumerate(texts))]}), name="t.xls"
    )
    assert table["note"] == texts


def test_rows_of_an_old_workbook_are_found_in_their_sheet(tmp_path: Path) -> None:
    many = [["id", "spend"], *([f"K{n}", n] for n in range(20))]
    book = old_workbook({"May": many, "June": [["id", "spend"], ["K30", 3], ["K31", "much"]]})
    choices = Choices(columns=(ColumnChoice("spend", type="number"),))
    reading, _ = read(tmp_path, book, choices, name="t.xls")
    assert reading.columns[1].odd[0].place == "row 3 of sheet 'June'"


def test_a_sheet_of_an_old_workbook_may_claim_no_more_rows_than_fit_a_table(tmp_path: Path) -> None:
    book = old_workbook({"May": ROWS}, most=100_000_000)
    with pytest.raises(BadInput, match="Sheet 'May' claims cells up to B100000000 but is almost empty"):
        read(tmp_path, book, name="t.xls")
