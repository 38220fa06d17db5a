"""The measures again, line by line in plain Python and pandas, as somebody would write them who has never seen the program."""

import re
from collections import defaultdict
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def measures_by_hand(
    lines: pd.DataFrame, rules: tuple[str, ...], zone: str, since: date | None = None, until: date | None = None
) -> tuple[pd.DataFrame, dict[str, int]]:
    """One row per customer, and how many lines each rule left out."""
    left_out: dict[str, int] = defaultdict(int)
    bought: dict[str, list[dict[str, Any]]] = defaultdict(list)
    returned: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    seen = set()
    for line in lines.to_dict("records"):
        line = {name: None if pd.isna(value) else value for name, value in line.items()}
        who, order = (line["customer"] or "").strip(), (line["order"] or "").strip()
        day = line["moment"].tz_convert(ZoneInfo(zone)).date() if line["moment"] is not None else None
        order = order or f"on {day}"
        cancelled = "cancelled" in rules and re.fullmatch("C[0-9]+", order) is not None
        quantity, price = line["quantity"], line["price"]
        positive = quantity is not None and price is not None and quantity > 0 and price > 0
        outside = day is not None and ((since is not None and day < since) or (until is not None and day > until))
        exact_copy = tuple(line.items())
        if not who:
            fate = "customer"
        elif cancelled:
            fate = "cancelled"
        elif "not positive" in rules and not positive:
            fate = "not positive"
        elif day is None:
            fate = "undated"
        elif outside:
            fate = "window"
        elif "copies" in rules and exact_copy in seen:
            fate = "copies"
        else:
            fate = ""
            bought[who].append({**line, "order": order, "day": day})
        if fate:
            left_out[fate] += 1
        again = "copies" in rules and exact_copy in seen
        seen.add(exact_copy)
        if (
            who
            and day is not None
            and not outside
            and not again
            and quantity is not None
            and (cancelled or quantity < 0)
        ):
            returned[who][order] += abs(quantity)
    reference = max(line["day"] for kept in bought.values() for line in kept) + timedelta(days=1)
    rows = [_one(who, kept, returned[who], reference) for who, kept in bought.items()]
    return pd.DataFrame(rows).sort_values("customer", ignore_index=True), dict(left_out)


def _one(who: str, kept: list[dict[str, Any]], returned: dict[str, float], reference: date) -> dict[str, Any]:
    frame = pd.DataFrame(kept)
    frame["money"] = frame.quantity * frame.price
    frame["bought"] = frame.quantity.clip(lower=0)
    by_order = frame.groupby("order")
    first, last = frame.day.min(), frame.day.max()
    bought = frame.bought.sum()
    units, money, orders = frame.quantity.sum(), frame.money.sum(), frame.order.nunique()
    back = sum(returned.values())
    rates = [
        min(1.0, returned.get(order, 0.0) / one.bought.sum())
        if one.bought.sum() > 0
        else float(returned.get(order, 0.0) > 0)
        for order, one in by_order
    ]
    rates += [1.0 for order, number in returned.items() if order not in by_order.groups and number > 0]
    first_days = by_order.day.min()
    return {
        "customer": who,
        "recency": (reference - last).days,
        "tenure": (reference - first).days,
        "days between orders": (last - first).days / (orders - 1) if orders > 1 else None,
        "orders": orders,
        "units": units,
        "products": frame["product"].nunique(),
        "money": money,
        "money per order": money / orders,
        "discount": frame.discount.mean(),
        "return rate": sum(rates) / len(rates),
        "returned share": min(1.0, back / bought) if bought else float(back > 0),
        "returned everything": back > 0 and back >= bought,
        **{f"share on {name}": (first_days.map(date.weekday) == place).mean() for place, name in enumerate(WEEKDAYS)},
        "share in April": (first_days.map(lambda day: day.month) == 4).mean(),
        **{
            f"share of it's {one}": frame.bought[frame.group == f"it's {one}"].sum() / bought if bought else 0.0
            for one in range(1, 5)
        },
    }
