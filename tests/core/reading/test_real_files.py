"""Files that others published load as they are, give the counts and sums known of them, and the same cells however
they are written again."""

from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from core.reading import Limits, Reading, open_table
from tests.core.reading.rewriting import WAYS

SHARED = Path(__file__).resolve().parents[4] / "shared" / "data"


def read(path: Path) -> tuple[Reading, pa.Table]:
    if not path.exists():
        pytest.skip(f"{path.name} is not beside the project")
    with open_table(path, Limits()) as table:
        return table.reading, pa.Table.from_batches(table.batches(), table.schema)


def roles(reading: Reading) -> dict[str, str]:
    return {
        column.name: column.role for column in reading.columns if column.role not in ("number", "category", "ignore")
    }


def test_mall_customers() -> None:
    reading, table = read(SHARED / "mall_customers.csv")
    assert (reading.kind, reading.rows, roles(reading)) == ("customers", 200, {"CustomerID": "customer"})
    assert [column.type for column in reading.columns] == ["text", "text", "number", "number", "number"]
    # Mean age 38.85, income 60.56, score 50.2, each times 200.
    assert [column.total for column in reading.columns[2:]] == [7_770, 12_112, 10_040]
    assert table.num_rows == 200


def test_mall_customers_made_dirty() -> None:
    reading, table = read(SHARED / "mall_customers_dirty.csv")
    numbers = reading.columns[2:]
    assert (reading.rows, [column.type for column in numbers]) == (812, ["number"] * 3)
    assert sum(column.missing for column in numbers) == 100
    assert sum(column.not_understood for column in numbers) == 0
    # 812 rows of 800 customers: 12 ids come twice.
    assert len(set(table["CustomerID"].to_pylist())) == 800
    assert "'?' counts as missing in 'Age' (10 cells, first: row 714)." in reading.notes


def test_mall_customers_in_a_workbook_are_those_of_the_text() -> None:
    _, text = read(SHARED / "mall_customers.csv")
    reading, book = read(SHARED / "mall_customers_genre.xlsx")
    assert reading.format == "xlsx"
    assert book.rename_columns(text.column_names).equals(text)


def test_wholesale_customers_have_codes_that_are_no_numbers() -> None:
    reading, _ = read(SHARED / "wholesale_customers.csv")
    assert reading.rows == 440
    assert [(c.type, c.role) for c in reading.columns[:2]] == [("text", "category")] * 2
    assert {c.type for c in reading.columns[2:]} == {"number"}


def test_card_customers_have_gaps() -> None:
    reading, _ = read(SHARED / "cc_general.csv")
    assert reading.rows == 8_950
    assert {column.name: column.missing for column in reading.columns if column.missing} == {
        "MINIMUM_PAYMENTS": 313,
        "CREDIT_LIMIT": 1,
    }


def test_marketing_campaign() -> None:
    reading, table = read(SHARED / "marketing_campaign_semicolon.csv")
    by_name = {column.name: column for column in reading.columns}
    assert (reading.rows, reading.separator, reading.kind) == (2_240, ";", "customers")
    assert (by_name["Income"].missing, by_name["Income"].total) == (24, 115_779_909)
    assert by_name["Dt_Customer"].type == "date"
    assert (by_name["Dt_Customer"].first, by_name["Dt_Customer"].last) == ("2012-07-30", "2014-06-29")
    assert pc.max(table["Income"]).as_py() == 666_666


