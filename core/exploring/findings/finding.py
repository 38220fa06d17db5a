"""One thing noticed in a table."""

from dataclasses import dataclass

from core.exploring.engine import opened
from core.exploring.repairs import Repair
from core.exploring.table import Table

EXAMPLES = 3


@dataclass(frozen=True)
class Finding:
    """`count` rows are concerned; `what` and `why` are sentences, `repairs` the changes that would help, best first."""

    kind: str
    column: str | None
    count: int
    what: str
    why: str
    examples: tuple[str, ...] = ()
    repairs: tuple[Repair, ...] = ()


def some(count: int, noun: str) -> str:
    """A number with its noun: 1 value, 2 values."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def rows_where(table: Table, column: str, test: str) -> tuple[str, ...]:
    """The first rows for which a test of `x`, the column as it is (a date as UTC), holds: "row 14: 180"."""
    with opened(table, [column]) as lines:
        moment = table.column(column).is_date
        value = lines.moment(column) if moment else lines.raw(column)
        words = f"{value}::varchar" if moment else lines.text(column)
        found = lines.rows.project(f"{value} as x, {words} as words, row").filter(test).order("row").limit(EXAMPLES)
        cells = found.project("words, row").fetchall()
    return tuple(f"row {row + 1}" + (f": {cell}" if cell else "") for cell, row in cells)
