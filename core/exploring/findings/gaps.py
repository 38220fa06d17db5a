"""Values that are not there, and columns that say nothing."""

from core.exploring.findings.finding import Finding, rows_where
from core.exploring.plain import LARGEST
from core.exploring.repairs import Drop, Fill, Ignore, Repair
from core.exploring.statistics import ColumnFigures
from core.exploring.table import Table

# Each customer or order has its own: somebody else's fills no gap.
OWN = ("customer", "order", "e-mail", "phone", "name", "postcode")


def of_gaps(table: Table, known: ColumnFigures) -> list[Finding]:
    """Missing values, a column without any, and a column that is the same everywhere."""
    name = known.column.name
    found = []
    if known.missing and known.present:
        found.append(_missing(table, known))
    if table.rows and not known.present:
        found.append(
            Finding(
                "constant", name, table.rows, f"'{name}' has no values.", "An empty column cannot separate customers.",
                repairs=(Ignore(name),),
            )
        )  # fmt: skip
    if known.different == 1 and known.present > 1 and known.column.role in ("number", "category", "country"):
        found.append(
            Finding(
                "constant", name, known.present, f"'{name}' has the same value everywhere.",
                "A value that never changes cannot separate customers.",
                rows_where(table, name, "x is not null")[:1], (Ignore(name),),
            )
        )  # fmt: skip
    return found


def _missing(table: Table, known: ColumnFigures) -> Finding:
    name = known.column.name
    nowhere = f"coalesce(abs(x::double) >= {LARGEST}, true)"
    empty = nowhere if known.column.is_number else "nullif(x::varchar, '') is null"
    fillers: tuple[Repair, ...] = ()
    if known.numbers:
        fillers = (Fill(name, "median"),)
    elif known.most_common is not None and known.column.role not in OWN:
        fillers = (Fill(name, "most common"),)
    mostly = known.missing > known.present
    return Finding(
        "missing", name, known.missing, f"'{name}' is missing in {known.missing:,} of {table.rows:,} rows.",
        "A customer with a gap cannot be placed until the gap is filled or the row is left out.",
        rows_where(table, name, empty),
        (Ignore(name), *fillers) if mostly else (*fillers, Drop(name, missing=True)),
    )  # fmt: skip
