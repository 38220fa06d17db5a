"""The rows of a source with their cells as text (t0, t1, ...) and as values (v0, v1, ...), as SQL.

Three layers, because the engine evaluates an expression as often as it is written: trim once, parse once, check once.
"""

import duckdb

from core.reading.columns.dates import DateRule
from core.reading.columns.numbers import NumberRule
from core.reading.columns.text import TextRule
from core.reading.source import Source

Rule = TextRule | NumberRule | DateRule


def values_sql(
    connection: duckdb.DuckDBPyConnection, source: Source, rules: dict[int, Rule], *, numbered: bool = False
) -> str:
    """Rows in which anything is written, with their numbers in the source if wanted, and the columns that have rules."""
    natives = [f"c{index}" for index in rules if source.natives[index] != "text"]
    texts = [f"t{index}" for index in rules]
    cells = [f"{_cell(index, source.natives[index], rule)} AS t{index}" for index, rule in rules.items()]
    raw = [f"{_raw(index, source.natives[index], rule)} AS r{index}" for index, rule in rules.items()]
    checked = [f"{rule.checked_sql(f'r{index}')} AS v{index}" for index, rule in rules.items()]
    row = ["row"] if numbered else []  # numbering keeps the engine to one thread
    count = ["row_number() OVER () AS row"] if numbered else []
    trimmed = f"SELECT {', '.join([*count, *natives, *cells, *_is_written(source)])} FROM {source.scan(connection)}"  # noqa: S608
    written = "WHERE written" if source.has_blank_rows else ""
    parsed = f"SELECT {', '.join([*row, *texts, *raw])} FROM ({trimmed}) {written}"  # noqa: S608
    return f"(SELECT {', '.join([*row, *texts, *checked])} FROM ({parsed}))"  # noqa: S608


def _is_written(source: Source) -> list[str]:
    """Whether anything stands in a row. Not asked in vain, for it looks at every cell."""
    if not source.has_blank_rows:
        return []
    tests = (
        f"trim(c{index}) <> ''" if native == "text" else f"c{index} IS NOT NULL"
        for index, native in enumerate(source.natives)
    )
    return [f"({' OR '.join(tests)}) AS written"]


def _cell(index: int, native: str, rule: Rule) -> str:
    """A cell as text: without blanks around it where they would matter, a whole number without '.0'."""
    if native == "text":
        return f"trim(c{index})" if rule.minds_blanks else f"c{index}"
    if native == "number":
        whole = f"c{index}::DOUBLE = trunc(c{index}::DOUBLE) AND abs(c{index}::DOUBLE) < 1e15"
        return f"(CASE WHEN {whole} THEN c{index}::BIGINT::VARCHAR ELSE c{index}::VARCHAR END)"
    return f"c{index}::VARCHAR"


def _raw(index: int, native: str, rule: Rule) -> str:
    """What a file already typed is not parsed again."""
    if native == "number" and isinstance(rule, NumberRule):
        return f"c{index}::DOUBLE"
    if native == "date" and isinstance(rule, DateRule):
        return f"c{index}::TIMESTAMP"
    return rule.raw_sql(f"t{index}")
