"""Who orders what, when and for how much, and what comes back.

All money is counted in whole cents until the table is done, so that
quantity x unit_price - discount = amount holds to the cent on every line.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from core.samples import catalogue, season
from core.samples.kinds import values_of

CURRENCY = "EUR"
BULK = 4.2  # the exponent of the tail of quantities: most lines are one unit, a few are dozens
MOST_UNITS = 48
CUTS = np.array([10, 15, 20, 30, 50])  # per cent off
CUT_SHARES = np.array([0.25, 0.15, 0.30, 0.20, 0.10])

Whole = NDArray[np.int64]
Real = NDArray[np.float64]


@dataclass(frozen=True)
class Shoppers:
    """What is each customer's own and stays so when the kind changes."""

    number: Whole  # the customer id without its letter
    kind: Whole
    activity: Real  # times as many orders as the kind
    taste: Real  # times the taste of the kind
    fussiness: Real  # added to the log-odds of sending a unit back
    arrival: Real  # the part of the period that had passed when the customer came

    def __len__(self) -> int:
        return len(self.number)

    def where(self, chosen: NDArray[np.bool_]) -> Shoppers:
        return Shoppers(**{name: column[chosen] for name, column in vars(self).items()})

    def and_then(self, others: Shoppers) -> Shoppers:
        return Shoppers(**{name: np.concatenate([own, vars(others)[name]]) for name, own in vars(self).items()})

    def turned(self, kind: Whole) -> Shoppers:
        """The same customers, of other kinds, who are here from the first day on."""
        return replace(self, kind=kind, arrival=np.zeros(len(self)))


def arriving(rng: np.random.Generator, first_number: int, kind: Whole) -> Shoppers:
    """New customers: newcomers come at any time, the others were mostly there early."""
    customers = len(kind)
    early = np.where(kind == 0, 1.0, 2.5)
    return Shoppers(
        number=np.arange(first_number, first_number + customers),
        kind=kind,
        activity=rng.gamma(6.0, 1 / 6.0, customers),
        taste=rng.lognormal(0.0, 0.35, customers),
        fussiness=rng.normal(0.0, 0.40, customers),
        arrival=1 - rng.random(customers) ** (1 / early),
    )


def lines(
    rng: np.random.Generator, shoppers: Shoppers, orders_each: Whole, days: season.Days, first_order: int
) -> pd.DataFrame:
    """The order lines of a period, in the order in which the orders came in."""
    buyer = np.repeat(np.arange(len(shoppers)), orders_each)
    day = _days(rng, shoppers.arrival[buyer], days)
    by_day = np.argsort(day, kind="stable")
    buyer, day = buyer[by_day], day[by_day]

    order, product = _baskets(rng, shoppers, buyer, days[day])
    buyer, day = buyer[order], day[order]
    quantity = np.minimum(rng.zipf(BULK, len(order)), MOST_UNITS)
    goods = catalogue.products()
    back = _return_chance(shoppers, buyer, goods["sent_back"].to_numpy()[product])
    listed = goods["cents"].to_numpy()[product] * quantity
    discount = listed * _per_cent_off(rng, season.sale_chance(days)[day]) // 100
    return pd.DataFrame(
        {
            "order_id": first_order + order,
            "order_date": days[day],
            "customer_id": customer_ids(shoppers.number)[buyer],
            "product_id": goods["product_id"].to_numpy()[product],
            "product": goods["product"].to_numpy()[product],
            "product_group": goods["product_group"].to_numpy()[product],
            "quantity": quantity,
            "returned_quantity": _sent_back(rng, order, quantity * back),
            "unit_price": goods["cents"].to_numpy()[product] / 100,
            "discount": discount / 100,
            "amount": (listed - discount) / 100,
            "currency": CURRENCY,
        }
    )


def customer_ids(numbers: Whole) -> NDArray[np.object_]:
    return np.array([f"C{number:06d}" for number in numbers], dtype=object)


def _days(rng: np.random.Generator, arrival: Real, days: season.Days) -> Whole:
    """A day for each order, after its customer came, following the demand of the days."""
    passed = arrival + (1 - arrival) * rng.random(len(arrival))
    reach = season.demand(days).cumsum()[:-1]
    return np.searchsorted(reach, passed, side="right")


def _baskets(rng: np.random.Generator, shoppers: Shoppers, buyer: Whole, day: season.Days) -> tuple[Whole, Whole]:
    """The products of each order, none twice: pairs of an order and a product, sorted."""
    kind = shoppers.kind[buyer]
    sizes = 1 + rng.poisson(values_of("further_products")[kind])
    order = np.repeat(np.arange(len(buyer)), sizes)
    taste = values_of("taste")[kind] * shoppers.taste[buyer]
    product = catalogue.picked(rng, season.month_index(day)[order], taste[order])
    key = np.unique(order * catalogue.SIZES.sum() + product)
    return key // catalogue.SIZES.sum(), key % catalogue.SIZES.sum()


def _return_chance(shoppers: Shoppers, buyer: Whole, sent_back: Real) -> Real:
    chance = values_of("return_chance")[shoppers.kind]
    with np.errstate(divide="ignore"):  # who never sends anything back has log-odds of minus infinity
        odds = np.exp(np.log(chance / (1 - chance)) + shoppers.fussiness)
    own = odds / (1 + odds)
    return np.minimum(own[buyer] * sent_back, 1.0)


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


def _per_cent_off(rng: np.random.Generator, chance: Real) -> Whole:
    cut = rng.choice(CUTS, size=len(chance), p=CUT_SHARES)
    return np.where(rng.random(len(chance)) < chance, cut, 0)
