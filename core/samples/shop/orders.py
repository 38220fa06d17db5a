"""Who orders what, when and for how much, and what comes back.

All money is counted in whole cents until the table is done, so that
quantity x unit_price - discount = amount holds to the cent on every line.
"""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np
import pandas as pd

from core.samples.arrays import Days, Flags, Real, Whole
from core.samples.shop import catalogue, season
from core.samples.shop.kinds import values_of

CURRENCY = "EUR"
ACTIVITY = 6.0  # the shape of a gamma distribution around 1
TASTE_SPREAD = 0.9
FUSSINESS_SPREAD = 0.4
BULK = 4.2  # the exponent of the tail of quantities: most lines are one unit, a few a dozen and more
MOST_UNITS = 48
MOST_SENT_BACK = 0.95
CUTS = np.array([10, 15, 20, 30, 50])  # per cent off
CUT_SHARES = np.array([0.25, 0.15, 0.30, 0.20, 0.10])


@dataclass(frozen=True)
class Shoppers:
    """What is each customer's own and stays so when the kind changes."""

    number: Whole  # the customer id without its letter
    kind: Whole
    activity: Real  # times as many orders as the kind
    taste: Real  # added to the taste of the kind
    fussiness: Real  # added to the log-odds of sending a unit back
    arrival: Real  # the part of the period that had passed when the customer came; nought for who was there before

    def __len__(self) -> int:
        return len(self.number)

    def and_then(self, others: Self) -> Self:
        return replace(self, **{name: np.concatenate([own, vars(others)[name]]) for name, own in vars(self).items()})

    def turned(self, kind: Whole) -> Self:
        """The same customers, of other kinds, who are here from the first day on."""
        return replace(self, kind=kind, arrival=np.zeros(len(self)))


def arriving(rng: np.random.Generator, first_number: int, kind: Whole, is_known: Flags) -> Shoppers:
    """Customers who come at any time of a period, but for those who are known from before."""
    customers = len(kind)
    return Shoppers(
        number=np.arange(first_number, first_number + customers),
        kind=kind,
        activity=rng.gamma(ACTIVITY, 1 / ACTIVITY, customers),
        taste=rng.normal(0.0, TASTE_SPREAD, customers),
        fussiness=rng.normal(0.0, FUSSINESS_SPREAD, customers),
        arrival=np.where(is_known, 0.0, rng.random(customers)),
    )


def lines(
    rng: np.random.Generator, shoppers: Shoppers, orders_each: Whole, days: Days, first_order: int
) -> pd.DataFrame:
    """The order lines of a period, in the order in which the orders came in."""
    buyer, day = _timetable(rng, shoppers, orders_each, days)
    order, product = _baskets(rng, shoppers, buyer, day)
    buyer, day = buyer[order], day[order]
    goods = catalogue.products().iloc[product].reset_index(drop=True)
    quantity = np.minimum(rng.zipf(BULK, len(order)), MOST_UNITS)
    listed = goods["cents"].to_numpy() * quantity
    discount = listed * _per_cent_off(rng, day) // 100
    expected_back = quantity * _return_chance(shoppers, buyer, goods["sent_back"].to_numpy())
    return pd.DataFrame(
        {
            "order_id": first_order + order,
            "order_date": day,
            "customer_id": np.array(customer_ids(shoppers.number))[buyer],
            "product_id": goods["product_id"],
            "product": goods["product"],
            "product_group": goods["product_group"],
            "quantity": quantity,
            "returned_quantity": _sent_back(rng, order, expected_back),
            "unit_price": goods["cents"] / 100,
            "discount": discount / 100,
            "amount": (listed - discount) / 100,
            "currency": CURRENCY,
        }
    )


def customer_ids(numbers: Whole) -> list[str]:
    return [f"C{number:06d}" for number in numbers]


def _timetable(rng: np.random.Generator, shoppers: Shoppers, orders_each: Whole, days: Days) -> tuple[Whole, Days]:
    """The buyer and the day of each order, in time, following the demand of the days; a new buyer orders on arrival."""
    buyer = np.repeat(np.arange(len(shoppers)), orders_each)
    arrival = shoppers.arrival[buyer]
    is_first = np.diff(buyer, prepend=-1) > 0
    moment = arrival + np.where(is_first & (arrival > 0), 0.0, (1 - arrival) * rng.random(len(buyer)))
    in_time = np.argsort(moment)
    reach = season.demand(days).cumsum()[:-1]
    return buyer[in_time], days[np.searchsorted(reach, moment[in_time], side="right")]


def _baskets(rng: np.random.Generator, shoppers: Shoppers, buyer: Whole, day: Days) -> tuple[Whole, Whole]:
    """The products of each order, none twice: pairs of an order and a product, sorted."""
    kind = shoppers.kind[buyer]
    order = np.repeat(np.arange(len(buyer)), 1 + rng.poisson(values_of("further_products")[kind]))
    taste = values_of("taste")[kind] + shoppers.taste[buyer]
    product = catalogue.picked(rng, season.month_index(day)[order], taste[order])
    pairs = np.unique(order * catalogue.HOW_MANY + product)
    return np.divmod(pairs, catalogue.HOW_MANY)


def _return_chance(shoppers: Shoppers, buyer: Whole, sent_back: Real) -> Real:
    chance = values_of("return_chance")[shoppers.kind]
    with np.errstate(divide="ignore"):  # who never sends anything back has log-odds of minus infinity
        odds = np.exp(np.log(chance / (1 - chance)) + shoppers.fussiness)
    own: Real = odds / (1 + odds)
    return np.minimum(own[buyer] * sent_back, MOST_SENT_BACK)


def _sent_back(rng: np.random.Generator, order: Whole, expected: Real) -> Whole:
    """Units of each line that come back.

    People order to choose at home: of each order about the expected part comes back, not each unit by its own luck.
    So the expected units are added up along an order from a random beginning, and whole ones are counted.
    """
    begins = np.flatnonzero(np.diff(order, prepend=-1))
    after = expected.cumsum()
    before_order = np.repeat((after - expected)[begins] - rng.random(len(begins)), np.diff(begins, append=len(order)))
    reached = np.floor(after - before_order)
    before = np.floor(after - expected - before_order)
    return (reached - before).astype(np.int64)


def _per_cent_off(rng: np.random.Generator, day: Days) -> Whole:
    cut = rng.choice(CUTS, size=len(day), p=CUT_SHARES)
    return np.where(rng.random(len(day)) < season.sale_chance(day), cut, 0)
