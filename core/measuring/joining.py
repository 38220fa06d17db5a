"""Measures from orders beside what is known of the customers: one table, joined by the customer's id, in a stream."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from core.errors import BadInput
from core.exploring.engine import answer, opened
from core.exploring.table import Table

ROWS_AT_ONCE = 100_000
MEASURED, DESCRIBED = "orders", "customers"  # the side on which somebody was found alone


@dataclass(frozen=True)
class Joined:
    """Customers found on both sides, measures first, then attributes; how many were found on one side only.

    To be read while `joined` is open. `alone()` lists who was found on one side, and on which.
    """

    names: tuple[str, ...]
    rows: duckdb.DuckDBPyRelation
    one_sided: duckdb.DuckDBPyRelation
    matched: int
    only_measured: int
    only_described: int

    def batches(self) -> pa.RecordBatchReader:
        # Names are typed by people: they join after the query.
        stream = self.rows.to_arrow_reader(ROWS_AT_ONCE)
        schema = pa.schema([field.with_name(name) for field, name in zip(stream.schema, self.names, strict=True)])
        return pa.RecordBatchReader.from_batches(schema, (batch.rename_columns(schema.names) for batch in stream))

    def alone(self) -> pa.RecordBatchReader:
        return self.one_sided.to_arrow_reader(ROWS_AT_ONCE)


@contextmanager
def joined(measures: Table, customers: Table, *, memory: str = "1GB") -> Iterator[Joined]:
    """Join two tables with one row per customer each, by the columns with the role customer."""
    ours, theirs = _who(measures), _who(customers)
    attributes = [name for name in customers.names if name != theirs]
    with opened(measures, [ours, *(name for name in measures.names if name != ours)], memory=memory) as lines:
        connection = lines.connection
        _bring(connection, customers, [theirs, *attributes])
        left = lines.rows.set_alias("measured")
        right = connection.table("described")
        both = left.join(right, "c0 = d0")
        rows = both.project(
            ", ".join(
                [
                    *(f"c{place}" for place in range(len(lines.names))),
                    *(f"d{place + 1}" for place in range(len(attributes))),
                ]
            )
        ).order("c0")
        only_measured = left.join(right, "c0 = d0", how="anti").project(f"c0 as customer, '{MEASURED}' as found_in")
        only_described = right.join(left, "d0 = c0", how="anti").project(f"d0 as customer, '{DESCRIBED}' as found_in")
        alone = only_measured.union(only_described).order("found_in desc, customer")
        names = (*lines.names, *_free_names(attributes, list(lines.names)))
        counts = [answer(relation.aggregate("count(*)"))[0] for relation in (both, only_measured, only_described)]
        yield Joined(names, rows, alone, *counts)


def _bring(connection: duckdb.DuckDBPyConnection, customers: Table, names: list[str]) -> None:
    """The customers' table as `described` in the connection, which moves to disk what is over its limit."""
    stream = customers.read(names)
    schema = pa.schema([field.with_name(f"d{place}") for place, field in enumerate(stream.schema)])
    renamed = (batch.rename_columns(schema.names) for batch in stream)
    connection.register("arriving", pa.RecordBatchReader.from_batches(schema, renamed))
    connection.table("arriving").create("described")
    connection.unregister("arriving")


def _who(table: Table) -> str:
    column = table.with_role("customer")
    if column is None:
        raise BadInput("No column of the customers says who they are. Give one column the role customer.")
    return column.name


def _free_names(names: list[str], taken: list[str]) -> list[str]:
    """Names of attributes; one that a measure has already gets a number."""
    free: list[str] = []
    for name in names:
        number, fresh = 2, name
        while fresh in taken or fresh in free:
            fresh, number = f"{name} ({number})", number + 1
        free.append(fresh)
    return free
