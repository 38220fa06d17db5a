"""A typed table that can be read again and again, column by column, in a stream.

Nobody here holds a whole table: a question names its columns, reads them once and keeps counts.
Where the rows lie (memory, a file, the database) is known only to the function behind `read`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import pyarrow as pa
import pyarrow.types as kinds

from core.errors import BadInput

Reader = Callable[[Sequence[str]], pa.RecordBatchReader]


@dataclass(frozen=True)
class Column:
    """What a column is called, what it is for (its role) and what its values are."""

    name: str
    role: str
    type: pa.DataType

    @property
    def is_number(self) -> bool:
        return bool(kinds.is_integer(self.type) or kinds.is_floating(self.type) or kinds.is_decimal(self.type))

    @property
    def is_date(self) -> bool:
        return bool(kinds.is_date(self.type) or kinds.is_timestamp(self.type))

    @property
    def is_text(self) -> bool:
        values = self.type.value_type if kinds.is_dictionary(self.type) else self.type
        return bool(kinds.is_string(values) or kinds.is_large_string(values) or kinds.is_string_view(values))

    @property
    def has_zone(self) -> bool:
        return bool(kinds.is_timestamp(self.type) and self.type.tz)


@dataclass(frozen=True)
class Table:
    """`kind` is "customers" (a row per customer) or "orders" (a row per order line).

    `read(names)` starts a fresh stream of exactly those columns, always with the rows in the same order. Nothing is to be read
    before the first batch is asked for, and any thread may ask for the next one.
    """

    kind: str
    columns: tuple[Column, ...]
    rows: int
    read: Reader

    @classmethod
    def of(cls, table: pa.Table, roles: Mapping[str, str], kind: str = "customers") -> "Table":
        """A table in memory; columns without a role are to be ignored."""
        columns = tuple(Column(field.name, roles.get(field.name, "ignore"), field.type) for field in table.schema)
        return cls(kind, columns, table.num_rows, lambda names: table.select(list(names)).to_reader(250_000))

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        for column in self.columns:
            if column.name == name:
                return column
        raise BadInput(f"There is no column '{name}' in this table. Choose one of its columns.")

    def number(self, name: str) -> Column:
        """The column, which must hold numbers."""
        column = self.column(name)
        if not column.is_number:
            raise BadInput(f"Column '{name}' does not hold numbers. Choose a column of numbers.")
        return column

    def with_role(self, role: str) -> Column | None:
        """The first column with this role."""
        return next((column for column in self.columns if column.role == role), None)

    def changed(self, column: Column) -> "Table":
        """The same table with one column described anew."""
        columns = tuple(column if known.name == column.name else known for known in self.columns)
        return replace(self, columns=columns)
