"""What each column holds, in figures: one small question per column, so that memory does not grow with their number."""

from dataclasses import dataclass
from datetime import datetime

from core.exploring.engine import Lines, answer, opened
from core.exploring.table import Column, Table

# Telling millions of different numbers apart takes longer than everything else together: beyond this many rows they are estimated.
EXACT_ROWS = 1_000_000
FEW = 10_000


@dataclass(frozen=True)
class NumberFigures:
    mean: float
    deviation: float | None
    skewness: float | None
    low: float
    quarter: float
    median: float
    three_quarters: float
    high: float


@dataclass(frozen=True)
class ColumnFigures:
    """`numbers` for a column of numbers, `first` and `last` (in UTC) for dates, `most_common` for what repeats itself.

    `different` values of numbers and dates are counted up to a million rows, and beyond that where they are few; else estimated.
    """

    column: Column
    present: int
    missing: int
    different: int
    most_common: str | None = None
    numbers: NumberFigures | None = None
    first: datetime | None = None
    last: datetime | None = None


def statistics(table: Table) -> tuple[ColumnFigures, ...]:
    """The figures of every column."""
    return tuple(figures(table, column.name) for column in table.columns)


def figures(table: Table, name: str) -> ColumnFigures:
    """The figures of one column."""
    column = table.column(name)
    with opened(table, [name]) as lines:
        if column.is_number:
            return _of_numbers(lines, column)
        if column.is_date:
            return _of_dates(lines, column)
        return _of_values(lines, column)


def _of_numbers(lines: Lines, column: Column) -> ColumnFigures:
    value = lines.number(column.name)
    present, mean, deviation, skewness, quantiles = lines.one(
        f"count({value}), avg({value}), stddev_samp({value}), "
        f"case when count({value}) > 2 and min({value}) < max({value}) then skewness({value}) end, "
        f"quantile_cont({value}, [0, 0.25, 0.5, 0.75, 1])"
    )
    numbers = NumberFigures(mean, deviation, skewness, *quantiles) if present else None
    return ColumnFigures(column, present, lines.table.rows - present, _different(lines, value), numbers=numbers)


def _of_dates(lines: Lines, column: Column) -> ColumnFigures:
    value = lines.moment(column.name)
    present, first, last = lines.one(f"count({value}), min({value}), max({value})")
    different = _different(lines, value)
    return ColumnFigures(column, present, lines.table.rows - present, different, first=first, last=last)


def _of_values(lines: Lines, column: Column) -> ColumnFigures:
    present, different, most, common = answer(
        lines.counts(column.name).aggregate("coalesce(sum(n), 0)::bigint, count(*), max(n), arg_max(value, (n, value))")
    )
    repeated = common if present and most > 1 else None
    return ColumnFigures(column, present, lines.table.rows - present, different, most_common=repeated)


def _different(lines: Lines, value: str) -> int:
    if lines.table.rows > EXACT_ROWS:
        (estimated,) = lines.one(f"approx_count_distinct({value})")
        if estimated > FEW:
            return int(estimated)
    return int(lines.one(f"count(distinct {value})")[0])
