"""One row per customer, made from order lines while they stream by: lines to orders, orders to customers.

Two levels keep memory small: DuckDB holds orders and customers, never lines, and moves to disk what is over its limit. Everything
summed is exact, so that the same file gives the same bits on one thread and on many.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta

import duckdb
import pyarrow as pa

from core.errors import BadInput
from core.exploring.engine import Lines, answer, opened
from core.exploring.table import Table
from core.measuring.funnel import Funnel, funnel
from core.measuring.ids import with_tidy_ids
from core.measuring.lines import exact, fates, judged, orders
from core.measuring.measures import Measure, measures
from core.measuring.roles import Roles
from core.measuring.settings import Measuring
from core.measuring.settled import settled

ROWS_AT_ONCE = 100_000
LINES_AT_ONCE = 20_000_000
SUMMED = ("kept", "units", "money", "discount", "discounted", "bought", "back")


@dataclass(frozen=True)
class Measured:
    """The measures of every customer, by id, to be read while `measured` is open; the settled settings; the funnel."""

    measuring: Measuring
    measures: tuple[Measure, ...]
    funnel: Funnel
    parts: tuple[duckdb.DuckDBPyRelation, ...]

    def batches(self) -> pa.RecordBatchReader:
        stream = self.parts[0].to_arrow_reader(ROWS_AT_ONCE)
        # Names of product groups are typed by people: they join after the query.
        schema = pa.schema(field.with_name(one.name) for field, one in zip(stream.schema, self.measures, strict=True))
        return pa.RecordBatchReader.from_batches(schema, self._named(schema.names, stream))

    def _named(self, names: list[str], first: pa.RecordBatchReader) -> Iterator[pa.RecordBatch]:
        """One part after the other: a connection answers one question at a time."""
        yield from (batch.rename_columns(names) for batch in first)
        for part in self.parts[1:]:
            yield from (batch.rename_columns(names) for batch in part.to_arrow_reader(ROWS_AT_ONCE))

    def table(self) -> pa.Table:
        return self.batches().read_all()


@contextmanager
def measured(table: Table, measuring: Measuring, *, memory: str = "1GB") -> Iterator[Measured]:
    """Measure every customer of an orders table; what the settings leave open is found in the table."""
    roles = Roles.of(table)
    measuring = settled(table, roles, measuring)
    with opened_lines(table, roles, measuring, memory=memory) as (lines, rows):
        # Nothing depends on the order of lines, and keeping it takes memory.
        lines.connection.execute("set preserve_insertion_order = false")
        _customers(orders(rows, roles, measuring), measuring).create("customers")
        customers = lines.connection.table("customers")
        found = funnel(customers, tuple(fates(roles, measuring)), measuring.rules)
        if not found.customers:
            raise BadInput(_nobody(found))
        if measuring.reference is None:
            (last,) = answer(customers.aggregate(f"max(last_{'moment' if measuring.by_moment else 'day'})"))
            measuring = replace(measuring, reference=last + timedelta(days=1))
        chosen = measures(roles, measuring)
        found_in = ", ".join(f"{one.expression} as m{place}" for place, one in enumerate(chosen))
        parts = []
        for place, some in enumerate(_parts(lines, customers, table.rows)):
            whole = _with_baskets(lines, customers.filter(some), rows.filter(some), roles, measuring)
            whole.filter("orders > 0").project(found_in).create(f"part_{place}")
            parts.append(lines.connection.table(f"part_{place}").order("m0"))
        yield Measured(measuring, chosen, found, tuple(parts))


@contextmanager
def opened_lines(
    table: Table, roles: Roles, measuring: Measuring, *, memory: str = "1GB"
) -> Iterator[tuple[Lines, duckdb.DuckDBPyRelation]]:
    """The judged lines of a table; copies are told apart by all columns, whatever these are for."""
    copies_left_out = "copies" in measuring.rules
    table = with_tidy_ids(table, roles.customer, roles.order)
    with opened(table, table.names if copies_left_out else roles.names, memory=memory) as lines:
        rows = lines.rows
        if copies_left_out:
            cells = ", ".join(lines.raw(name) for name in lines.names)
            rows = rows.aggregate(f"{cells}, count(*) as copies", cells)
        yield lines, judged(lines, rows, roles, measuring)


def _customers(per_order: duckdb.DuckDBPyRelation, measuring: Measuring) -> duckdb.DuckDBPyRelation:
    """One row for each customer, those included who only returned something, and one for everybody without a name."""
    sums = [name for name in per_order.columns if name in SUMMED or name.startswith("fate_")]
    days = [f"count(*) filter (isodow(first) = {day}) as weekday_{day}" for day in range(1, 8)]
    days += [f"count(*) filter (month(first) = {month}) as month_{month}" for month in range(1, 13)]
    rate = (
        "case when bought > 0 then least(1, coalesce(back, 0) / bought) when back > 0 then 1 when kept > 0 then 0 end"
    )
    per_order = per_order.project(f"*, {exact(rate)} as rate")
    moments = "min(first) as first_moment, max(last) as last_moment, " if measuring.by_moment else ""
    return per_order.aggregate(
        f"who, count(*) filter (kept > 0) as orders, min(first)::date as first_day, max(last)::date as last_day, {moments}"
        f"sum(rate) as rate_sum, count(rate) as rated, {', '.join(f'coalesce(sum({name}), 0) as {name}' for name in sums)}, {', '.join(days)}",
        "who",
    )


def _parts(lines: Lines, customers: duckdb.DuckDBPyRelation, many_lines: int) -> list[str]:
    """Tests for the customers of each part, by their ids. Where there are many lines a part is finished before the next begins:
    then memory does not grow with the lines, only the time to read them."""
    many = -(-many_lines // LINES_AT_ONCE)
    if many < 2:
        return ["true"]
    (ends,) = answer(customers.aggregate(f"quantile_disc(who, {[place / many for place in range(1, many)]})"))
    lines.bind(ends=list(dict.fromkeys(ends)))
    last = len(set(ends))
    tests = [
        f"who > getvariable('ends')[{place}] and who <= getvariable('ends')[{place + 1}]" for place in range(1, last)
    ]
    return ["who <= getvariable('ends')[1]", *tests, f"who > getvariable('ends')[{last}]"]


def _with_baskets(
    lines: Lines, customers: duckdb.DuckDBPyRelation, rows: duckdb.DuckDBPyRelation, roles: Roles, measuring: Measuring
) -> duckdb.DuckDBPyRelation:
    """What customers bought, in how many products and which groups, counted in a second reading."""
    if not (roles.product or measuring.groups):
        return customers
    connection = lines.connection
    bought = rows.filter("fate = 0").project("who, product, coalesce(part, 0) as part, bought")
    # Each level is finished before the next begins: two at once would share the memory that one of them needs.
    connection.execute("drop table if exists products; drop table if exists baskets")
    once = "who, product, min(part) as part, max(part) as other, sum(bought) as bought"
    bought.aggregate(once, "who, product").create("products")
    (mixed,) = answer(connection.table("products").aggregate("bool_or(part <> other)"))
    if mixed:
        # Somebody bought a product in several groups. Telling them apart takes a third longer, and is rarely needed.
        connection.execute("drop table products")
        bought.aggregate("who, product, part, sum(bought) as bought", "who, product, part").create("products")
    count = "count(distinct product)" if mixed else "count(product)"
    parts = [
        f"sum(bought) filter (part = {place}) as part_{place}" for place in range(1, len(measuring.groups or ()) + 1)
    ]
    sums = ", ".join(["who as buyer", f"{count} as products", *parts])
    connection.table("products").aggregate(sums, "who").create("baskets")
    return customers.join(connection.table("baskets"), "who = buyer")


def _nobody(found: Funnel) -> str:
    if not found.lines:
        return "The table has no lines. Bring a file with at least one order."
    worst = max(found.steps, key=lambda step: step.left_out)
    return f"No customer is left: {worst.left_out:,} of {found.lines:,} are {worst.words}. Switch that rule off or check the roles."
