"""What customers did in the measurement window: orders and money of each, from order lines that count as in the recipe of the run."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from core.exploring import Table
from core.measuring import Measuring
from core.measuring.customers import opened_lines
from core.measuring.lines import orders
from core.measuring.roles import Roles
from core.measuring.settled import settled
from core.planning.audiences.ids import plain_ids

Array = NDArray[Any]


@dataclass(frozen=True)
class Outcome:
    """Customers who ordered, each once, with their orders and money; `until` is the last day of any order in the table.

    Money is None where the table has neither amounts nor prices.
    """

    ids: pa.Array
    orders: Array
    money: Array | None
    until: date | None


def outcome_within(table: Table, measuring: Measuring, start: date, end: date, *, memory: str = "1GB") -> Outcome:
    """From the first day of the window up to, but without, its last; lines that do not count are left out as they always are."""
    roles = Roles.of(table)
    open_end = replace(settled(table, roles, measuring), reference=None, since=None, until=None)
    within = replace(open_end, since=start, until=end - timedelta(days=1))
    with opened_lines(table, roles, within, memory=memory) as (_, lines):
        money = "sum(money)::double" if roles.has_money else "null::double"
        bought = orders(lines, roles, within).filter("kept > 0")
        found = bought.aggregate(f"who, count(*) as orders, {money} as money", "who").order("who").to_arrow_table()
        last = lines.aggregate("max(moment)::date").fetchall()[0][0]
    ids, number, sums = (found.column(place).combine_chunks() for place in range(3))
    return Outcome(pc.cast(ids, pa.string()), np.asarray(number), np.asarray(sums) if roles.has_money else None, last)


def outcome_of(ids: pa.Array, outcome: Outcome) -> tuple[Array, Array | None]:
    """Orders and money of these customers, in their order; nothing for whoever did not order."""
    places = pc.index_in(plain_ids(ids), value_set=plain_ids(outcome.ids))
    found = np.asarray(pc.is_valid(places))
    rows = np.asarray(pc.fill_null(places, 0))

    def beside(values: Array) -> Array:
        return np.where(found, values[rows], 0) if len(values) else np.zeros(len(found))

    return beside(outcome.orders), None if outcome.money is None else beside(outcome.money)
