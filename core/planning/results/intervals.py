"""Differences between the arms over all segments, with their 95 % intervals.

Both weigh segments by their customers, so that an arm is not better for having more of the good ones. Conversion: Newcombe's
interval from the Wilson limits of each arm, where an arm over several segments counts as the number of customers that would tell
as much, and how far segments differ is taken from both arms together. It stays within what shares can be and holds where few or
none ordered. Orders and money: a t interval with the spread of each segment taken from both arms together. A few customers spend
most of the money: alone, the small arm would think itself sure whenever it happens to hold none of them.
"""

from dataclasses import dataclass
from math import sqrt
from typing import Any

from numpy.typing import NDArray
from scipy.stats import norm
from scipy.stats import t as student

from core.planning.results.compared import Moments

Array = NDArray[Any]
LEVEL = 0.95
NEWCOMBE = "Newcombe's interval from Wilson limits, over segments"
POOLED_T = "t interval with the spread of both arms, over segments"


@dataclass(frozen=True)
class Difference:
    """Treated minus held out; `chance` is how often drawing the holdout again gives as much by itself (None: not asked)."""

    kpi: str
    treated: float
    held_out: float
    low: float
    high: float
    method: str
    chance: float | None = None

    @property
    def difference(self) -> float:
        return self.treated - self.held_out

    @property
    def leaves_out_zero(self) -> bool:
        return self.low > 0 or self.high < 0


def conversion_interval(found: Moments) -> Difference:
    """The figure is 1 for who ordered and 0 for who did not."""
    treated, held_out = found.means
    (many, shares, _), (few, their_shares, _) = found.treated, found.held_out
    both = (many * shares + few * their_shares) / (many + few)
    treated_low, treated_high = _wilson(treated, _effective(many, found.weight, both))
    held_low, held_high = _wilson(held_out, _effective(few, found.weight, both))
    difference = treated - held_out
    low = difference - sqrt((treated - treated_low) ** 2 + (held_high - held_out) ** 2)
    high = difference + sqrt((treated_high - treated) ** 2 + (held_out - held_low) ** 2)
    return Difference("conversion", treated, held_out, low, high, NEWCOMBE)


def mean_interval(kpi: str, found: Moments) -> Difference:
    treated, held_out = found.means
    (many, _, spread), (few, _, their_spread) = found.treated, found.held_out
    pooled = ((many - 1) * spread + (few - 1) * their_spread) / (many + few - 2)
    parts = found.weight**2 * pooled * (1 / many + 1 / few)
    variance, width = parts.sum(), 0.0
    if variance:
        freedom = 1 / ((parts / variance) ** 2 / (many + few - 2)).sum()
        width = float(student.isf((1 - LEVEL) / 2, freedom) * sqrt(variance))
    difference = treated - held_out
    return Difference(kpi, treated, held_out, difference - width, difference + width, POOLED_T)


def _effective(customers: Array, weight: Array, shares: Array) -> float:
    """How many customers, drawn without regard to segments, would tell as much as these, where segments have such shares."""
    share = float(weight @ shares)
    variance = float((weight**2 * shares * (1 - shares) / customers).sum())
    return share * (1 - share) / variance if variance else 1 / float((weight**2 / customers).sum())


def _wilson(share: float, customers: float) -> tuple[float, float]:
    z = float(norm.isf((1 - LEVEL) / 2))
    middle = share + z * z / (2 * customers)
    reach = z * sqrt(share * (1 - share) / customers + z * z / (4 * customers * customers))
    below = 1 + z * z / customers
    return max(0.0, (middle - reach) / below), min(1.0, (middle + reach) / below)
