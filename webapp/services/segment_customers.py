"""The customers of a segment, a page at a time: searched, filtered and sorted where they lie, never sent whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from core.errors import BadInput
from webapp.errors import NotFound
from webapp.records import RunResult, Segment, StoredTable, Viewer
from webapp.rights import Right
from webapp.services import door, runs, segments
from webapp.store import stored_tables

MOST_ROWS, LONGEST_SEARCH = 200, 200
STANDINGS = ("core", "usual", "border")


@dataclass(frozen=True)
class Wanted:
    """What a table of customers asks for. `limits` of columns of numbers, as lowest and highest; either may be open."""

    search: str = ""
    sort: str | None = None
    falling: bool = False
    standing: str | None = None
    limits: Mapping[str, tuple[float | None, float | None]] | None = None
    first: int = 0
    most: int = 50


@dataclass(frozen=True)
class Page:
    rows: pa.Table
    matching: int
    all: int


@dataclass(frozen=True)
class Customers:
    """The rows of one segment in the table behind its run."""

    segment: Segment
    table: StoredTable
    names: Mapping[str, str]  # what the columns of customer, segment and standing are called
    first: int
    last: int

    @property
    def columns(self) -> list[str]:
        """Without the segment, which is the same for all of them."""
        return [name for name in self.table.schema.names if name != self.names["segment"]]

    def read(self, columns: list[str]) -> pa.Table:
        return stored_tables.read_between(self.table, self.first, self.last, columns)

    def rows(self, places: NDArray[np.int64]) -> pa.Table:
        """Those at these places within the segment; only what lies between the first and the last of them is read."""
        if not len(places):
            return self.read(self.columns).slice(0, 0)
        low, high = int(places.min()), int(places.max())
        between = stored_tables.read_between(self.table, self.first + low, self.first + high + 1, self.columns)
        return between.take(places - low)


def of_segment(viewer: Viewer, run_id: object, number: object) -> Customers:
    """Rows are for those who may work with them."""
    viewer.must(Right.WORK)
    segment = segments.find(viewer, run_id, number)
    result = _result(viewer, segment)
    first = sum(other.customers for other in segments.of_run(viewer, segment.run_id) if other.number < segment.number)
    table = stored_tables.find(result.table_id)
    return Customers(segment, table, result.facts["labels"], first, first + segment.customers)


def page(viewer: Viewer, run_id: object, number: object, wanted: Wanted) -> Page:
    """What lies beyond the last page is the last page."""
    customers = of_segment(viewer, run_id, number)
    asked = _checked(wanted, customers)
    kept = _kept(asked, customers)
    first = min(asked.first, max(0, (len(kept) - 1) // asked.most * asked.most))
    return Page(customers.rows(kept[first : first + asked.most]), len(kept), customers.segment.customers)


def _kept(asked: Wanted, customers: Customers) -> NDArray[np.int64]:
    """Who is wanted, in their order; only the columns that decide that are read for everyone."""
    every = np.arange(customers.segment.customers)
    needed = _needed(asked, customers)
    if not needed:
        return every
    rows = customers.read(needed)
    kept = every[_fits(rows, asked, customers)]
    if asked.sort is None:
        return kept
    order = "descending" if asked.falling else "ascending"
    ranks: NDArray[np.int64] = pc.array_sort_indices(rows[asked.sort].take(kept), order=order).to_numpy()
    return kept[ranks]


def _result(viewer: Viewer, segment: Segment) -> RunResult:
    result = runs.result(viewer, segment.run_id)
    if result is None:
        raise NotFound
    return result


def _checked(wanted: Wanted, customers: Customers) -> Wanted:
    search = door.text(wanted.search, LONGEST_SEARCH, "A search")
    if wanted.sort is not None and wanted.sort not in customers.columns:
        raise BadInput("The table cannot be sorted by this column any more. Reload the page.")
    if wanted.standing is not None:
        door.one_of(wanted.standing, STANDINGS, "Choose core, usual or border.")
    if not set(wanted.limits or {}) <= set(_numbers(customers)):
        raise BadInput("Only columns of numbers can be limited. Reload the page.")
    first = door.whole(wanted.first, 0, door.LARGEST_ID, "The first row")
    most = door.whole(wanted.most, 1, MOST_ROWS, "The number of rows")
    return Wanted(search, wanted.sort, bool(wanted.falling), wanted.standing, wanted.limits or {}, first, most)


def _needed(asked: Wanted, customers: Customers) -> list[str]:
    decide = {*(asked.limits or {})} | ({asked.sort} if asked.sort else set())
    decide |= {customers.names["standing"]} if asked.standing else set()
    decide |= {*_texts(customers)} if asked.search else set()
    return [name for name in customers.columns if name in decide]


def _fits(rows: pa.Table, asked: Wanted, customers: Customers) -> NDArray[np.bool_]:
    tests = []
    if asked.search:
        tests.append(
            _any([pc.match_substring(rows[name], asked.search, ignore_case=True) for name in _texts(customers)])
        )
    if asked.standing is not None:
        tests.append(pc.equal(rows[customers.names["standing"]], asked.standing))
    for name, (low, high) in (asked.limits or {}).items():
        tests += [pc.greater_equal(rows[name], low)] if low is not None else []
        tests += [pc.less_equal(rows[name], high)] if high is not None else []
    fits = np.ones(rows.num_rows, bool)
    for test in tests:
        fits &= pc.fill_null(test, False).to_numpy()
    return fits


def _any(found: list[Any]) -> Any:
    whole = pc.fill_null(found[0], False)
    for one in found[1:]:
        whole = pc.or_(whole, pc.fill_null(one, False))
    return whole


def _texts(customers: Customers) -> list[str]:
    schema = customers.table.schema
    return [
        name
        for name in customers.columns
        if pa.types.is_string(schema.field(name).type) and name != customers.names["standing"]
    ]


def _numbers(customers: Customers) -> list[str]:
    kinds = (pa.types.is_integer, pa.types.is_floating)
    return [name for name in customers.columns if any(kind(customers.table.schema.field(name).type) for kind in kinds)]
