"""Repairs that leave rows out."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from core.exploring.engine import opened
from core.exploring.repairs.cells import Cells
from core.exploring.table import Table

# Tells which rows of a batch stay; the number is the place of its first row in the table.
Keeper = Callable[[pa.RecordBatch, int], pa.Array]


@dataclass(frozen=True)
class Drop(Cells):
    """Rows with such a cell are left out."""

    kind: ClassVar[str] = "drop"

    @property
    def words(self) -> str:
        return f"Leave out rows where '{self.column}' {self.described}"

    def applied(self, table: Table) -> Table:
        chosen = self.chooser(table)
        return kept(table, (self.column,), lambda batch, _: pc.invert(chosen(batch.column(self.column))))


@dataclass(frozen=True)
class DropCopies:
    """Of rows that are alike in every column, the first stays."""

    kind: ClassVar[str] = "drop copies"

    @property
    def words(self) -> str:
        return "Leave out exact copies of rows"

    def applied(self, table: Table) -> Table:
        return without(table, copied_rows(table))


@dataclass(frozen=True)
class KeepLast:
    """Of the rows with the same value (a customer's id), the last in the table stays; rows without one all stay."""

    kind: ClassVar[str] = "keep last"
    column: str

    @property
    def words(self) -> str:
        return f"Keep the last row for each '{self.column}'"

    def applied(self, table: Table) -> Table:
        return without(table, replaced_rows(table, self.column))


def copied_rows(table: Table) -> NDArray[np.int64]:
    """The places of rows that came before in exactly the same form."""
    with opened(table) as lines:
        cells = ", ".join(lines.raw(name) for name in lines.names)
        hashed = lines.rows.project(f"*, hash({cells}) as mark")
        # Only rows that share a mark are compared cell by cell: that is all of them at worst, and few as a rule.
        shared = hashed.aggregate("mark as shared, count(*) as n").filter("n > 1").set_alias("marks")
        alike = hashed.join(shared, "mark = shared", how="semi")
        groups = alike.aggregate(f"list(row order by row) as places, {cells}", cells)
        found = groups.filter("len(places) > 1").project("unnest(places[2:]) as row").order("row").fetchnumpy()
    return np.asarray(found["row"], np.int64)


def replaced_rows(table: Table, column: str) -> NDArray[np.int64]:
    """The places of rows whose value comes again further down."""
    with opened(table, [column]) as lines:
        named = lines.rows.project(f"{lines.text(column)} as id, row").filter("id is not null")
        last = named.aggregate("id as repeated, max(row) as last, count(*) as n").filter("n > 1").set_alias("repeats")
        found = named.join(last, "id = repeated and row < last", how="semi").project("row").order("row").fetchnumpy()
    return np.asarray(found["row"], np.int64)


def without(table: Table, places: NDArray[np.int64]) -> Table:
    """The table without the rows at these (sorted) places."""

    def keep(batch: pa.RecordBatch, first: int) -> pa.Array:
        stay = np.ones(batch.num_rows, bool)
        start, end = np.searchsorted(places, [first, first + batch.num_rows])
        stay[places[start:end] - first] = False
        return pa.array(stay)

    return _filtered(table, (), keep, table.rows - len(places))


def kept(table: Table, needed: Sequence[str], keep: Keeper) -> Table:
    """The table with the rows that stay; they are counted once."""
    rows, first = 0, 0
    for batch in table.read(needed):
        rows += pc.sum(keep(batch, first)).as_py() or 0
        first += batch.num_rows
    return _filtered(table, needed, keep, rows)


def _filtered(table: Table, needed: Sequence[str], keep: Keeper, rows: int) -> Table:
    def read(names: Sequence[str]) -> pa.RecordBatchReader:
        source = table.read(list(dict.fromkeys([*names, *needed])))
        schema = pa.schema([source.schema.field(name) for name in names])
        return pa.RecordBatchReader.from_batches(schema, _staying(source, names, keep))

    return replace(table, rows=rows, read=read)


def _staying(source: pa.RecordBatchReader, names: Sequence[str], keep: Keeper) -> Iterator[pa.RecordBatch]:
    first = 0
    for batch in source:
        yield batch.filter(keep(batch, first)).select(list(names))
        first += batch.num_rows
