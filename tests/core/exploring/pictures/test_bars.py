"""Bars of a category add up to the table."""

import pyarrow as pa

from core.exploring import Table
from core.exploring.pictures import bars

TABLE = Table.of(pa.table({"a": ["x", "y", "x", "z", None, "", "x", "y"]}), {})


def test_values_come_largest_first_and_everything_is_accounted_for() -> None:
    found = bars(TABLE, "a", most=2)
    assert (found.values, found.rows) == (("x", "y"), (3, 2))
    assert (found.others, found.other_rows, found.missing) == (1, 1, 2)
    assert sum(found.rows) + found.other_rows + found.missing == TABLE.rows


def test_a_column_without_values_has_no_bars() -> None:
    found = bars(Table.of(pa.table({"a": pa.array([None], pa.string())}), {}), "a")
    assert (found.values, found.others, found.missing) == ((), 0, 1)
