"""The four kinds of customers that are planted in the shop, and how they turn into one another.

Every figure of a kind is a centre around which its customers scatter, widely enough that the kinds overlap.
"""

from dataclasses import dataclass

import numpy as np

from core.samples.arrays import Real, Whole


@dataclass(frozen=True)
class Kind:
    name: str
    share: float  # of the customers of the first half-year
    share_of_arrivals: float  # of the customers who come in a later month
    further_orders: float  # in six months, after the first one
    further_products: float  # in an order, after the first one
    taste: float  # 0 buys all prices of a group alike, below prefers the cheap ones, above the dear ones
    return_chance: float  # of a unit, for a customer in the middle of the kind
    known: float  # the part that were customers before the first half-year began
    age: float
    female: float


KINDS = (
    Kind("newcomer", 0.42, 0.76, 0.10, 3.3, -2.4, 0.59, 0.0, age=33, female=0.62),
    Kind("regular", 0.30, 0.14, 2.1, 0.5, -1.0, 0.03, 0.85, age=46, female=0.52),
    Kind("returner", 0.20, 0.08, 5.5, 3.1, -1.6, 0.52, 0.85, age=35, female=0.71),
    Kind("big spender", 0.08, 0.02, 8.7, 2.4, 0.4, 0.0, 0.95, age=52, female=0.47),
)
NAMES = tuple(kind.name for kind in KINDS)

# The chance that a customer of the first kind is of the second from the next month on. Nobody goes back: what a
# customer has bought stays in the files and would hide it.
CHANGES = {
    ("newcomer", "regular"): 0.03,
    ("newcomer", "returner"): 0.015,
    ("regular", "returner"): 0.010,
    ("regular", "big spender"): 0.012,
}


def values_of(field: str) -> Real:
    """One figure of every kind, to be picked from by the numbers of the kinds."""
    return np.array([getattr(kind, field) for kind in KINDS], dtype=np.float64)


def drawn(rng: np.random.Generator, customers: int, shares: Real) -> Whole:
    return rng.choice(len(KINDS), size=customers, p=shares)


def a_month_later(rng: np.random.Generator, kinds: Whole) -> Whole:
    """The kinds of the same customers in the next month; most stay what they are."""
    reach = _chances().cumsum(axis=1)[kinds, :-1]
    later: Whole = (rng.random((len(kinds), 1)) >= reach).sum(axis=1)
    return later


def _chances() -> Real:
    chances = np.zeros((len(KINDS), len(KINDS)))
    for (before, after), chance in CHANGES.items():
        chances[NAMES.index(before), NAMES.index(after)] = chance
    np.fill_diagonal(chances, 1 - chances.sum(axis=1))
    return chances
