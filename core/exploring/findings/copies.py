"""Rows that are there twice, and customers with more than one row."""

from core.exploring.engine import opened
from core.exploring.findings.finding import EXAMPLES, Finding, some
from core.exploring.repairs import DropCopies, KeepLast
from core.exploring.repairs.rows import copied_rows
from core.exploring.table import Table


def of_rows(table: Table) -> list[Finding]:
    places = copied_rows(table)
    if not len(places):
        return []
    if table.kind == "orders":
        why = "An order may hold the same line twice; if the file was joined twice, every sum is too high."
    else:
        why = "A customer who stands there twice weighs twice."
    examples = tuple(f"row {place + 1}" for place in places[:EXAMPLES])
    return [
        Finding(
            "copies",
            None,
            len(places),
            f"The table has {some(len(places), 'row')} too many: exact copies of others.",
            why,
            examples,
            (DropCopies(),),
        )
    ]


def of_ids(table: Table) -> list[Finding]:
    """In a table of customers, an id should come once."""
    column = table.with_role("customer")
    if table.kind != "customers" or column is None:
        return []
    with opened(table, [column.name]) as lines:
        repeated = lines.counts(column.name).filter("n > 1").order("n desc, value").limit(EXAMPLES).fetchall()
        count, ids = lines.counts(column.name).filter("n > 1").aggregate("sum(n - 1), count(*)").fetchall()[0]
    if not ids:
        return []
    return [
        Finding(
            "repeated ids", column.name, int(count), f"'{column.name}' has {some(ids, 'customer')} with more than one row.",
            "Each customer belongs to one segment, so one row must speak for them.",
            tuple(f"{value} ({n} rows)" for value, n in repeated), (KeepLast(column.name),),
        )
    ]  # fmt: skip
