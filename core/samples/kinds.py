"""The four kinds of customers that are planted in the shop, and how they turn into one another.

Every figure of a kind is a centre around which its customers scatter, widely enough that the kinds overlap.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Kind:
    name: str
    share: float  # of the customers of the first half-year
    share_of_arrivals: float  # of the customers who come in a later month
    further_orders: float  # in six months, after the first one
    further_products: float  # in an order, after the first one
    taste: float  # 1 buys all prices of a group alike, more prefers the dear ones
    return_chance: float  # of a unit, for a customer in the middle of the kind
    age: float
    female: float


KINDS = (
    Kind("newcomer", 0.42, 0.76, 0.10, 3.3, 0.40, 0.59, age=33, female=0.62),
    Kind("regular", 0.30, 0.14, 2.1, 0.5, 0.66, 0.03, age=46, female=0.52),
    Kind("returner", 0.20, 0.08, 5.5, 3.1, 0.50, 0.52, age=35, female=0.71),
    Kind("big spender", 0.08, 0.02, 8.7, 2.4, 1.20, 0.0, age=52, female=0.47),
)
NAMES = tuple(kind.name for kind in KINDS)

# The chance that a customer of the first kind is of the second from the next month on.
CHANGES = {
    ("newcomer", "regular"): 0.06,
    ("newcomer", "returner"): 0.03,
    ("regular", "returner"): 0.02,
    ("regular", "big spender"): 0.02,
    ("returner", "regular"): 0.04,
    ("big spender", "regular"): 0.03,
}


def values_of(field: str) -> NDArray[np.float64]:
    """One figure of every kind, to be picked from by the numbers of the kinds."""
    return np.array([getattr(kind, field) for kind in KINDS], dtype=np.float64)


def drawn(rng: np.random.Generator, customers: int, shares: NDArray[np.float64]) -> NDArray[np.int64]:
    return rng.choice(len(KINDS), size=customers, p=shares)


def a_month_later(rng: np.random.Generator, kinds: NDArray[np.int64]) -> NDArray[np.int64]:
    """The kinds of the same customers in the next month; most stay what they are."""
    reach = _chances().cumsum(axis=1)[kinds, :-1]
    return (rng.random((len(kinds), 1)) >= reach).sum(axis=1)


def _chances() -> NDArray[np.float64]:
    chances = np.zeros((len(KINDS), len(KINDS)))
    for (before, after), chance in CHANGES.items():
        chances[NAMES.index(before), NAMES.index(after)] = chance
    np.fill_diagonal(chances, 1 - chances.sum(axis=1))
    return chances
