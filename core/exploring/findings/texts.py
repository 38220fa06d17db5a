"""Text that should have been numbers, and one thing spelled in several ways."""

from core.exploring.engine import opened
from core.exploring.findings.finding import EXAMPLES, Finding, rows_where, some
from core.exploring.findings.spellings import spellings
from core.exploring.repairs import Blank, Merge, Repair, ToNumber
from core.exploring.statistics import ColumnFigures
from core.exploring.table import Table

MOST_VALUES = 1_000
# Ids, numbers of telephones and postcodes are digits by nature.
DIGITS = ("customer", "order", "product", "phone", "postcode", "name", "e-mail")
CHOSEN_FROM = ("category", "country", "currency", "product group", "number")


def of_texts(table: Table, known: ColumnFigures) -> list[Finding]:
    found = _mixed(table, known) if known.column.role not in DIGITS else []
    if known.column.role in CHOSEN_FROM and 1 < known.different <= MOST_VALUES and not found:
        found += _spelled(table, known)
    return found


def _mixed(table: Table, known: ColumnFigures) -> list[Finding]:
    name = known.column.name
    with opened(table, [name]) as lines:
        numeric = "sum(n) filter (isfinite(try_cast(trim(value) as double)))"
        numbers = int(lines.counts(name).aggregate(f"coalesce({numeric}, 0)").fetchall()[0][0])
    others = known.present - numbers
    if numbers < known.present * 0.5:
        return []
    what = (
        f"{others:,} of {known.present:,} values of '{name}' cannot be read as numbers."
        if others
        else f"'{name}' holds numbers as text."
    )
    no_number = "nullif(x, '') is not null and not coalesce(isfinite(try_cast(trim(x) as double)), false)"
    return [
        Finding(
            "mixed", name, others or known.present, what,
            "Numbers kept as text cannot be measured; what is no number will count as missing.",
            rows_where(table, name, no_number if others else "x is not null"), (ToNumber(name),),
        )
    ]  # fmt: skip


def _spelled(table: Table, known: ColumnFigures) -> list[Finding]:
    name = known.column.name
    with opened(table, [name]) as lines:
        counts = dict(lines.counts(name).fetchall())
    merged = spellings(counts)
    if not merged:
        return []
    rows = sum(counts[found] for found in merged)
    repair: tuple[Repair, ...] = (Merge(name, tuple(sorted(merged.items()))), Blank(name, values=tuple(sorted(merged))))
    examples = sorted(merged, key=lambda found: (-counts[found], found))[:EXAMPLES]
    return [
        Finding(
            "spellings", name, rows, f"'{name}' writes the same value in several ways: {some(len(merged), 'spelling')} too many.",
            "Each spelling counts as a category of its own and splits a group that belongs together.",
            tuple(f"'{found}' for '{merged[found]}' ({some(counts[found], 'row')})" for found in examples), repair,
        )
    ]  # fmt: skip
