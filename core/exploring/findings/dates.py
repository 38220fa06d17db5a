"""Dates before anything could have happened, after today, or years away from all others."""

from datetime import date, datetime, timedelta

from core.exploring.engine import opened
from core.exploring.findings.finding import Finding, rows_where, some
from core.exploring.repairs import Blank, Drop
from core.exploring.statistics import ColumnFigures
from core.exploring.table import Table

FIRST_DAY = {"orders": date(1990, 1, 1), "customers": date(1900, 1, 1)}
FAR_BACK, FAR_AHEAD = timedelta(days=3653), timedelta(days=366)


def of_dates(table: Table, known: ColumnFigures, today: date | None) -> list[Finding]:
    """Limits are drawn where 99.8 % of the dates lie, ten years back and one ahead, and never after today."""
    name = known.column.name
    with opened(table, [name]) as lines:
        value = lines.moment(name)
        early, late = lines.one(f"quantile_disc({value}, [0.001, 0.999])")[0]
        low = max(FIRST_DAY[table.kind], _back(early))
        high = min(today or date.max, _ahead(late))
        beyond = f"x < timestamp '{low}' or x >= timestamp '{high}' + interval 1 day"
        count = int(lines.rows.project(f"{value} as x").filter(beyond).aggregate("count(*)").fetchall()[0][0])
    if not count:
        return []
    below, above = low.isoformat(), f"{high.isoformat()}T23:59:59.999999"
    return [
        Finding(
            "dates", name, count, f"'{name}' has {some(count, 'date')} before {low} or after {high}.",
            "Recency and tenure are counted from dates: one wrong year makes a customer the oldest or the newest.",
            rows_where(table, name, beyond), (Blank(name, below=below, above=above), Drop(name, below=below, above=above)),
        )
    ]  # fmt: skip


def _back(early: datetime) -> date:
    return (early - FAR_BACK).date() if early.year > 11 else date.min


def _ahead(late: datetime) -> date:
    return (late + FAR_AHEAD).date() if late.year < 9998 else date.max
