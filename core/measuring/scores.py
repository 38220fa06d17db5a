"""Scores for recency, frequency and money: where each customer stands between limits that are stored with the run.

Bands are closed on the right, as (30, 90]; so equal values always get equal scores, and where most customers have one order, some
scores of frequency stay empty rather than being dealt out by chance. For recency fewer days score higher; 5 is the best of 5.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.errors import BadInput

Numbers = NDArray[np.float64]
Scores = NDArray[np.int8]
Values = Sequence[float] | Numbers

MOST_LEVELS = 9


@dataclass(frozen=True)
class Limits:
    """The inner limits of the bands, rising; one fewer than there are scores."""

    recency: tuple[float, ...]
    frequency: tuple[float, ...]
    money: tuple[float, ...]

    def __post_init__(self) -> None:
        for name, limits in vars(self).items():
            if not np.all(np.isfinite(limits)) or list(limits) != sorted(limits):
                raise BadInput(f"The limits of {name} must be numbers that rise from left to right.")
        if not len(self.recency) == len(self.frequency) == len(self.money) or not 1 <= len(self.money) < MOST_LEVELS:
            raise BadInput(f"Recency, frequency and money need the same number of limits, 1 to {MOST_LEVELS - 1}.")

    @property
    def levels(self) -> int:
        return len(self.money) + 1

    def to_json(self) -> dict[str, list[float]]:
        return {name: list(limits) for name, limits in vars(self).items()}

    @classmethod
    def from_json(cls, limits: Mapping[str, Any]) -> "Limits":
        try:
            return cls(*(tuple(float(limit) for limit in limits[name]) for name in ("recency", "frequency", "money")))
        except (KeyError, TypeError, ValueError, OverflowError):
            raise BadInput("Limits must list numbers for recency, frequency and money.") from None


@dataclass(frozen=True)
class Rfm:
    """A score from 1 to `limits.levels` for each customer, in the order of the customers."""

    limits: Limits
    recency: Scores
    frequency: Scores
    money: Scores

    @property
    def codes(self) -> NDArray[np.int16]:
        """The three scores read as one number: 543."""
        hundreds, tens = self.recency.astype(np.int16) * 100, self.frequency.astype(np.int16) * 10
        return (hundreds + tens + self.money).astype(np.int16)


def quantile_limits(recency: Values, frequency: Values, money: Values, levels: int = 5) -> Limits:
    """Limits that cut these customers into equal parts, as far as equal values allow."""
    if not 2 <= levels <= MOST_LEVELS:
        raise BadInput(f"Choose between 2 and {MOST_LEVELS} scores.")
    shares = np.arange(1, levels) / levels
    return Limits(*(tuple(np.quantile(_present(values), shares).tolist()) for values in (recency, frequency, money)))


def scored(limits: Limits, recency: Values, frequency: Values, money: Values) -> Rfm:
    """The scores of customers by limits of their own or of an earlier period."""
    bands = [
        np.searchsorted(ends, _present(values), side="left").astype(np.int8)
        for ends, values in ((limits.recency, recency), (limits.frequency, frequency), (limits.money, money))
    ]
    return Rfm(limits, np.int8(limits.levels) - bands[0], bands[1] + np.int8(1), bands[2] + np.int8(1))


def _present(values: Values) -> Numbers:
    numbers = np.asarray(values, np.float64)
    if not numbers.size:
        raise BadInput("There are no customers to score.")
    if not np.isfinite(numbers).all():
        raise BadInput(
            "A customer without recency, orders or money cannot be scored. Check the roles of date and amount."
        )
    return numbers
