"""What each column holds, in figures: one small question per column, so that memory does not grow with their number."""

from dataclasses import dataclass
from datetime import date, datetime

from core.exploring.engine import Lines, answer, opened
from core.exploring.table import Column, Table


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
    """`numbers` for a column of numbers, `first` and `last` for dates, `most_common` for what repeats itself."""

    column: Column
    present: int
    missing: int
    different: int
    most_common: str | None = None
    numbers: NumberFigures | None = None
    first: date | datetime | None = None
    last: date | datetime | None = None


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
    present, different, mean, deviation, skewness, quantiles = lines.one(
        f"count({value}), count(distinct {value}), avg({value}), stddev_samp({value}), "
        f"case when count({value}) > 2 and min({value}) < max({value}) then skewness({value}) end, "
        f"quantile_cont({value}, [0, 0.25, 0.5, 0.75, 1])"
    )
    numbers = NumberFigures(mean, deviation, skewness, *quantiles) if present else None
    return ColumnFigures(column, present, lines.table.rows - present, different, numbers=numbers)


def _of_dates(lines: Lines, column: Column) -> ColumnFigures:
    value = lines.raw(column.name)
    present, different, first, last = lines.one(f"count({value}), count(distinct {value}), min({value}), max({value})")
    return ColumnFigures(column, present, lines.table.rows - present, different, first=first, last=last)


def _of_values(lines: Lines, column: Column) -> ColumnFigures:
    present, different, most, common = answer(
        lines.counts(column.name).aggregate("coalesce(sum(n), 0)::bigint, count(*), max(n), arg_max(value, (n, value))")
    )
    repeated = common if present and most > 1 else None
    return ColumnFigures(column, present, lines.table.rows - present, different, most_common=repeated)
