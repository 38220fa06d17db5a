"""A year of a real shop, cut into months and put together again. It has exact copies of lines, which are to be kept."""

from datetime import datetime
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from core.versioning import Column, Room, Table, added, difference, guess_mode

COLUMNS = (
    Column("InvoiceNo", "text", "order"),
    Column("StockCode", "text", "product"),
    Column("Description", "text", "ignore"),
    Column("Quantity", "number", "quantity"),
    Column("InvoiceDate", "date", "date"),
    Column("UnitPrice", "number", "price"),
    Column("CustomerID", "text", "customer"),
    Column("Country", "text", "country"),
)
TYPES = {"text": "VARCHAR", "number": "DOUBLE", "date": "TIMESTAMP"}
DEC, MARCH, APRIL, JULY = (datetime(2010, 12, 1), datetime(2011, 3, 1), datetime(2011, 4, 1), datetime(2011, 7, 1))


@pytest.fixture(scope="module")
def retail(shared_data: Path) -> pa.Table:
    file = shared_data / "online_retail.csv"
    if not file.is_file():
        pytest.skip("the retail file is not there")
    cells = ", ".join(f'"{column.name}"::{TYPES[column.type]} AS "{column.name}"' for column in COLUMNS)
    with duckdb.connect() as connection:
        lines = connection.sql(f"SELECT {cells} FROM read_csv($1, all_varchar = true)", params=[str(file)])
        return lines.to_arrow_table()


def _between(retail: pa.Table, first: datetime, end: datetime) -> Table:
    with duckdb.connect() as connection:
        lines = connection.sql("FROM retail WHERE InvoiceDate >= $1 AND InvoiceDate < $2", params=[first, end])
        return Table.of(lines.to_arrow_table(), COLUMNS, "orders")


def _lines_only_in(one: pa.Table, other: pa.Table) -> int:
    with duckdb.connect() as connection:
        (lines,) = connection.execute("SELECT count(*) FROM (FROM one EXCEPT ALL FROM other)").fetchall()
        return int(lines[0])


def test_overlapping_months_put_together_are_the_months_as_one_file(retail: pa.Table, room: Room) -> None:
    winter, spring, march = _between(retail, DEC, APRIL), _between(retail, MARCH, JULY), _between(retail, MARCH, APRIL)
    with added(winter, spring, room) as whole:
        assert whole.counts.already_there == march.rows
        together = pa.Table.from_batches(whole.batches(), whole.schema)
    at_once = pa.Table.from_batches(_between(retail, DEC, JULY).batches(COLUMNS))
    assert together.num_rows == at_once.num_rows
    assert _lines_only_in(together, at_once) == _lines_only_in(at_once, together) == 0
    assert at_once.num_rows - at_once.group_by(at_once.column_names).aggregate([]).num_rows > 0, "copies are kept"
    assert guess_mode(winter, spring, room).mode == "add"


def test_month_after_month_is_the_year(retail: pa.Table, room: Room) -> None:
    year = Table.of(retail, COLUMNS, "orders")
    half, rest = _between(retail, DEC, JULY), _between(retail, JULY, datetime(2012, 1, 1))
    assert guess_mode(half, rest, room).mode == "add"
    assert guess_mode(half, year, room).mode == "replace"
    with added(half, rest, room) as whole:
        # 541,909 lines in the file
        assert (whole.counts.rows, whole.counts.already_there) == (541_909, 0)
    found = difference(half, year, room)
    assert found.rows_after == 541_909
    # 406,829 lines have a customer, 135,080 have none
    assert next(shift for shift in found.others if shift.column == "CustomerID").missing.after == 135_080
    assert found.customers is not None
    assert found.customers.gone == 0
    assert found.customers.after == found.customers.before + found.customers.new
    assert difference(year, year, room).is_empty
