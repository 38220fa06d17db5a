"""How lines became customers: what each rule left out."""

from dataclasses import dataclass

import duckdb

from core.exploring.engine import answer
from core.measuring.settings import RULES

WORDS = RULES | {
    "undated": "lines without a date",
    "window": "lines outside the window",
    "currency": "lines in another currency",
}


@dataclass(frozen=True)
class Step:
    """A rule, what it leaves out in words, how many lines that were, and how many remained."""

    rule: str
    words: str
    left_out: int
    lines: int


@dataclass(frozen=True)
class Funnel:
    """`only_returns` customers sent something back and bought nothing that counts; they are not among the customers."""

    lines: int
    steps: tuple[Step, ...]
    orders: int
    customers: int
    only_returns: int
    returned_everything: int
    units: float
    money: float | None


def funnel(customers: duckdb.DuckDBPyRelation, asked: tuple[str, ...], chosen: tuple[str, ...]) -> Funnel:
    """From the sums per customer, in which lines without one are a row as well; `asked` are the tests, `chosen` the rules."""
    per_fate = ", ".join(f"sum(fate_{fate})::bigint" for fate in range(len(asked) + 1))
    money_sum = "sum(money)::double" if "money" in customers.columns else "null"
    orders, count, only, everything, units, money, kept, *fates = answer(
        customers.aggregate(
            "coalesce(sum(orders), 0)::bigint, count(*) filter (orders > 0), count(*) filter (orders = 0 and back > 0), "
            f"count(*) filter (orders > 0 and back > 0 and back >= bought), coalesce(sum(units), 0)::double, {money_sum}, "
            f"coalesce(sum(kept), 0)::bigint, {per_fate}"
        )
    )
    counted, *left_out = (number or 0 for number in fates)
    lost = list(zip(asked, left_out, strict=True))
    if "copies" in chosen:
        lost.append(("copies", counted - kept))
    total = remaining = counted + sum(left_out)
    steps = []
    for rule, number in lost:
        remaining -= number
        # What is asked without being chosen is only worth a line when it left something out.
        if number or rule in chosen:
            steps.append(Step(rule, WORDS[rule], number, remaining))
    return Funnel(total, tuple(steps), orders, count, only, everything, units, money)
