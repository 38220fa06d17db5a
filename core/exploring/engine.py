"""Questions to a table, answered by DuckDB while the rows stream by.

Memory is limited: what does not fit goes to a temporary folder. Nothing outside the stream can be reached.
"""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow.types as kinds

from core.exploring.plain import LARGEST
from core.exploring.table import Table
from core.stream import Stream, told


@dataclass(frozen=True)
class Lines:
    """An open table: `rows` is the relation to ask, the methods say what a column is called in it."""

    table: Table
    names: tuple[str, ...]
    connection: duckdb.DuckDBPyConnection

    @property
    def rows(self) -> duckdb.DuckDBPyRelation:
        return self.connection.view("lines")

    def raw(self, name: str) -> str:
        """The column as it is."""
        return f"c{self.names.index(name)}"

    def number(self, name: str) -> str:
        """The column as a number; what is out of all bounds counts as missing."""
        column = self.table.number(name)
        value = f"{self.raw(name)}::double"
        return f"case when abs({value}) < {LARGEST} then {value} end" if kinds.is_floating(column.type) else value

    def text(self, name: str) -> str:
        """The column as text; empty text counts as missing, and a whole number read as a fraction loses its '.0'."""
        value = self.raw(name)
        if kinds.is_floating(self.table.column(name).type):
            whole = f"{value} = trunc({value}) and abs({value}) < 2.0**53"
            sane = f"abs({value}) < {LARGEST}"
            return f"case when {whole} then {value}::bigint::varchar when {sane} then {value}::varchar end"
        return f"nullif({value}::varchar, '')"

    def moment(self, name: str, zone: str = "UTC") -> str:
        """The column as local time; `zone` must be a name that was checked."""
        value = self.raw(name)
        return f"timezone('{zone}', {value})" if self.table.column(name).has_zone else f"{value}::timestamp"

    def one(self, expressions: str) -> tuple[Any, ...]:
        """The figures asked for, over all rows."""
        return answer(self.rows.aggregate(expressions))

    def bind(self, **values: Any) -> None:
        """Hand values over to be read by getvariable('name'): text of a person never becomes part of a query."""
        for name, value in values.items():
            self.connection.execute(f"set variable {name} = ?", [value])

    def counts(self, name: str) -> duckdb.DuckDBPyRelation:
        """Every `value` of a column, as text, with the number `n` of its rows; missing ones are not among them."""
        return self.rows.aggregate(f"{self.text(name)} as value, count(*) as n").filter("value is not null")


def answer(relation: duckdb.DuckDBPyRelation) -> tuple[Any, ...]:
    """The only row of a relation that has one."""
    (row,) = relation.fetchall()
    return tuple(row)


@contextmanager
def opened(table: Table, names: Sequence[str] | None = None, *, memory: str = "1GB") -> Iterator[Lines]:
    """Open some columns of a table (all unless named) for questions."""
    chosen = tuple(dict.fromkeys(table.names if names is None else names))
    types = [table.column(name).type for name in chosen]
    with tempfile.TemporaryDirectory(prefix="kindred-") as folder:
        connection = duckdb.connect(
            config={
                "memory_limit": memory,
                "temp_directory": folder,
                "python_enable_replacements": "false",
            }
        )
        try:
            connection.execute("set TimeZone = 'UTC'; set enable_external_access = false")
            rows = Stream(types, lambda: table.read(chosen))
            connection.register("lines", rows)
            with told([rows]):
                yield Lines(table, chosen, connection)
        finally:
            connection.close()
