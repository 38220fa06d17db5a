"""How many rows each value of a category has."""

from dataclasses import dataclass

from core.exploring.engine import answer, opened
from core.exploring.table import Table


@dataclass(frozen=True)
class Bars:
    """The most common values with their rows; how many `other` values share how many `other_rows`; rows without a value."""

    column: str
    values: tuple[str, ...]
    rows: tuple[int, ...]
    others: int
    other_rows: int
    missing: int


def bars(table: Table, column: str, most: int = 20) -> Bars:
    """The most common values of a column, largest first."""
    with opened(table, [column]) as lines:
        counts = lines.counts(column)
        found = counts.order("n desc, value").limit(most).fetchall()
        different, present = answer(counts.aggregate("count(*), coalesce(sum(n), 0)::bigint"))
    shown = sum(n for _, n in found)
    return Bars(
        column,
        tuple(value for value, _ in found),
        tuple(n for _, n in found),
        different - len(found),
        present - shown,
        table.rows - present,
    )
