"""A new file added to a version: the whole, in which nothing counts twice.

Orders: every line of the version stays, and a line of the new file comes to them unless it is already there (matching.py). A
line that is there takes what the new file knows in columns that the version did not have.
Customers: a row of the new file takes the place of the rows of the same customer, and customers that it does not name stay. A
row that is equal to one already there changes nothing.
Rows stand in the order of the version, then in that of the file, so that the same two always make the same whole.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from core.versioning.agreeing import telling_columns, whole_columns
from core.versioning.engine import Room, as_id, opened, stream
from core.versioning.filling import ROWS_AT_ONCE, filled
from core.versioning.matching import exact, pair
from core.versioning.table import Column, Table, schema_of

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Counts:
    """What became of the rows: `kept` and `replaced` are those of the version, `added` and `already_there` those of the file."""

    kept: int
    replaced: int
    added: int
    already_there: int

    @property
    def rows(self) -> int:
        return self.kept + self.added


@dataclass(frozen=True)
class Whole:
    """What a version and a new file make together. Its rows can be drawn while `added` is open, more than once."""

    kind: str
    columns: tuple[Column, ...]
    counts: Counts
    _old: Table
    _new: Table
    _stays: Mask
    _comes: Mask
    _connection: duckdb.DuckDBPyConnection

    @property
    def schema(self) -> pa.Schema:
        return schema_of(self.columns)

    def batches(self) -> Iterator[pa.RecordBatch]:
        old = self._old.batches(self.columns)
        gained = tuple(column.name for column in _gained(self._old, self._new))
        if self.kind == "orders" and gained and self.counts.already_there:
            old = filled(old, gained, self._old.rows, self._connection)
        yield from _chosen(old, self._stays)
        yield from _chosen(self._new.batches(self.columns), self._comes)


@contextmanager
def added(old: Table, new: Table, room: Room) -> Iterator[Whole]:
    """Find out what the new file adds to the version. Both are read for that, and again whenever the rows are drawn."""
    columns = whole_columns(old, new)
    telling = telling_columns(old, new)
    gained = _gained(old, new)
    streams = {"old": stream(old, telling, exact), "new": stream(new, telling, exact), "gained": stream(new, gained)}
    customer = old.with_role("customer") if old.kind == "customers" else None
    if customer:
        streams |= {"old_ids": stream(old, [customer]), "new_ids": stream(new, [customer])}
    with opened(room, **streams) as connection:
        pair(connection, telling)
        comes = _all_but(new.rows, connection.sql("SELECT new_row FROM pairs"))
        stays = np.ones(old.rows, bool)
        if customer:
            stays = _all_but(old.rows, connection.sql(_replaced(as_id("c0", customer))))
        kept, come = int(stays.sum()), int(comes.sum())
        counts = Counts(kept, old.rows - kept, come, new.rows - come)
        yield Whole(old.kind, columns, counts, old, new, stays, comes, connection)


def _gained(old: Table, new: Table) -> tuple[Column, ...]:
    return tuple(column for column in new.columns if not old.column(column.name))


def _replaced(who: str) -> str:
    """The rows of customers whom the new file names, unless it holds the very same row."""
    return (
        f"SELECT row FROM old_ids WHERE {who} IN (SELECT {who} FROM new_ids) AND row NOT IN (SELECT old_row FROM pairs)"
    )


def _all_but(rows: int, left_out: duckdb.DuckDBPyRelation) -> Mask:
    chosen = np.ones(rows, bool)
    for batch in left_out.to_arrow_reader(ROWS_AT_ONCE):
        chosen[batch.column(0).to_numpy()] = False
    return chosen


def _chosen(batches: Iterator[pa.RecordBatch], mask: Mask) -> Iterator[pa.RecordBatch]:
    first = 0
    for batch in batches:
        chosen = batch.filter(pa.array(mask[first : first + batch.num_rows]))
        first += batch.num_rows
        if chosen.num_rows:
            yield chosen
