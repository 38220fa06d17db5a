"""Repairs that describe a column anew and leave its rows alone."""

from dataclasses import dataclass, replace
from typing import ClassVar

import pyarrow as pa

from core.exploring.plain import as_text
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
        return rewritten(table, column, as_text)


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
