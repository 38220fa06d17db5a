"""The search for the rule that comes closest to a segment.

Several beginnings are followed side by side, each growing by one condition at a time; in the end every condition is chosen
anew beside the others.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.explaining.rules.choosing import PRICE_OF_CONDITION, Aim, Choice, Lots, best_choice
from core.explaining.rules.rule import MOST_CONDITIONS, Rule

Array = NDArray[Any]
Found = tuple[Choice, ...]

SIDE_BY_SIDE = 6
ROUNDS = 3
BETTER = 1e-9


def best_rule(every: Sequence[Lots], aim: Aim) -> Rule:
    """Of these measures, at most three of them."""
    best: Found = ()
    worth = float(aim.quality(aim.whole, aim.weights.sum()))
    beginnings: list[Found] = [()]
    for _ in range(MOST_CONDITIONS):
        grown = [longer for start in beginnings for longer in _grown(every, start, aim)]
        beginnings = sorted(grown, key=lambda found: -found[-1].worth)[:SIDE_BY_SIDE]
        if beginnings and beginnings[0][-1].worth > worth:
            best, worth = beginnings[0], beginnings[0][-1].worth
    return Rule(tuple(choice.condition() for choice in _chosen_anew(best, worth, aim)))


def _grown(every: Sequence[Lots], start: Found, aim: Aim) -> list[Found]:
    """By the best condition on each measure that the rule does not speak of yet."""
    rows, taken = _named(start), {choice.lots.name for choice in start}
    price = _price(start) + PRICE_OF_CONDITION
    return [(*start, best_choice(lots, rows, aim, price)) for lots in every if lots.name not in taken]


def _chosen_anew(found: Found, worth: float, aim: Aim) -> Found:
    for _ in range(ROUNDS):
        before = worth
        for place, choice in enumerate(found):
            others = found[:place] + found[place + 1 :]
            again = best_choice(choice.lots, _named(others), aim, _price(others) + PRICE_OF_CONDITION)
            if again.worth > worth + BETTER:
                found, worth = (*found[:place], again, *found[place + 1 :]), again.worth
        if worth == before:
            break
    return found


def _named(found: Found) -> Array | None:
    """Where the customers are whom all conditions name; None stands for everywhere."""
    if not found:
        return None
    named = np.ones(len(found[0].lots.codes), bool)
    for choice in found:
        named &= choice.fits()
    return np.flatnonzero(named)


def _price(found: Found) -> float:
    return sum(PRICE_OF_CONDITION + choice.price for choice in found)
