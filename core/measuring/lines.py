"""Order lines as measures need them: whose, of which order, when, how much, and whether the line counts.

Each line has one fate: it counts, or the first rule that leaves it out. What came back (cancelled lines, quantities below zero, a
column of returned quantities) is kept apart from what was bought, so that returns are known though they are out of the money.
"""

import duckdb

from core.exploring.engine import Lines
from core.exploring.table import Column
from core.measuring.roles import Roles
from core.measuring.settings import Measuring

# Larger numbers are slips of the keyboard. Below, sums of nine decimals are exact, and never depend on the order of lines.
LARGEST = 1e15


def fates(roles: Roles, measuring: Measuring) -> dict[str, str]:
    """What leaves a line out, in the order in which it is asked: the name of the rule and its test."""
    tests = {"customer": "who is null"}
    if "cancelled" in measuring.rules and roles.order:
        tests["cancelled"] = "cancelled"
    if "not positive" in measuring.rules:
        tests["not positive"] = f"not coalesce({_positive(roles)}, false)"
    return tests | _scope(roles, measuring)


def judged(lines: Lines, rows: duckdb.DuckDBPyRelation, roles: Roles, measuring: Measuring) -> duckdb.DuckDBPyRelation:
    """Each line with who, ordered, moment, product, part (the place of its group), units, money, discount, back and fate.

    A fate of 0 means that the line counts; n, that the n-th test of `fates` leaves it out. units, money and discount are there
    only where the line counts; so is bought, the units without those below zero, which some rules leave in. back, the units that
    were returned, is there also where the line does not count.
    """
    lines.bind(groups=list(measuring.groups or ()), currency=measuring.currency)
    read = rows.project(
        ", ".join(f"{expression} as {name}" for name, expression in _read(lines, roles, measuring).items())
    )
    known = read.project(f"*, {_cancelled(roles, measuring)} as cancelled")
    tests = " ".join(
        f"when {test} then {place}" for place, test in enumerate(fates(roles, measuring).values(), start=1)
    )
    fated = known.project(f"*, (case {tests} else 0 end)::utinyint as fate")
    counted = {"units": "quantity", "money": "money", "discount": "discount", "bought": "greatest(quantity, 0)"}
    return fated.project(
        f"who, ordered, moment, product, part, fate, weight, {exact(_back(roles, measuring))} as back, "
        + ", ".join(f"case when fate = 0 then {exact(value)} end as {name}" for name, value in counted.items())
    )


def orders(judged_lines: duckdb.DuckDBPyRelation, roles: Roles, measuring: Measuring) -> duckdb.DuckDBPyRelation:
    """One row per customer and order: its first and last moment, sums over the lines that count, and lines per fate."""
    lines = "sum(weight)" if "copies" in measuring.rules else "count(*)"
    per_fate = (f"{lines} filter (fate = {fate}) as fate_{fate}" for fate in range(len(fates(roles, measuring)) + 1))
    # Summed once where the two are the same.
    bought = "units" if "not positive" in measuring.rules else "bought"
    sums = ["sum(units) as units", f"sum({bought}) as bought", "sum(back) as back"]
    sums += ["sum(money) as money"] if roles.has_money else []
    sums += ["sum(discount) as discount", "count(discount) as discounted"] if roles.discount else []
    return judged_lines.aggregate(
        "who, ordered, min(moment) as moment, min(moment) filter (fate = 0) as first, max(moment) filter (fate = 0) as last, "
        f"count(*) filter (fate = 0) as kept, {', '.join([*sums, *per_fate])}",
        "who, ordered",
    )


def exact(value: str) -> str:
    """A number with nine decimals, whose sum is the same in whatever order it is made."""
    return f"({value})::decimal(38, 9)"


def _positive(roles: Roles) -> str:
    """A price decides where there is one; an amount from which returns are already taken may be zero."""
    tests = ["quantity > 0"] if roles.quantity else []
    if roles.price:
        tests.append("price > 0")
    elif roles.amount:
        tests.append("money >= 0" if roles.returned else "money > 0")
    return " and ".join(tests) or "true"


def _scope(roles: Roles, measuring: Measuring) -> dict[str, str]:
    """The tests that bought and returned lines have to stand alike."""
    tests = {"undated": "moment is null"}
    outside = [f"moment < date '{measuring.since}'"] if measuring.since else []
    outside += [f"moment >= date '{measuring.until}' + 1"] if measuring.until else []
    if measuring.reference:
        after = (
            f"> timestamp '{measuring.reference}'" if measuring.by_moment else f">= date '{measuring.reference}' + 1"
        )
        outside.append(f"moment {after}")
    if outside:
        tests["window"] = "(" + " or ".join(outside) + ")"
    if roles.currency and measuring.currency:
        tests["currency"] = "currency is distinct from getvariable('currency')"
    return tests


def _cancelled(roles: Roles, measuring: Measuring) -> str:
    if not roles.order or "cancelled" not in measuring.rules:
        return "false"
    return f"coalesce(regexp_full_match(ordered, '{measuring.cancel_mark}[0-9]+'), false)"


def _back(roles: Roles, measuring: Measuring) -> str:
    """Units that came back: those of a line that returns something, and those a line says were returned of it."""
    outside = " or ".join(_scope(roles, measuring).values())
    less = "quantity < 0" if roles.quantity else "coalesce(money < 0, false)"
    return f"case when who is null or {outside} then null when cancelled or {less} then abs(quantity) when fate = 0 then returned end"


def _read(lines: Lines, roles: Roles, measuring: Measuring) -> dict[str, str]:
    """What each column says of a line; without quantities, each line is one unit, without orders, each day one order."""
    who, ordered = lines.text(roles.customer.name), lines.text(roles.order.name) if roles.order else "null"
    if "customer" not in measuring.rules:
        who = f"coalesce({who}, 'order ' || {ordered})"
    moment = lines.moment(roles.date.name, measuring.zone)
    quantity = _amount(lines, roles.quantity) if roles.quantity else "1"
    price = _amount(lines, roles.price)
    money = _amount(lines, roles.amount) if roles.amount else _sane(f"{quantity} * {price}")
    return {
        "who": who,
        "ordered": f"coalesce({ordered}, 'on ' || {moment}::date)",
        "moment": moment,
        "product": lines.text(roles.product.name) if roles.product else "null",
        "part": f"list_position(getvariable('groups'), {lines.text(roles.group.name)})" if roles.group else "null",
        "quantity": quantity,
        "price": price,
        "money": money,
        "discount": f"abs({_amount(lines, roles.discount)})",
        "returned": f"abs({_amount(lines, roles.returned)})",
        "currency": lines.text(roles.currency.name) if roles.currency else "null",
        "weight": "copies" if "copies" in measuring.rules else "1",
    }


def _amount(lines: Lines, column: Column | None) -> str:
    return _sane(f"{lines.raw(column.name)}::double") if column else "null"


def _sane(value: str) -> str:
    return f"case when abs({value}) < {LARGEST} then {value} end"
