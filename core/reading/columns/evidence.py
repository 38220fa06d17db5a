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
from core.reading.columns.values import Rule, values_sql
from core.reading.results import Odd
from core.reading.source import Source

LONG_ID = 16  # digits that a float can no longer keep apart
COLUMNS_A_PASS = 50  # the engine sets memory aside for every step of every question
ODD_SHOWN = 3
ODD_KEPT = 1_000


@dataclass(frozen=True)
class Evidence:
    blank: int
    understood: int
    longest: int = 0  # bytes of a cell
    padded: bool = False  # blanks stand around some texts
    tailed: bool = False  # some ids end in '.0'
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
        part = {index: rules[index] for index in wanted[start : start + COLUMNS_A_PASS]}
        asked = [ask for index, rule in part.items() for ask in _asks(index, source.natives[index], rule)]
        question = f"SELECT count(*), {', '.join(asked)} FROM {values_sql(connection, source, part)}"  # noqa: S608
        answer = list(connection.execute(question).fetchall()[0])
        rows = answer.pop(0)
        for index, rule in part.items():
            found[index] = _evidence(rule, source.natives[index], rows, answer)
    return rows, found


def count_rows(connection: duckdb.DuckDBPyConnection, source: Source) -> int:
    """All rows, the empty ones too."""
    return int(connection.execute(f"SELECT count(*) FROM {source.scan(connection)}").fetchall()[0][0])  # noqa: S608


def strange_cells(connection: duckdb.DuckDBPyConnection, source: Source, index: int, rule: Rule) -> StrangeCells:
    """Looks again at one column, for what its rule could not read."""
    numbered = values_sql(connection, source, {index: rule}, numbered=True)
    found = connection.execute(
        f"SELECT t{index}, count(*), min(row) FROM {numbered} "  # noqa: S608
        f"WHERE v{index} IS NULL AND trim(t{index}) <> '' GROUP BY t{index} ORDER BY count(*) DESC, min(row)"
    )
    kept = [(row, Odd(written, count, source.place(row))) for written, count, row in found.fetchmany(ODD_KEPT)]
    rest = sum(count for _, count, _ in iter(found.fetchone, None))
    sorts: dict[Strange, list[tuple[int, Odd]]] = {sort: [] for sort in Strange}
    for row, odd in kept:
        sorts[judge(odd.value)].append((row, odd))
    unread = [odd for _, odd in sorts[Strange.NOT_UNDERSTOOD]]
    return StrangeCells(
        marks=_together(sorts[Strange.MARK]),
        formula_errors=_together(sorts[Strange.FORMULA_ERROR]),
        infinite=_together(sorts[Strange.INFINITE]),
        not_understood=sum(odd.count for odd in unread) + rest,
        odd=tuple(unread[:ODD_SHOWN]),
        cells=tuple(odd.value for odd in unread),
    )


def contrary_cells(connection: duckdb.DuckDBPyConnection, source: Source, index: int) -> list[str]:
    """Numbers of a column that could show whether the sign in 1.234 is a decimal sign."""
    found = connection.execute(
        f"SELECT DISTINCT t{index} FROM {values_sql(connection, source, {index: TextRule()})} "  # noqa: S608
        f"WHERE NOT regexp_full_match(t{index}, '[+-]?([1-9][0-9]{{0,2}}[.,][0-9]{{3}}|[0-9]{{0,3}})') "
        f"ORDER BY t{index} LIMIT {ODD_KEPT}"
    )
    return [cell for (cell,) in found.fetchall()]


def _together(found: Sequence[tuple[int, Odd]]) -> Odd | None:
    """The commonest of them, how many all are, and where the first one stands."""
    if not found:
        return None
    _, first = min(found, key=lambda each: each[0])
    return Odd(found[0][1].value, sum(odd.count for _, odd in found), first.place)


def _asks(index: int, native: str, rule: Rule) -> list[str]:
    text, value = f"t{index}", f"v{index}"
    filled = f"count(*) FILTER ({text} <> '')" if rule.minds_blanks else f"count({text})"
    longest = f"max(strlen({text}))"
    if isinstance(rule, TextRule):
        # Not count(value): texts would be copied only to be counted.
        asks = [filled, f"count(*) FILTER (NOT {rule.is_mark_sql(text)})", longest]
        return [*asks, f"bool_or(ascii({text}) = {ord(' ')} OR ends_with({text}, ' '))", _any_tail(text, rule)]
    asks = [filled, f"count({value})", longest]
    if isinstance(rule, NumberRule):
        # Compensated, so that the sum does not depend on which thread read what.
        asks += [f"fsum({value})", _count_ids(text)]
    if isinstance(rule, DateRule):
        asks += [f"min({value})", f"max({value})", f"bool_or({value} <> date_trunc('day', {value}))"]
        asks += _order_asks(text, rule) if native == "text" and rule.year_last else []
    return asks


def _any_tail(text: str, rule: TextRule) -> str:
    return f"bool_or(ends_with({text}, '.0'))" if rule.is_id else "false"


def _count_ids(text: str) -> str:
    """Regular expressions only for the few cells that begin with a blank or a zero and a digit, or are long."""
    suspect = f"({text} >= '00' AND {text} < '0:') OR ascii({text}) = {ord(' ')} OR strlen({text}) >= {LONG_ID}"
    is_id = f"regexp_full_match({text}, ' *(0[0-9]+|[0-9]{{{LONG_ID},}}) *')"
    return f"count(*) FILTER (CASE WHEN {suspect} THEN {is_id} ELSE false END)"


def _order_asks(text: str, rule: DateRule) -> list[str]:
    day, month = rule.order_sql(text, "day"), rule.order_sql(text, "month")
    return [f"count({day})", f"count({month})", f"count(coalesce({day}, {month}))"]


def _evidence(rule: Rule, native: str, rows: int, answer: list[Any]) -> Evidence:
    """Takes as many answers as were asked for the column."""
    base = {"blank": rows - answer.pop(0), "understood": answer.pop(0), "longest": answer.pop(0) or 0}
    if isinstance(rule, TextRule):
        return Evidence(**base, padded=bool(answer.pop(0)), tailed=bool(answer.pop(0)))
    if isinstance(rule, NumberRule):
        return Evidence(**base, total=answer.pop(0), ids=answer.pop(0))
    span = {"first": answer.pop(0), "last": answer.pop(0), "timed": bool(answer.pop(0))}
    if native == "text" and rule.year_last:
        span |= {"day_first": answer.pop(0), "month_first": answer.pop(0), "year_last": answer.pop(0)}
    return Evidence(**base, **span)
