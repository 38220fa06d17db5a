"""What the whole of a column says under a rule, measured by the engine in one pass over the file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb

from core.reading.columns.dates import DateRule
from core.reading.columns.missing import Strange, judge
from core.reading.columns.numbers import NumberRule
from core.reading.columns.text import TextRule
from core.reading.results import Odd
from core.reading.source import Source

Rule = TextRule | NumberRule | DateRule

LONG_ID = 16  # digits that a float can no longer keep apart
COLUMNS_A_PASS = 250
ODD_SHOWN = 3
ODD_KEPT = 1_000


@dataclass(frozen=True)
class Evidence:
    blank: int
    understood: int
    total: float | None = None
    first: datetime | None = None
    last: datetime | None = None
    timed: bool = False  # some dates carry a time of day
    ids: int = 0  # whole numbers that a number would spoil: 00123, or 16 digits and more
    day_first: int = 0  # dates readable with the day first, with the month first, and either way
    month_first: int = 0
    year_last: int = 0


@dataclass(frozen=True)
class StrangeCells:
    """The cells of a column that are not blank and give no value."""

    marks: Odd | None  # the commonest mark
    formula_errors: Odd | None
    infinite: Odd | None
    not_understood: int
    odd: tuple[Odd, ...]  # the commonest that were not understood
    cells: tuple[str, ...]  # more of them, to learn from


def measure(
    connection: duckdb.DuckDBPyConnection, source: Source, rules: dict[int, Rule]
) -> tuple[int, dict[int, Evidence]]:
    """Rows that are not wholly empty, and the evidence for these columns."""
    wanted = list(rules)
    found: dict[int, Evidence] = {}
    rows = 0
    for start in range(0, len(wanted), COLUMNS_A_PASS):
        part = wanted[start : start + COLUMNS_A_PASS]
        asked = [ask for index in part for ask in _asks(index, source.natives[index], rules[index])]
        answer = _one_row(connection, source, ["count(*)", *asked])
        rows = answer.pop(0)
        for index in part:
            found[index] = _evidence(rules[index], source.natives[index], answer)
    return rows, found


def not_empty(source: Source) -> str:
    """The condition that keeps rows in which anything is written."""
    cells = [cell(index, native) for index, native in enumerate(source.natives)]
    return (
        "("
        + " OR ".join(
            f"{text} <> ''" if n == "text" else f"{text} IS NOT NULL"
            for text, n in zip(cells, source.natives, strict=True)
        )
        + ")"
    )


def cell(index: int, native: str) -> str:
    return f"trim(c{index})" if native == "text" else f"c{index}"


def typed(index: int, native: str, rule: Rule) -> str:
    """The value of a cell under a rule, as SQL."""
    if native == "text":
        return rule.sql(cell(index, native))
    if native == "number" and isinstance(rule, NumberRule):
        return f"(CASE WHEN isfinite(c{index}::DOUBLE) THEN c{index}::DOUBLE END)"
    if native == "date" and isinstance(rule, DateRule):
        return f"c{index}::TIMESTAMP"
    return rule.sql(_written(index, native))


def strange_cells(connection: duckdb.DuckDBPyConnection, source: Source, index: int, rule: Rule) -> StrangeCells:
    """Looks again at one column, for what its rule could not read."""
    text = _written(index, source.natives[index])
    value = typed(index, source.natives[index], rule)
    found = connection.execute(
        f"SELECT cell, count(*), min(row) FROM (SELECT row_number() OVER () AS row, {text} AS cell, {value} AS value"  # noqa: S608
        f" FROM {source.scan(connection)}) WHERE value IS NULL AND cell <> '' GROUP BY cell ORDER BY count(*) DESC, min(row)"
    )
    kept = [Odd(written, count, source.place(row)) for written, count, row in found.fetchmany(ODD_KEPT)]
    rest = sum(count for _, count, _ in iter(found.fetchone, None))
    sorts: dict[Strange, list[Odd]] = {sort: [] for sort in Strange}
    for odd in kept:
        sorts[judge(odd.value)].append(odd)
    unread = sorts[Strange.NOT_UNDERSTOOD]
    return StrangeCells(
        marks=_together(sorts[Strange.MARK]),
        formula_errors=_together(sorts[Strange.FORMULA_ERROR]),
        infinite=_together(sorts[Strange.INFINITE]),
        not_understood=sum(each.count for each in unread) + rest,
        odd=tuple(unread[:ODD_SHOWN]),
        cells=tuple(each.value for each in unread),
    )


def contrary_cells(connection: duckdb.DuckDBPyConnection, source: Source, index: int) -> list[str]:
    """Numbers of a column that could show whether the sign in 1.234 is a decimal sign."""
    text = _written(index, source.natives[index])
    found = connection.execute(
        f"SELECT DISTINCT {text} AS cell FROM {source.scan(connection)} "  # noqa: S608
        f"WHERE NOT regexp_full_match({text}, '[+-]?([1-9][0-9]{{0,2}}[.,][0-9]{{3}}|[0-9]{{0,3}})') ORDER BY cell LIMIT {ODD_KEPT}"
    )
    return [cell for (cell,) in found.fetchall()]


def _together(odd: Sequence[Odd]) -> Odd | None:
    return Odd(odd[0].value, sum(each.count for each in odd), odd[0].place) if odd else None


def _written(index: int, native: str) -> str:
    """A cell as text, a whole number without '.0'."""
    if native == "text":
        return f"trim(c{index})"
    if native == "number":
        whole = f"c{index}::DOUBLE = trunc(c{index}::DOUBLE) AND abs(c{index}::DOUBLE) < 1e15"
        return f"(CASE WHEN {whole} THEN c{index}::BIGINT::VARCHAR ELSE c{index}::VARCHAR END)"
    return f"c{index}::VARCHAR"


def _asks(index: int, native: str, rule: Rule) -> list[str]:
    text, value = cell(index, native), typed(index, native, rule)
    asks = [f"count(*) FILTER ({text} IS NULL{_or_blank(text, native)})", f"count({value})"]
    if isinstance(rule, NumberRule):
        # Compensated, so that the sum does not depend on which thread read what.
        asks += [f"fsum({value})", _count_ids(text, native)]
    if isinstance(rule, DateRule):
        asks += [f"min({value})", f"max({value})", f"bool_or({value} <> date_trunc('day', {value}))"]
        asks += _order_asks(text, rule) if native == "text" and rule.year_last else []
    return asks


def _or_blank(text: str, native: str) -> str:
    return f" OR {text} = ''" if native == "text" else ""


def _count_ids(text: str, native: str) -> str:
    if native != "text":
        return "0"
    return (
        f"count(*) FILTER ((starts_with({text}, '0') OR strlen({text}) >= {LONG_ID}) "
        f"AND regexp_full_match({text}, '0[0-9]+|[0-9]{{{LONG_ID},}}'))"
    )


def _order_asks(text: str, rule: DateRule) -> list[str]:
    day, month = rule.order_sql(text, "day"), rule.order_sql(text, "month")
    return [f"count({day})", f"count({month})", f"count(coalesce({day}, {month}))"]


def _evidence(rule: Rule, native: str, answer: list[Any]) -> Evidence:
    blank, understood = answer.pop(0), answer.pop(0)
    if isinstance(rule, NumberRule):
        return Evidence(blank, understood, total=answer.pop(0), ids=answer.pop(0))
    if isinstance(rule, DateRule):
        span = {"first": answer.pop(0), "last": answer.pop(0), "timed": bool(answer.pop(0))}
        if native == "text" and rule.year_last:
            span |= {"day_first": answer.pop(0), "month_first": answer.pop(0), "year_last": answer.pop(0)}
        return Evidence(blank, understood, **span)
    return Evidence(blank, understood)


def _one_row(connection: duckdb.DuckDBPyConnection, source: Source, asks: list[str]) -> list[Any]:
    question = f"SELECT {', '.join(asks)} FROM {source.scan(connection)} WHERE {not_empty(source)}"  # noqa: S608
    row = connection.execute(question).fetchone()
    assert row is not None
    return list(row)
