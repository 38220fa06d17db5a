"""Findings: what a person should know about a table before making segments of it, each with the repairs that would help."""

from datetime import date

from core.exploring.findings.copies import of_ids, of_rows
from core.exploring.findings.dates import of_dates
from core.exploring.findings.finding import Finding
from core.exploring.findings.gaps import of_gaps
from core.exploring.findings.numbers import of_numbers
from core.exploring.findings.texts import of_texts
from core.exploring.statistics import statistics
from core.exploring.table import Table

__all__ = ["Finding", "find"]


def find(table: Table, today: date | None = None) -> tuple[Finding, ...]:
    """Everything noticed, column by column, then what concerns whole rows; dates after `today` are noticed if it is given."""
    found: list[Finding] = []
    for known in statistics(table):
        if known.column.role == "ignore":
            continue
        found += of_gaps(table, known)
        if not known.present:
            continue
        if known.numbers:
            found += of_numbers(table, known, known.numbers, today)
        elif known.column.is_date:
            found += of_dates(table, known, today)
        elif known.column.is_text:
            found += of_texts(table, known)
    return (*found, *of_ids(table), *of_rows(table))
