"""A rule is data, never an expression: what it says is looked up in a table, and nothing of it is ever carried out."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.errors import BadInput
from core.explaining.customers import Customers
from core.exploring.plain import LARGEST
from core.recipe import quoted, read_json

Array = NDArray[Any]

MOST_CONDITIONS = 3


@dataclass(frozen=True)
class Condition:
    """At least `low`, and below `below`; or, of a category, one of `values`. Who has no value does not fit.

    `whole` numbers can be told as "at most 3" where others are "below 4".
    """

    measure: str
    low: float | None = None
    below: float | None = None
    values: tuple[str, ...] = ()
    whole: bool = False

    def __post_init__(self) -> None:
        for side in ("low", "below"):
            if (bound := getattr(self, side)) is not None:
                object.__setattr__(self, side, float(bound))
        bounds = [bound for bound in (self.low, self.below) if bound is not None]
        if bool(bounds) == bool(self.values):
            raise BadInput(f"A condition on {quoted(self.measure)} needs either limits or a list of values.")
        if not all(isfinite(bound) for bound in bounds) or bounds != sorted(set(bounds)):
            raise BadInput(f"The limits of {quoted(self.measure)} must be numbers, the lower one first.")
        object.__setattr__(self, "whole", self.whole and all(bound.is_integer() for bound in bounds))

    def fits(self, customers: Customers) -> Array:
        if self.values:
            category = customers.categories.get(self.measure)
            if category is None:
                raise BadInput(
                    f"There is no category {quoted(self.measure)} in this table. Choose a table that has it."
                )
            inside = np.array([value in self.values for value in category.values], bool)
            return np.asarray(inside[category.codes])
        numbers = customers.numbers.get(self.measure)
        if numbers is None:
            raise BadInput(f"There is no number {quoted(self.measure)} in this table. Choose a table that has it.")
        low = -np.inf if self.low is None else self.low
        below = np.inf if self.below is None else self.below
        return np.asarray((numbers >= low) & (numbers < below))

    def to_dict(self) -> dict[str, Any]:
        if self.values:
            return {"measure": self.measure, "in": list(self.values)}
        limits = {"from": self.low, "below": self.below}
        short = {side: int(at) if at is not None and at.is_integer() else at for side, at in limits.items()}
        facts = {"measure": self.measure, **short, "whole": self.whole or None}
        return {name: value for name, value in facts.items() if value is not None}


@dataclass(frozen=True)
class Rule:
    """All conditions have to fit; without any, everyone does."""

    conditions: tuple[Condition, ...]

    def __post_init__(self) -> None:
        if len(self.conditions) > MOST_CONDITIONS:
            raise BadInput(f"A rule has at most {MOST_CONDITIONS} conditions; this one has {len(self.conditions)}.")

    def fits(self, customers: Customers) -> Array:
        """Whom the rule names."""
        named = np.ones(customers.size, bool)
        for condition in self.conditions:
            named &= condition.fits(customers)
        return named

    def to_json(self) -> str:
        return json.dumps({"all": [one.to_dict() for one in self.conditions]}, ensure_ascii=False, allow_nan=False)

    @classmethod
    def from_json(cls, text: str) -> "Rule":
        """Checked like anything that comes from outside."""
        given = read_json(text).get("all")
        if not isinstance(given, list):
            raise BadInput('A rule lists its conditions, for example {"all": [{"measure": "orders", "from": 3}]}.')
        return cls(tuple(_condition(entry) for entry in given))


def _condition(entry: Any) -> Condition:
    if not isinstance(entry, Mapping) or not set(entry) <= {"measure", "from", "below", "in", "whole"}:
        raise BadInput("A condition has a measure, with from and below, or with in.")
    name, values = entry.get("measure"), entry.get("in", [])
    if not isinstance(name, str) or not name:
        raise BadInput("Every condition of a rule needs the name of a measure.")
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise BadInput(f"The values of {quoted(name)} must be a list of texts.")
    return Condition(
        name, _bound(entry, "from"), _bound(entry, "below"), tuple(values), whole=entry.get("whole") is True
    )


def _bound(entry: Mapping[str, Any], side: str) -> float | None:
    bound = entry.get(side)
    if bound is None:
        return None
    if isinstance(bound, bool) or not isinstance(bound, int | float) or not abs(bound) <= LARGEST:
        raise BadInput(f"The limits of {quoted(entry.get('measure'))} must be numbers, none beyond {LARGEST:g}.")
    return float(bound)