def test_online_retail() -> None:
    reading, table = read(SHARED / "online_retail.csv")
    assert (reading.rows, reading.kind) == (541_909, "orders")
    assert roles(reading) == {
        "InvoiceNo": "order",
        "StockCode": "product",
        "Quantity": "quantity",
        "InvoiceDate": "date",
        "UnitPrice": "price",
        "CustomerID": "customer",
        "Country": "country",
    }
    known = table.filter(pc.is_valid(table["CustomerID"]))
    assert known.num_rows == 406_829 == 541_909 - 135_080
    bought = known.filter(pc.invert(pc.starts_with(known["InvoiceNo"], "C")))
    assert bought.num_rows == 397_924
    paid = bought.filter(pc.and_(pc.greater(bought["Quantity"], 0), pc.greater(bought["UnitPrice"], 0)))
    revenue = pc.sum(pc.multiply(paid["Quantity"], paid["UnitPrice"])).as_py()
    assert (paid.num_rows, round(revenue, 3)) == (397_884, 8_911_407.904)
    assert len(pc.unique(paid["CustomerID"])) == 4_338
    assert len(pc.unique(paid["InvoiceNo"])) == 18_532
    assert "17850" in set(known["CustomerID"].to_pylist())
    assert table.schema.field("InvoiceDate").type == pa.timestamp("us")


def test_two_sheets_of_online_retail_are_stacked() -> None:
    reading, table = read(SHARED / "online_retail_ii_subset.xlsx")
    # 14,269 + 20,497 lines.
    assert (reading.rows, table.num_rows) == (34_766, 34_766)
    assert reading.choices.sheets == ("Year 2009-2010", "Year 2010-2011")
    assert [question.about for question in reading.questions] == ["sheets"]
    assert {"order", "product", "quantity", "date", "price", "customer"} <= set(roles(reading).values())


def test_one_of_two_sheets_can_be_chosen() -> None:
    path = SHARED / "online_retail_ii_subset.xlsx"
    reading, _ = read(path)
    choices = replace(reading.choices, sheets=("Year 2010-2011",))
    with open_table(path, Limits(), choices) as table:
        assert table.reading.rows == 20_497


def test_shop_customers_have_no_id() -> None:
    reading, _ = read(SHARED / "shop_customers_16509.csv")
    assert (reading.rows, reading.kind, reading.column("customer")) == (16_509, "customers", None)
    assert any("no column with the customer's id" in note for note in reading.notes)


def test_shop_orders() -> None:
    reading, table = read(SHARED / "shop_orders_29_lines.csv")
    assert (reading.rows, reading.kind) == (29, "orders")
    by_role = {column.role: column for column in reading.columns}
    assert by_role["returned quantity"].total == -5
    assert (by_role["date"].name, by_role["date"].first, by_role["date"].last) == ("day", "2018-11-05", "2019-04-01")
    assert {len(order) for order in table["order_id"].to_pylist()} == {14}


def test_superstore_in_windows_1252() -> None:
    reading, table = read(SHARED / "superstore_cp1252.csv")
    by_role = {column.role: column for column in reading.columns}
    assert (reading.rows, reading.kind) == (9_994, "orders")
    assert round(by_role["amount"].total or 0, 2) == 2_297_200.86
    assert len(pc.unique(table["Customer ID"])) == 793
    assert len(pc.unique(table["Order ID"])) == 5_009
    # The file runs from 3 January 2014 to 30 December 2017, month first.
    assert (by_role["date"].first, by_role["date"].last) == ("2014-01-03", "2017-12-30")
    assert "Read as Western European (Windows-1252). Check the names in the preview." in reading.notes


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("name", "every"),
    [
        ("mall_customers.csv", 1),
        ("marketing_campaign_semicolon.csv", 5),
        ("superstore_cp1252.csv", 25),
        ("online_retail.csv", 1_000),
    ],
)
def test_the_way_of_writing_does_not_change_a_cell(name: str, every: int, way: str, tmp_path: Path) -> None:
    first = SHARED / name
    if not first.exists():
        pytest.skip(f"{name} is not beside the project")
    lines = first.read_bytes().splitlines(keepends=True)
    part = tmp_path / name
    part.write_bytes(b"".join([lines[0], *lines[1::every]]))
    reading, table = read(part)
    file_name, write = WAYS[way]
    rewritten = tmp_path / f"again-{file_name}"
    rewritten.write_bytes(write(table))
    again, cells = read(rewritten)
    assert cells.schema.equals(table.schema)
    for column in table.column_names:
        assert cells[column].to_pylist() == table[column].to_pylist(), column
    assert [column.role for column in again.columns] == [column.role for column in reading.columns]
    assert again.kind == reading.kind
