"""Numbers that cannot be, that are no numbers, or that lie far from the rest."""

import re
from datetime import date

from core.exploring.engine import opened
from core.exploring.findings.finding import EXAMPLES, Finding, rows_where, some
from core.exploring.pictures.boxes import REACH
from core.exploring.repairs import Blank, Clip, Drop, Ignore, ToCategory
from core.exploring.statistics import EXACT_ROWS, FEW, ColumnFigures, NumberFigures
from core.exploring.table import Table

AGE = re.compile(r"(^|[^a-z])(age|alter|âge|edad|età|leeftijd)([^a-z]|$)")
BIRTH = re.compile(r"birth|born|geburt|geboren|naissance|nacimiento|nascita|(^|_)yob(_|$)")
ID = re.compile(r"(^|[^a-z])(id|nr|no|key|code|index|number|nummer)([^a-z]|$)|[a-z]id$")
OLDEST = 120
MOST_CODES = 12
SKEWED = 1.0
# Lines of orders give quantities, amounts and discounts below zero a meaning: returns and reductions.
SIGNED = ("quantity", "returned quantity", "amount", "discount")


def of_numbers(table: Table, known: ColumnFigures, numbers: NumberFigures, today: date | None) -> list[Finding]:
    found = _impossible(table, known, numbers, today)
    if known.column.role != "number":
        return found
    if known.different > 1:
        code = _code(table, known, numbers)
        if code:
            return [*found, code]
    return found + _outliers(table, known, numbers) + _skew(known, numbers)


def _impossible(table: Table, known: ColumnFigures, numbers: NumberFigures, today: date | None) -> list[Finding]:
    name = known.column.name
    low, high, why = _possible(known, numbers, today)
    beyond = [f"x < {low!r}"] if low is not None and numbers.low < low else []
    beyond += [f"x > {high!r}"] if high is not None and numbers.high > high else []
    if not beyond:
        return []
    count = _count(table, name, " or ".join(beyond))
    # Where many values are below zero, being below zero is ordinary.
    if low == 0 and high is None and count > known.present * 0.05:
        return []
    return [
        Finding(
            "impossible", name, count, f"{count:,} of {known.present:,} values of '{name}' cannot be right.", why,
            rows_where(table, name, " or ".join(beyond)),
            (Blank(name, below=low, above=high), Drop(name, below=low, above=high)),
        )
    ]  # fmt: skip


def _possible(
    known: ColumnFigures, numbers: NumberFigures, today: date | None
) -> tuple[float | None, float | None, str]:
    """The range of what can be, as far as the column's name and role tell."""
    name = known.column.name.lower()
    if AGE.search(name):
        return 0, OLDEST, f"Nobody is younger than 0 or older than {OLDEST}; one such value pulls a whole segment."
    if BIRTH.search(name) and 1800 < numbers.median < 2200:
        oldest = today.year - OLDEST if today else 1900
        return oldest, today.year if today else None, f"A year of birth before {oldest} or in the future is a slip."
    if known.column.role in SIGNED:
        return None, None, ""
    return 0, None, "Nearly all values are not below zero: these look like slips or corrections."


def _code(table: Table, known: ColumnFigures, numbers: NumberFigures) -> Finding | None:
    name = known.column.name
    if _count(table, name, "x <> trunc(x)"):
        return None
    running = numbers.high - numbers.low + 1 == known.present
    if known.present >= 20 and (running or ID.search(name.lower())) and _all_different(table, known):
        return Finding(
            "code", name, known.present, f"'{name}' looks like an id: every row has its own number.",
            "Distances between ids mean nothing, and they would rule the segments.",
            rows_where(table, name, "x is not null"), (Ignore(name), ToCategory(name)),
        )  # fmt: skip
    if known.different <= MOST_CODES and known.present >= 20 * known.different:
        return Finding(
            "code", name, known.present, f"'{name}' takes only {known.different} different whole numbers.",
            "If they are codes and not amounts, the distance between them means nothing: treat them as a category.",
            _values(table, name), (ToCategory(name),),
        )  # fmt: skip
    return None


def _all_different(table: Table, known: ColumnFigures) -> bool:
    """Asked of the rows where the figures only have an estimate."""
    if table.rows <= EXACT_ROWS or known.different <= FEW:
        return known.different == known.present
    with opened(table, [known.column.name]) as lines:
        return bool(lines.one(f"count(distinct {lines.number(known.column.name)})")[0] == known.present)


def _outliers(table: Table, known: ColumnFigures, numbers: NumberFigures) -> list[Finding]:
    name = known.column.name
    reach = REACH * (numbers.three_quarters - numbers.quarter)
    low, high = numbers.quarter - reach, numbers.three_quarters + reach
    beyond = f"x < {low!r} or x > {high!r}"
    count = _count(table, name, beyond) if reach and (numbers.low < low or numbers.high > high) else 0
    if not count:
        return []
    below, above = (low if numbers.low < low else None), (high if numbers.high > high else None)
    return [
        Finding(
            "outliers", name, count, f"'{name}' has {some(count, 'value')} far from the rest.",
            "A few far values pull a segment towards themselves; clipping keeps the customers and takes the pull away.",
            rows_where(table, name, beyond),
            (
                Clip(name, below, above),
                Blank(name, below=below, above=above),
                Drop(name, below=below, above=above),
            ),
        )
    ]  # fmt: skip


def _skew(known: ColumnFigures, numbers: NumberFigures) -> list[Finding]:
    if numbers.skewness is None or abs(numbers.skewness) <= SKEWED or known.different <= MOST_CODES:
        return []
    tail = "large" if numbers.skewness > 0 else "small"
    advice = (
        " The logarithm, chosen when measures are prepared, evens this out."
        if numbers.low >= 0 and tail == "large"
        else ""
    )
    return [
        Finding(
            "skew", known.column.name, known.present, f"'{known.column.name}' has a long tail of {tail} values.",
            f"Segments would be cut along the tail and leave nearly everyone in one.{advice}",
            (f"skewness {numbers.skewness:.2f}",),
        )
    ]  # fmt: skip


def _count(table: Table, name: str, test: str) -> int:
    with opened(table, [name]) as lines:
        return int(lines.rows.project(f"{lines.number(name)} as x").filter(test).aggregate("count(*)").fetchall()[0][0])


def _values(table: Table, name: str) -> tuple[str, ...]:
    with opened(table, [name]) as lines:
        found = lines.counts(name).order("n desc, value").limit(EXAMPLES).fetchall()
    return tuple(f"{value} ({some(n, 'row')})" for value, n in found)
