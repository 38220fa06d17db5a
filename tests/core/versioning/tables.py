"""Small tables as tests write them: a line of columns, then the rows."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import pyarrow as pa

from core.versioning import Column, Table, Whole
from core.versioning.table import schema_of

ORDER, CUSTOMER = Column("Order", "text", "order"), Column("Customer", "text", "customer")
WHEN, PRICE = Column("When", "date", "date"), Column("Price", "number", "price")
LINES = (ORDER, CUSTOMER, WHEN, PRICE)

Row = tuple[Any, ...]


def orders(rows: Sequence[Row], columns: Sequence[Column] = LINES) -> Table:
    return _table(rows, columns, "orders")


def customers(rows: Sequence[Row], columns: Sequence[Column]) -> Table:
    return _table(rows, columns, "customers")


def day(month: int, number: int) -> datetime:
    return datetime(2011, month, number)


def in_batches_of(rows: int, table: Table) -> Table:
    return replace(table, read=lambda names: table.read(names).read_all().to_reader(rows))


def rows_of(whole: Whole) -> list[Row]:
    """The rows of a whole, in their order."""
    rows = [tuple(row.values()) for batch in whole.batches() for row in batch.to_pylist()]
    assert len(rows) == whole.counts.rows
    return rows


def as_table(whole: Whole) -> Table:
    """The whole as the next version."""
    return Table.of(pa.Table.from_batches(whole.batches(), whole.schema), whole.columns, whole.kind)


def multiset(table: Table, columns: Sequence[Column]) -> Counter[Row]:
    """The rows in some columns, each with how often it is there; an empty text is missing."""
    rows = (row.values() for batch in table.batches(columns) for row in batch.to_pylist())
    return Counter(tuple(None if cell == "" else cell for cell in row) for row in rows)


def _table(rows: Sequence[Row], columns: Sequence[Column], kind: str) -> Table:
    named = [dict(zip((column.name for column in columns), row, strict=True)) for row in rows]
    return Table.of(pa.Table.from_pylist(named, schema=schema_of(columns)), columns, kind)
