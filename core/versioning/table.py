"""A typed table with roles that can be read again and again, in a stream.

Nothing here holds a whole table in memory. Where its rows lie is known only to the function behind `read`.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import pyarrow as pa

ARROW = {"text": pa.string(), "number": pa.float64(), "date": pa.timestamp("us")}


@dataclass(frozen=True)
class Column:
    name: str
    type: str  # "text", "number" or "date"
    role: str


@dataclass(frozen=True)
class Table:
    """`kind` is "customers" (a row per customer) or "orders" (a row per order line).

    `read(names)` starts a fresh stream of exactly those columns, always with the rows in the same order.
    """

    kind: str
    columns: tuple[Column, ...]
    rows: int
    read: Callable[[Sequence[str]], pa.RecordBatchReader]

    @classmethod
    def of(cls, table: pa.Table, columns: Sequence[Column], kind: str) -> "Table":
        """A table in memory."""
        return cls(kind, tuple(columns), table.num_rows, lambda names: table.select(list(names)).to_reader(100_000))

    def column(self, name: str) -> Column | None:
        return next((column for column in self.columns if column.name == name), None)

    def with_role(self, role: str) -> Column | None:
        """The first column with this role."""
        return next((column for column in self.columns if column.role == role), None)

    def batches(self, columns: Sequence[Column]) -> Iterator[pa.RecordBatch]:
        """The rows in these columns; one that the table does not have is missing throughout."""
        own = [column.name for column in columns if self.column(column.name)]
        places = {name: place for place, name in enumerate(own)}
        schema = schema_of(columns)
        for batch in self.read(own):
            cells = (
                batch.column(places[field.name]) if field.name in places else pa.nulls(batch.num_rows, field.type)
                for field in schema
            )
            yield pa.RecordBatch.from_arrays(list(cells), schema=schema)


def schema_of(columns: Sequence[Column]) -> pa.Schema:
    return pa.schema([(column.name, ARROW[column.type]) for column in columns])
