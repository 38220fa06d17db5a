"""Measures from orders beside what is known of the customers: one table, joined by the customer's id."""

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from core.errors import BadInput
from core.exploring.plain import as_text, trimmed
from core.exploring.table import Table


@dataclass(frozen=True)
class Joined:
    """Customers found on both sides, measures first, then attributes; who was found on one side only, and ids that repeat."""

    rows: pa.Table
    only_measured: pa.Array
    only_described: pa.Array
    repeated: int

    @property
    def matched(self) -> int:
        return int(self.rows.num_rows)


def joined(measures: pa.Table, customers: Table) -> Joined:
    """Join a table per customer (its first column is the id) with a customers dataset; of repeated ids the last row speaks."""
    column = customers.with_role("customer")
    if column is None:
        raise BadInput("No column of the customers says who they are. Give one column the role customer.")
    attributes = [one.name for one in customers.columns if one.role != "ignore" and one.name != column.name]
    described = customers.read([column.name, *attributes]).read_all()
    theirs, ours = _ids(described.column(0)), _ids(measures.column(0))
    # The last row of a repeated id is the first one found when looking from the end.
    backwards = pc.index_in(ours, value_set=theirs[::-1])
    place = pc.subtract(len(theirs) - 1, backwards)
    both = pc.is_valid(place)
    rows = measures.filter(both)
    taken = described.select(attributes).take(place.filter(both))
    for name, values in zip(_free_names(attributes, rows.column_names), taken.columns, strict=True):
        rows = rows.append_column(name, values)
    known = pc.drop_null(theirs)
    unmet = pc.unique(known.filter(pc.invert(pc.is_in(known, value_set=ours))))
    return Joined(rows, ours.filter(pc.invert(both)), unmet, len(known) - len(pc.unique(known)))


def _ids(column: pa.ChunkedArray) -> pa.Array:
    text = trimmed(as_text(column.combine_chunks()))
    return pc.if_else(pc.equal(text, ""), pa.scalar(None, pa.string()), text)


def _free_names(names: list[str], taken: list[str]) -> list[str]:
    """Names of attributes; one that a measure has already gets a number."""
    free: list[str] = []
    for name in names:
        number, fresh = 2, name
        while fresh in taken or fresh in free:
            fresh, number = f"{name} ({number})", number + 1
        free.append(fresh)
    return free
