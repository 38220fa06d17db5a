"""The members of two runs, segment by segment: how many of one are in which of the other, and who they are.

A place is a segment, NOBODY (in the run, but in none of its segments) or ABSENT (not in the run). Every customer of
either run stands in exactly one cell of the overlap; the one of ABSENT and ABSENT does not exist.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from core.clustering import NOBODY
from core.comparing.membership import ABSENT, Joined

Array = NDArray[Any]

PLACES = 256  # every label there can be


@dataclass(frozen=True)
class Overlap:
    """`rows` are the places of the old run, `columns` those of the new: all segments, then NOBODY and ABSENT where anyone is.

    Money is counted twice, by what the old run knows of the customers of a cell and by what the new one does.
    """

    rows: tuple[int, ...]
    columns: tuple[int, ...]
    customers: Array
    old_money: Array | None
    new_money: Array | None

    @property
    def of_row(self) -> Array:
        return _shares(self.customers, axis=1)

    @property
    def of_column(self) -> Array:
        return _shares(self.customers, axis=0)


@dataclass(frozen=True)
class Flow:
    """Everyone who is in this place of the old run and in that of the new one: a band of the flow diagram."""

    origin: int
    target: int
    customers: int
    old_money: float | None
    new_money: float | None


@dataclass(frozen=True)
class Cell:
    """Some of the customers of a cell, in the order in which the runs have them, and how many there are in all."""

    ids: pa.Array
    customers: int


def overlap(joined: Joined) -> Overlap:
    pairs = joined.old.astype(np.int64) * PLACES + joined.new
    customers = _crossed(pairs)
    rows = _places(customers.sum(axis=1), joined.old_segments)
    columns = _places(customers.sum(axis=0), joined.new_segments)
    shown = np.ix_(rows, columns)
    money = [None if known is None else _crossed(pairs, known)[shown] for known in (joined.old_money, joined.new_money)]
    return Overlap(rows, columns, customers[shown], money[0], money[1])


def shared(joined: Joined) -> Array:
    """Customers by old and new segment, of those who have one in both."""
    table = _crossed(joined.old.astype(np.int64) * PLACES + joined.new)
    return np.asarray(table[: joined.old_segments, : joined.new_segments])


def flows(crossed: Overlap) -> tuple[Flow, ...]:
    """Every cell with customers in it, largest first; between equals in the order of the table."""
    found = [
        Flow(
            crossed.rows[row],
            crossed.columns[column],
            int(crossed.customers[row, column]),
            None if crossed.old_money is None else float(crossed.old_money[row, column]),
            None if crossed.new_money is None else float(crossed.new_money[row, column]),
        )
        for row, column in np.argwhere(crossed.customers)
    ]
    return tuple(sorted(found, key=lambda flow: -flow.customers))


def cell(joined: Joined, origin: int | None, target: int | None, *, offset: int = 0, limit: int | None = None) -> Cell:
    """The customers between two places; None stands for all places, so that a row or a column can be had too."""
    inside = np.ones(joined.everyone, bool)
    if origin is not None:
        inside &= joined.old == origin
    if target is not None:
        inside &= joined.new == target
    return cell_of(joined.ids, np.flatnonzero(inside), offset, limit)


def cell_of(ids: pa.Array, rows: Array, offset: int, limit: int | None) -> Cell:
    last = None if limit is None else offset + limit
    return Cell(ids.take(pa.array(rows[offset:last])), len(rows))


def _crossed(pairs: Array, weights: Array | None = None) -> Array:
    return np.bincount(pairs, weights, minlength=PLACES * PLACES).reshape(PLACES, PLACES)


def _places(customers: Array, segments: int) -> tuple[int, ...]:
    return (*range(segments), *(place for place in (NOBODY, ABSENT) if customers[place]))


def _shares(customers: Array, axis: int) -> Array:
    return np.asarray(customers / np.maximum(customers.sum(axis=axis, keepdims=True), 1))
