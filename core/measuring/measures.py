"""The measures: what each is called, what it means, and how it follows from the sums of a customer."""

from dataclasses import dataclass

from core.measuring.roles import Roles
from core.measuring.settings import CALENDAR, PERIODS, Measuring

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WORDS = {CALENDAR: "Days", PERIODS: "Whole periods of 24 hours"}


@dataclass(frozen=True)
class Measure:
    """`unit` is one of customer, days, count, money, share, date, yes or no; `expression` reads the row of a customer."""

    name: str
    unit: str
    meaning: str
    expression: str


def measures(roles: Roles, measuring: Measuring) -> tuple[Measure, ...]:
    """Everything that can be measured with the columns at hand, in the order of the table."""
    found = [
        Measure("customer", "customer", "Who", "who"),
        *_times(measuring),
        *_amounts(roles, measuring),
        *_returns(roles),
    ]
    found += [
        Measure(f"share on {day}", "share", f"Share of orders placed on a {day}", f"weekday_{place} / orders")
        for place, day in enumerate(WEEKDAYS, start=1)
    ]
    found += [
        Measure(f"share in {month}", "share", f"Share of orders placed in {month}", f"month_{place} / orders")
        for place, month in enumerate(MONTHS, start=1)
    ]
    found += [
        Measure(
            f"share of {group}",
            "share",
            f"Share of units in {group}",
            f"coalesce(part_{place} / nullif(bought, 0), 0)::double",
        )
        for place, group in enumerate(measuring.groups or (), start=1)
    ]
    return tuple(found)


def _times(measuring: Measuring) -> list[Measure]:
    recency, tenure = (_days_since(measuring, which) for which in ("last", "first"))
    reference = "moment" if measuring.by_moment else "date"
    between = "case when orders > 1 then (last_day - first_day) / (orders - 1) end"
    return [
        Measure(
            "recency", "days", f"{WORDS[measuring.days]} from the last order to the reference {reference}", recency
        ),
        Measure("tenure", "days", f"{WORDS[measuring.days]} from the first order to the reference {reference}", tenure),
        Measure(
            "days between orders", "days", "Mean days from an order to the next; missing after a single order", between
        ),
        Measure("first order", "date", "Day of the first order", "first_day"),
        Measure("last order", "date", "Day of the last order", "last_day"),
        Measure("orders", "count", "Different orders", "orders"),
    ]


def _days_since(measuring: Measuring, which: str) -> str:
    if measuring.by_moment:
        return f"date_sub('day', {which}_moment, timestamp '{measuring.reference}')"
    return f"date '{measuring.reference}' - {which}_day"


def _amounts(roles: Roles, measuring: Measuring) -> list[Measure]:
    found = []
    if roles.quantity:
        found.append(Measure("units", "count", "Units bought", "units::double"))
    if roles.product:
        found.append(Measure("products", "count", "Different products", "products"))
    if roles.has_money:
        found.append(Measure("money", "money", "Sum of all orders, returns left out", "money::double"))
        found.append(Measure("money per order", "money", "Mean sum of an order", "money::double / orders"))
    if roles.discount:
        mean = "discount::double / nullif(discounted, 0)"
        part = "coalesce(discount::double / nullif((money + discount)::double, 0), 0)"
        by_share = measuring.discounts == "share" or not roles.has_money
        found.append(Measure("discount", "share", "Average discount", mean if by_share else part))
    return found


def _returns(roles: Roles) -> list[Measure]:
    share = "(case when bought > 0 then least(1, back / bought) else (back > 0)::int end)::double"
    return [
        Measure(
            "return rate",
            "share",
            "Share of an order's units that came back, averaged over orders; an order that only returns counts as 1",
            "(rate_sum / rated)::double",
        ),
        Measure("returned share", "share", "Share of all units that came back", share),
        Measure(
            "returned everything", "yes or no", "Whether as much came back as was bought", "back > 0 and back >= bought"
        ),
    ]
