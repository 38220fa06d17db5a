"""The best condition on one measure: every interval between its cuts, or every set of its values, tried with two histograms.

Quality is F1: how well the customers whom a rule names and those of the segment agree, from 0 to 1. A condition, and each limit
or value in it, must pay for itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.explaining.customers import Customers
from core.explaining.rules.cuts import cuts, is_whole
from core.explaining.rules.rule import Condition

Array = NDArray[Any]

PRICE_OF_CONDITION = 0.01
PRICE_OF_LIMIT = 0.004
MOST_COUNTED = 1_000  # "at most 70,999" would be pedantic, "at most 3" is not


@dataclass(frozen=True)
class Aim:
    """The segment that is sought: `weights` say how many customers each one stands for, `hits` the same, but 0 for the others."""

    weights: Array
    hits: Array
    whole: float

    @classmethod
    def at(cls, inside: Array, weights: Array) -> "Aim":
        hits = np.where(inside, weights, 0.0)
        return cls(weights, hits, float(hits.sum()))

    def quality(self, hits: Any, named: Any) -> Any:
        return 2 * hits / np.maximum(named + self.whole, 1e-12)


@dataclass(frozen=True)
class Lots:
    """One measure's customers in lots between its cuts, or by its values; who has no value is in the last lot, which never fits."""

    name: str
    codes: Array
    count: int
    cuts: Array
    values: tuple[str, ...]
    whole: bool


@dataclass(frozen=True)
class Choice:
    """Some lots of one measure. `worth` is what a rule with them is worth, all prices taken off; `price` that of its limits."""

    lots: Lots
    inside: Array  # by lot
    worth: float
    price: float

    def fits(self) -> Array:
        return np.asarray(self.inside[self.lots.codes])

    def condition(self) -> Condition:
        chosen = np.flatnonzero(self.inside)
        if self.lots.values:
            return Condition(self.lots.name, values=tuple(self.lots.values[code] for code in chosen))
        first, last = chosen[[0, -1]]
        low = float(self.lots.cuts[first - 1]) if first > 0 else None
        below = float(self.lots.cuts[last]) if last < len(self.lots.cuts) else None
        return Condition(self.lots.name, low, below, whole=self.lots.whole)


def lots_of(customers: Customers, inside: Array, names: Sequence[str]) -> list[Lots]:
    """With cuts that suit the segment; measures that cannot be cut are left out."""
    found = []
    for name in names:
        if name in customers.categories:
            one = customers.categories[name]
            found.append(Lots(name, one.codes, len(one.values), np.empty(0), one.values, False))
        else:
            values = customers.numbers[name]
            limits = cuts(values, inside)
            codes = np.where(np.isnan(values), len(limits) + 1, np.searchsorted(limits, values, side="right"))
            whole = is_whole(values) and bool(np.nanmax(values, initial=0) <= MOST_COUNTED)
            found.append(Lots(name, codes.astype(np.uint8), len(limits) + 1, limits, (), whole))
    return [one for one in found if one.count > 1]


def best_choice(lots: Lots, rows: Array | None, aim: Aim, price: float) -> Choice:
    """Among the customers at `rows`, or all; `price` is that of the rest of the rule."""
    codes, weights, hits = (each if rows is None else each[rows] for each in (lots.codes, aim.weights, aim.hits))
    named = np.bincount(codes, weights=weights, minlength=lots.count)[: lots.count]
    found = np.bincount(codes, weights=hits, minlength=lots.count)[: lots.count]
    return (_best_values if lots.values else _best_interval)(lots, found, named, aim, price)


def _best_interval(lots: Lots, hits: Array, named: Array, aim: Aim, price: float) -> Choice:
    """Every interval of lots, from `first` to before `last`, in one table."""
    up_to, all_up_to = (np.concatenate([[0.0], np.cumsum(counts)]) for counts in (hits, named))
    worth = aim.quality(up_to[None, :] - up_to[:, None], all_up_to[None, :] - all_up_to[:, None])
    first, last = np.ogrid[: lots.count + 1, : lots.count + 1]
    limits = (first > 0).astype(np.int64) + (last < lots.count)
    worth = np.where((first < last) & (limits > 0), worth - price - PRICE_OF_LIMIT * limits, -np.inf)
    low, high = np.unravel_index(int(worth.argmax()), worth.shape)
    chosen = np.zeros(lots.count + 1, bool)
    chosen[low:high] = True
    return Choice(lots, chosen, float(worth[low, high]), PRICE_OF_LIMIT * int(limits[low, high]))


def _best_values(lots: Lots, hits: Array, named: Array, aim: Aim, price: float) -> Choice:
    """The values with the highest share of the segment come first; how many of them, F1 decides."""
    order = np.argsort(-hits / np.maximum(named, 1e-12), kind="stable")
    count = np.arange(1, lots.count)
    worth = aim.quality(np.cumsum(hits[order]), np.cumsum(named[order]))[:-1] - price - PRICE_OF_LIMIT * count
    best = int(worth.argmax())
    chosen = np.zeros(lots.count + 1, bool)
    chosen[order[: best + 1]] = True
    return Choice(lots, chosen, float(worth[best]), PRICE_OF_LIMIT * (best + 1))
