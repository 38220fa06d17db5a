"""Finding in the table what the settings leave open, so that it can be stored and used again on the next table."""

from dataclasses import replace

from core.exploring.engine import answer, opened
from core.exploring.table import Column, Table
from core.measuring.roles import Roles
from core.measuring.settings import MOST_GROUPS, Measuring


def settle(table: Table, measuring: Measuring) -> Measuring:
    """All settings but the reference date of an orders table."""
    return settled(table, Roles.of(table), measuring)


def settled(table: Table, roles: Roles, measuring: Measuring) -> Measuring:
    """All settings but the reference date, which is known when the last order is."""
    if measuring.groups is None:
        measuring = replace(measuring, groups=_most_common(table, roles.group, MOST_GROUPS))
    if measuring.currency is None and roles.currency:
        measuring = replace(measuring, currency=next(iter(_most_common(table, roles.currency, 1)), None))
    if measuring.discounts is None and roles.discount:
        measuring = replace(measuring, discounts=_way_of_discounts(table, roles.discount))
    return measuring


def _most_common(table: Table, column: Column | None, most: int) -> tuple[str, ...]:
    if column is None:
        return ()
    with opened(table, [column.name]) as lines:
        counts = lines.counts(column.name).order("n desc, value").limit(most).fetchall()
    return tuple(value for value, _ in counts)


def _way_of_discounts(table: Table, column: Column) -> str:
    """Shares of a price are never above one."""
    with opened(table, [column.name]) as lines:
        (largest,) = answer(lines.rows.aggregate(f"max(abs({lines.number(column.name)}))"))
    return "share" if largest is not None and largest <= 1 else "amount"
