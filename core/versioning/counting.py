"""How often each value of a column stands in two versions: whatever is said about its shift is drawn from these counts.

Counting values moves to disk what does not fit into memory, which quantiles of the rows themselves would not.
"""

from typing import Any

import duckdb

from core.versioning.engine import one
from core.versioning.shifts import Category, CategoryShift, DateShift, Missing, NumberShift, OtherShift
from core.versioning.stability import Stability, stability

CELLS = 20  # categories compared by themselves; the rest is one cell
NAMED = 10  # categories that are named
DECILES = range(1, 10)


class Counted:
    """How often each value of one column stands in the tables `before` and `after`; values that are missing stand apart."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, cell: str) -> None:
        self._connection = connection
        self._cell = cell
        self.missing = Missing(*(self._side(side, f"count(*) - count({cell})")[0] for side in ("before", "after")))

    def number(self, column: str) -> NumberShift:
        self._count()
        *deciles, before = self._quantiles("before")
        *_, after = self._quantiles("after")
        return NumberShift(column, self.missing, before, after, self._over_cells(self._decile_cell(deciles)))

    def category(self, column: str) -> CategoryShift:
        self._count()
        before, after, new, vanished = one(
            self._connection,
            "SELECT count(*) FILTER (before > 0), count(*) FILTER (after > 0), count(*) FILTER (before = 0), "
            "count(*) FILTER (after = 0) FROM counts",
        )
        largest = "least(row_number() OVER (ORDER BY before DESC, value), $cells)"
        return CategoryShift(
            column,
            self.missing,
            categories_before=before,
            categories_after=after,
            new_categories=new,
            vanished_categories=vanished,
            largest=self._categories("true", "before + after"),
            new=self._categories("before = 0", "after"),
            vanished=self._categories("after = 0", "before"),
            stability=self._over_cells(largest, cells=CELLS + 1),
        )

    def dates(self, column: str) -> DateShift:
        ends = [self._side(side, f"min({self._cell}), max({self._cell})") for side in ("before", "after")]
        return DateShift(column, self.missing, *(day.isoformat() if day else None for side in ends for day in side))

    def other(self, column: str) -> OtherShift:
        return OtherShift(column, self.missing)

    def _side(self, side: str, figures: str) -> tuple[Any, ...]:
        return one(self._connection, f"SELECT {figures} FROM {side}")

    def _count(self) -> None:
        self._connection.execute(
            "CREATE OR REPLACE TABLE counts AS SELECT value, sum(before)::BIGINT AS before, sum(after)::BIGINT AS after FROM ("
            f"SELECT {self._cell} AS value, 1 AS before, 0 AS after FROM before "
            f"UNION ALL SELECT {self._cell}, 0, 1 FROM after) WHERE value IS NOT NULL GROUP BY value"
        )

    def _quantiles(self, side: str) -> tuple[Any, ...]:
        """The deciles, each a value that is there, and the median, which may lie between two."""
        deciles = ", ".join(f"min(value) FILTER (upto * 10 >= {tenths} * rows)" for tenths in DECILES)
        median = "min(value) FILTER (upto * 2 >= rows) / 2 + min(value) FILTER (upto * 2 > rows) / 2"
        return one(
            self._connection,
            f"SELECT {deciles}, {median} FROM (SELECT value, sum({side}) OVER (ORDER BY value ROWS UNBOUNDED PRECEDING) AS upto, "
            f"sum({side}) OVER () AS rows FROM counts WHERE {side} > 0)",
        )

    def _decile_cell(self, deciles: list[float]) -> str:
        """Cells end with a decile; one that stands there twice holds a tenth of the rows alone and is a cell itself."""
        edges = sorted(set(deciles) - {None})
        alone = [edge for edge in edges if deciles.count(edge) > 1]
        self._connection.execute("SET VARIABLE edges = ?::DOUBLE[]", [edges])
        self._connection.execute("SET VARIABLE alone = ?::DOUBLE[]", [alone])
        below = "len(list_filter(getvariable('edges'), lambda edge: edge < value))"
        return f"2 * {below} + list_contains(getvariable('alone'), value)::BIGINT"

    def _over_cells(self, cell: str, **bound: int) -> Stability:
        cells = self._connection.execute(
            f"SELECT sum(before)::BIGINT, sum(after)::BIGINT FROM (SELECT {cell} AS cell, before, after FROM counts) "
            "GROUP BY cell ORDER BY cell",
            bound or None,
        ).fetchall()
        return stability([before for before, _ in cells], [after for _, after in cells])

    def _categories(self, which: str, by: str) -> tuple[Category, ...]:
        found = self._connection.execute(
            f"SELECT value, before, after FROM counts WHERE {which} ORDER BY {by} DESC, value LIMIT {NAMED}"
        ).fetchall()
        return tuple(Category(*category) for category in found)
