"""The search for the rule that comes closest to a segment.

Quality is F1: how well the customers whom a rule names and those of the segment agree, from 0 to 1. Every measure is cut
at a few dozen round numbers, so that with two histograms the best of all its intervals is known at once. Several
beginnings are followed side by side, and in the end each condition is chosen anew beside the others. One more condition, or
one more limit, must pay for itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.explaining.customers import Customers
from core.explaining.rules.cuts import cuts, is_whole
from core.explaining.rules.rule import MOST_CONDITIONS, Condition, Rule

Array = NDArray[Any]

SIDE_BY_SIDE = 6
PRICE_OF_CONDITION = 0.01
PRICE_OF_LIMIT = 0.004
ROUNDS = 3
MOST_COUNTED = 1_000  # "at most 70,999" would be pedantic, "at most 3" is not


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
    """Some lots of one measure, and what a rule with them would be worth, its price taken off."""

    worth: float
    lots: Lots
    inside: Array  # by lot

    def fits(self) -> Array:
        return np.asarray(self.inside[self.lots.codes])

    def condition(self) -> Condition:
        if self.lots.values:
            chosen = [value for value, inside in zip(self.lots.values, self.inside, strict=False) if inside]
            return Condition(self.lots.name, values=tuple(chosen))
        first, last = np.flatnonzero(self.inside)[[0, -1]]
        low = float(self.lots.cuts[first - 1]) if first > 0 else None
        below = float(self.lots.cuts[last]) if last < len(self.lots.cuts) else None
        return Condition(self.lots.name, low, below, whole=self.lots.whole)


def lots_of(customers: Customers, labels: Array, names: Sequence[str]) -> list[Lots]:
    """Measures that cannot be cut are left out."""
    found = []
    for name in names:
        if name in customers.categories:
            one = customers.categories[name]
            found.append(Lots(name, one.codes, len(one.values), np.empty(0), one.values, False))
        else:
            values = customers.numbers[name]
            limits = cuts(values, labels)
            codes = np.where(np.isnan(values), len(limits) + 1, np.searchsorted(limits, values, side="right"))
            whole = is_whole(values) and bool(np.nanmax(values, initial=0) <= MOST_COUNTED)
            found.append(Lots(name, codes.astype(np.uint16), len(limits) + 1, limits, (), whole))
    return [one for one in found if one.count > 1]


def best_rule(every: Sequence[Lots], inside: Array, weights: Array) -> Rule:
    """`inside` says who is in the segment; `weights`, how many customers each one stands for."""
    best: tuple[Choice, ...] = ()
    worth = _f1(weights[inside].sum(), weights.sum(), weights[inside].sum())
    beginnings: list[tuple[Choice, ...]] = [()]
    for _ in range(MOST_CONDITIONS):
        grown = [(*start, choice) for start in beginnings for choice in _next(every, start, inside, weights)]
        beginnings = sorted(grown, key=lambda rule: -rule[-1].worth)[:SIDE_BY_SIDE]
        if not beginnings:
            break
        if beginnings[0][-1].worth > worth:
            best, worth = beginnings[0], beginnings[0][-1].worth
    return Rule(tuple(choice.condition() for choice in _chosen_anew(best, inside, weights)))


def _next(every: Sequence[Lots], start: tuple[Choice, ...], inside: Array, weights: Array) -> list[Choice]:
    """For each measure that the rule does not speak of yet, the best that can be added."""
    named = _named(start, inside)
    taken = {choice.lots.name for choice in start}
    price = PRICE_OF_CONDITION * (len(start) + 1) + sum(_price(choice) for choice in start)
    found = (_best_choice(lots, named, inside, weights, price) for lots in every if lots.name not in taken)
    return [choice for choice in found if choice]


def _chosen_anew(rule: tuple[Choice, ...], inside: Array, weights: Array) -> tuple[Choice, ...]:
    for _ in range(ROUNDS):
        before = rule
        for place in range(len(rule)):
            others = rule[:place] + rule[place + 1 :]
            price = PRICE_OF_CONDITION * len(rule) + sum(_price(choice) for choice in others)
            again = _best_choice(rule[place].lots, _named(others, inside), inside, weights, price)
            if again and again.worth > max(choice.worth for choice in rule) + 1e-12:
                rule = (*rule[:place], again, *rule[place + 1 :])
        if rule is before:
            break
    return rule


def _named(rule: tuple[Choice, ...], inside: Array) -> Array:
    named = np.ones(len(inside), bool)
    for choice in rule:
        named &= choice.fits()
    return named


def _best_choice(lots: Lots, named: Array, inside: Array, weights: Array, price: float) -> Choice | None:
    whole = float(weights[inside].sum())
    codes, own = lots.codes[named], inside[named]
    everyone = np.bincount(codes, weights=weights[named], minlength=lots.count)[: lots.count]
    hits = np.bincount(codes[own], weights=weights[named][own], minlength=lots.count)[: lots.count]
    if lots.values:
        return _best_values(lots, hits, everyone, whole, price)
    return _best_interval(lots, hits, everyone, whole, price)


def _best_interval(lots: Lots, hits: Array, everyone: Array, whole: float, price: float) -> Choice | None:
    """Every interval of lots, from `first` to before `last`, in one table."""
    up_to, all_up_to = (np.concatenate([[0.0], np.cumsum(counts)]) for counts in (hits, everyone))
    worth = _f1(up_to[None, :] - up_to[:, None], all_up_to[None, :] - all_up_to[:, None], whole)
    first, last = np.indices(worth.shape)
    limits = (first > 0).astype(float) + (last < lots.count)
    worth = np.where((first < last) & (limits > 0), worth - price - PRICE_OF_LIMIT * limits, -np.inf)
    low, high = np.unravel_index(int(worth.argmax()), worth.shape)
    chosen = np.zeros(lots.codes.max(initial=lots.count) + 1, bool)
    chosen[low:high] = True
    return Choice(float(worth[low, high]), lots, chosen)


def _best_values(lots: Lots, hits: Array, everyone: Array, whole: float, price: float) -> Choice | None:
    """The values with the highest share of the segment come first; how many of them, F1 decides."""
    order = np.argsort(-hits / np.maximum(everyone, 1e-12), kind="stable")
    worth = _f1(np.cumsum(hits[order]), np.cumsum(everyone[order]), whole)[:-1]
    if not worth.size:
        return None
    count = int(worth.argmax()) + 1
    chosen = np.zeros(lots.count, bool)
    chosen[order[:count]] = True
    return Choice(float(worth[count - 1]) - price - PRICE_OF_LIMIT * count, lots, chosen)


def _price(choice: Choice) -> float:
    if choice.lots.values:
        return PRICE_OF_LIMIT * int(choice.inside.sum())
    first, last = np.flatnonzero(choice.inside)[[0, -1]]
    return PRICE_OF_LIMIT * (int(first > 0) + int(last < len(choice.lots.cuts)))


def _f1(hits: Any, named: Any, whole: float) -> Any:
    return 2 * hits / np.maximum(named + whole, 1e-12)
