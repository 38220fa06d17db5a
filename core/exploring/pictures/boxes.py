"""Box plots in figures: quartiles, whiskers that end at the last value within 1.5 times the box, and how many lie beyond."""

import math
from dataclasses import dataclass
from typing import Any

import duckdb

from core.exploring.engine import Lines, opened
from core.exploring.pictures.groups import groups_of
from core.exploring.table import Table

REACH = 1.5


@dataclass(frozen=True)
class Box:
    """One group's box; `below` and `above` count the values beyond the whiskers."""

    name: str
    rows: int
    mean: float
    low: float
    whisker_low: float
    quarter: float
    median: float
    three_quarters: float
    whisker_high: float
    high: float
    below: int
    above: int


@dataclass(frozen=True)
class Fences:
    """The limits of the 1.5 IQR rule for one number, and how many values lie outside of them."""

    column: str
    low: float
    high: float
    below: int
    above: int


@dataclass(frozen=True)
class Outliers:
    """What lies outside its fences, column by column, and in how many rows at least one value does."""

    fences: tuple[Fences, ...]
    rows: int


def boxes(table: Table, column: str, by: str | None = None) -> tuple[Box, ...]:
    """The box of everyone, or one for each of the most common values of a category."""
    names = [group.name for group in groups_of(table, by) if by is None or len(group.values) == 1]
    with opened(table, [column] if by is None else [column, by]) as lines:
        place = f"list_position(getvariable('names'), {lines.text(by)})" if by else "1"
        lines.bind(names=names)
        values = lines.rows.project(f"{lines.number(column)} as x, {place} as place").filter("x is not null")
        quartiles = dict(values.aggregate("place, quantile_cont(x, [0.25, 0.5, 0.75])").fetchall())
        limits = [_limits(quartiles.get(place + 1)) for place in range(len(names))]
        lines.bind(lows=[low for low, _ in limits], highs=[high for _, high in limits])
        found = _beyond(values.filter("place is not null")).fetchall()
    return tuple(_box(names[place - 1], quartiles[place], figures) for place, *figures in sorted(found))


def _beyond(values: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    fenced = values.project("x, place, getvariable('lows')[place] as lowest, getvariable('highs')[place] as highest")
    return fenced.aggregate(
        "place, count(*), avg(x), min(x), min(x) filter (x >= lowest), max(x) filter (x <= highest), max(x), "
        "count(*) filter (x < lowest), count(*) filter (x > highest)",
        "place",
    )


def _box(name: str, quartiles: list[float], figures: list[Any]) -> Box:
    rows, mean, low, whisker_low, whisker_high, high, below, above = figures
    quarter, median, three_quarters = quartiles
    return Box(name, rows, mean, low, whisker_low, quarter, median, three_quarters, whisker_high, high, below, above)


def outliers(table: Table, columns: tuple[str, ...], *, log: bool = False) -> Outliers:
    """The 1.5 IQR rule for each column, on the logarithm where asked; values without one count as missing."""
    with opened(table, columns) as lines:
        values = [_value(lines, name, log) for name in columns]
        quartiles = lines.one(", ".join(f"quantile_cont({value}, [0.25, 0.75])" for value in values))
        limits = [_limits(found) for found in quartiles]
        tests = [
            f"{value} {side} '{limit}'::double"
            for value, ends in zip(values, limits, strict=True)
            for side, limit in zip("<>", ends, strict=True)
        ]
        *counts, rows = lines.one(", ".join(f"count(*) filter ({test})" for test in [*tests, " or ".join(tests)]))
    as_drawn = math.exp if log else float
    fences = (
        Fences(name, as_drawn(low), as_drawn(high), counts[2 * place], counts[2 * place + 1])
        for place, (name, (low, high)) in enumerate(zip(columns, limits, strict=True))
    )
    return Outliers(tuple(fences), rows)


def _value(lines: Lines, name: str, log: bool) -> str:
    value = lines.number(name)
    return f"case when {value} > 0 then ln({value}) end" if log else value


def _limits(quartiles: list[float] | None) -> tuple[float, float]:
    """The fences around the box; a column without values has nothing outside."""
    if quartiles is None:
        return -math.inf, math.inf
    low, high = quartiles[0], quartiles[-1]
    return low - REACH * (high - low), high + REACH * (high - low)
