"""Simulated campaigns on customers like those of the sample shop: a month of their orders, few of them with most of the money.

A campaign draws its customers anew from those of the shop, kind by kind, and a holdout for them. With an effect, some of the treated
who would not have ordered do, and spend as others of their kind.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from core.planning import Arms, draw
from core.planning.results import Outcome, Result, result
from core.samples.shop import web_shop

Array = NDArray[Any]
CLOSES = date(2019, 6, 1)
SIZES = (420, 300, 200, 80)
HOLDOUT = 0.2


@dataclass(frozen=True)
class Kind:
    """Orders and money of the customers of one kind in a month, and those of the buyers among them."""

    orders: Array
    money: Array

    @property
    def share(self) -> float:
        return float((self.orders > 0).mean())

    def of_buyers(self, figure: Array) -> float:
        return float(figure[self.orders > 0].mean())


@cache
def kinds() -> tuple[Kind, ...]:
    shop = web_shop(11, customers=8_000)
    bought = shop.later["2019-05"].groupby("customer_id").agg(orders=("order_id", "nunique"), money=("amount", "sum"))
    known = shop.truth["2019-04"].dropna().to_frame("kind").join(bought).fillna({"orders": 0, "money": 0})
    return tuple(Kind(one.orders.to_numpy(), one.money.to_numpy()) for _, one in known.groupby("kind", observed=True))


def campaign(number: int, lift: float = 0.0) -> Result:
    """`lift` is added to the chance of every treated customer to order."""
    rng = np.random.default_rng([number, 3])
    segments = np.repeat(np.arange(len(SIZES)), SIZES)
    ids = pa.array([f"C{place:04}" for place in range(len(segments))])
    arms = draw(ids, segments, f"plan {number}", HOLDOUT)
    orders, money = drawn(rng, arms, lift)
    buyers = np.flatnonzero(orders)
    outcome = Outcome(ids.take(pa.array(buyers)), orders[buyers], money[buyers], date(2019, 5, 31))
    return result(arms, outcome, kpi="money", closes=CLOSES, seed=number)


def drawn(rng: np.random.Generator, arms: Arms, lift: float) -> tuple[Array, Array]:
    orders, money = np.zeros(len(arms.ids)), np.zeros(len(arms.ids))
    for segment, kind in enumerate(kinds()):
        rows = np.flatnonzero(arms.segments == segment)
        picked = rng.integers(0, len(kind.orders), len(rows))
        buyers = np.flatnonzero(kind.orders)[rng.integers(0, (kind.orders > 0).sum(), len(rows))]
        won = ~arms.held_out[rows] & (kind.orders[picked] == 0) & (rng.random(len(rows)) < lift / (1 - kind.share))
        picked = np.where(won, buyers, picked)
        orders[rows], money[rows] = kind.orders[picked], kind.money[picked]
    return orders, money


def true_effect(lift: float) -> dict[str, float]:
    """What each treated customer gains on average, by KPI."""
    weights = np.array(SIZES) / sum(SIZES)
    orders = [lift * kind.of_buyers(kind.orders) for kind in kinds()]
    money = [lift * kind.of_buyers(kind.money) for kind in kinds()]
    return {"conversion": lift, "orders": float(weights @ orders), "money": float(weights @ money)}
