"""Repairs that describe a column anew and leave its rows alone."""

from dataclasses import dataclass, replace
from typing import ClassVar

import pyarrow as pa
import pyarrow.compute as pc

from core.exploring.repairs.values import rewritten
from core.exploring.table import Table


@dataclass(frozen=True)
class ToCategory:
    """A code that looks like a number becomes a category; 3 and 3.0 are the same code."""

    kind: ClassVar[str] = "to category"
    column: str

    @property
    def words(self) -> str:
        return f"Treat '{self.column}' as a category"

    def applied(self, table: Table) -> Table:
        column = replace(table.number(self.column), type=pa.string(), role="category")
        return rewritten(table, column, _codes)


@dataclass(frozen=True)
class Ignore:
    """A column is left out of everything that follows."""

    kind: ClassVar[str] = "ignore"
    column: str

    @property
    def words(self) -> str:
        return f"Leave out column '{self.column}'"

    def applied(self, table: Table) -> Table:
        return table.changed(replace(table.column(self.column), role="ignore"))


def _codes(cells: pa.Array) -> pa.Array:
    text = pc.cast(cells, pa.string())
    if not pa.types.is_floating(cells.type):
        return text
    whole = pc.fill_null(pc.and_(pc.equal(cells, pc.trunc(cells)), pc.less(pc.abs(cells), 2.0**53)), False)
    return pc.if_else(whole, pc.cast(pc.cast(pc.if_else(whole, cells, 0.0), pa.int64()), pa.string()), text)
