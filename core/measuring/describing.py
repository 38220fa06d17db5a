"""A customers dataset as a table with exactly one row per customer, as it streams by.

Of a repeated id the last row speaks; rows without one are left out. Where no column names the customers, each row is one,
and is called by its number.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pyarrow as pa
import pyarrow.compute as pc

from core.errors import BadInput
from core.exploring.plain import as_text, comparable, missing, plain
from core.exploring.repairs import Drop, KeepLast
from core.exploring.table import Column, Table
from core.measuring.customer_columns import CATEGORY, CUSTOMER, NUMBER, OTHER, CustomerColumn
from core.measuring.funnel import Step
from core.measuring.ids import with_tidy_ids

ROW = "row"


@dataclass(frozen=True)
class Described:
    """The customers of a table, their columns (who they are comes first), and how rows became customers."""

    table: Table
    columns: tuple[CustomerColumn, ...]
    steps: tuple[Step, ...]
    lines: int

    @property
    def customers(self) -> int:
        return self.table.rows

    def batches(self) -> pa.RecordBatchReader:
        who, *rest = self.columns
        named = self.table.with_role("customer")
        source = self.table.read([named.name, *(one.name for one in rest)] if named else [one.name for one in rest])
        kinds = {one.name: _type(one, self.table) for one in rest}
        schema = pa.schema([(who.name, pa.string()), *kinds.items()])
        return pa.RecordBatchReader.from_batches(schema, _read(source, schema, named is None, self.columns))


def described(table: Table) -> Described:
    if table.kind != "customers":
        raise BadInput("This table has a row per order line. Measures are made from it first.")
    columns = [CustomerColumn.of_column(column) for column in table.columns if column.role != "ignore"]
    who = table.with_role("customer")
    lines = table.rows
    if who is None:
        row = _free(ROW, table.names)
        columns.insert(
            0, CustomerColumn(row, CUSTOMER, "customer", "Number of the row; no column says who", "customers")
        )
        return Described(table, tuple(columns), (), lines)
    table, steps = _one_row_each(table, who)
    columns.sort(key=lambda column: column.name != who.name)
    others = [replace(column, kind=OTHER) if column.kind == CUSTOMER else column for column in columns[1:]]
    return Described(table, (columns[0], *others), steps, lines)


def _one_row_each(table: Table, who: Column) -> tuple[Table, tuple[Step, ...]]:
    lines = table.rows
    named = Drop(who.name, missing=True).applied(with_tidy_ids(table, who))
    once = KeepLast(who.name).applied(named)
    return once, (
        Step("customer", "rows without a customer id", lines - named.rows, named.rows),
        Step("repeated", "rows whose customer comes again further down", named.rows - once.rows, once.rows),
    )


def _type(column: CustomerColumn, table: Table) -> pa.DataType:
    if column.kind == NUMBER:
        return pa.float64()
    if column.kind == CATEGORY:
        return pa.string()
    return plain(pa.array([], table.column(column.name).type)).type


def _read(
    source: pa.RecordBatchReader, schema: pa.Schema, by_row: bool, columns: tuple[CustomerColumn, ...]
) -> Iterator[pa.RecordBatch]:
    first = 1
    for batch in source:
        cells = list(batch.columns)
        if by_row:
            cells.insert(0, pa.array(range(first, first + batch.num_rows)).cast(pa.string()))
            first += batch.num_rows
        yield pa.RecordBatch.from_arrays(
            [_cells(each, column.kind) for each, column in zip(cells, columns, strict=True)], schema=schema
        )


def _cells(cells: pa.Array, kind: str) -> pa.Array:
    """Numbers are fractions, ids and categories text; what is out of all bounds, and empty text, is nothing."""
    if kind == NUMBER:
        numbers = comparable(cells)
        return pc.if_else(missing(numbers), pa.scalar(None, pa.float64()), numbers)
    if kind in (CUSTOMER, CATEGORY):
        text = as_text(cells)
        return pc.if_else(missing(text), pa.scalar(None, pa.string()), text)
    return plain(cells)


def _free(name: str, taken: tuple[str, ...]) -> str:
    number, free = 2, name
    while free in taken:
        free, number = f"{name} ({number})", number + 1
    return free
