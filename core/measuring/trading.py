"""How trade went: orders, customers and money over time, and by product or group; the same lines count as for the measures."""

from dataclasses import dataclass, replace
from datetime import date

import duckdb

from core.errors import BadInput
from core.exploring.table import Table
from core.measuring.customers import opened_lines
from core.measuring.lines import orders
from core.measuring.roles import Roles
from core.measuring.settings import Measuring
from core.measuring.settled import settled

PERIOD_LENGTHS = ("day", "week", "month", "quarter", "year")


@dataclass(frozen=True)
class Period:
    """`back` are units that were returned in the period, whenever they had been bought."""

    first_day: date
    orders: int
    customers: int
    money: float | None
    units: float
    back: float

    @property
    def money_per_order(self) -> float | None:
        return self.money / self.orders if self.money is not None and self.orders else None

    @property
    def orders_per_customer(self) -> float | None:
        return self.orders / self.customers if self.customers else None

    @property
    def returned_share(self) -> float | None:
        return self.back / self.units if self.units else None


@dataclass(frozen=True)
class Sold:
    """A product or a group of them; None gathers the lines that name none."""

    name: str | None
    money: float | None
    units: float
    back: float
    customers: int


def over_time(table: Table, measuring: Measuring, period: str = "month") -> tuple[Period, ...]:
    """Each period in which something was bought or returned, in order; weeks begin on Monday."""
    if period not in PERIOD_LENGTHS:
        raise BadInput(f"'{period}' is not a period. Choose one of: {', '.join(PERIOD_LENGTHS)}.")
    roles = Roles.of(table)
    measuring = settled(table, roles, measuring)
    with opened_lines(table, roles, measuring) as (_, rows):
        per_order = orders(rows, roles, measuring).filter("kept > 0 or back > 0")
        money = "sum(money)::double" if roles.has_money else "null"
        start = f"date_trunc('{period}', coalesce(first, moment))::date"
        found = per_order.aggregate(
            f"{start} as start, count(*) filter (kept > 0), count(distinct who) filter (kept > 0), {money}, "
            "coalesce(sum(units), 0)::double, coalesce(sum(back), 0)::double"
        )
        return tuple(Period(*row) for row in found.order("start").fetchall())


def sold(table: Table, measuring: Measuring, role: str = "product", most: int = 20) -> tuple[Sold, ...]:
    """The products (or groups, by role) that brought most money, or most units where there is no money."""
    roles = Roles.of(table)
    named = {"product": roles.product, "product group": roles.group}.get(role)
    if named is None:
        raise BadInput(f"No column has the role {role}. Give it to the column that names what was bought.")
    roles = replace(roles, product=named)
    with opened_lines(table, roles, settled(table, roles, measuring)) as (_, rows):
        return tuple(Sold(*row) for row in _per_product(rows).limit(most).fetchall())


def _per_product(rows: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    per_buyer = rows.aggregate(
        "product, who, sum(money) as money, sum(units) as units, sum(back) as back", "product, who"
    )
    return per_buyer.aggregate(
        "product, sum(money)::double as money, coalesce(sum(units), 0)::double as units, "
        "coalesce(sum(back), 0)::double, count(*) filter (units is not null)"
    ).order("money desc nulls last, units desc, product")
