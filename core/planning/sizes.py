"""Before launch: which lift the sizes at hand can show, and which sizes the hoped-for lift needs.

Two-sided tests at 5 %, with a chance of 80 % to see the lift if it is there. Shares are compared with the pooled spread where
nothing happens and with each arm's own where the lift is there; means by the normal distribution with one given spread.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, sqrt

from scipy.optimize import brentq
from scipy.stats import norm

from core.errors import BadInput

ALPHA = 0.05
POWER = 0.8
MOST_CUSTOMERS = 1e9
Power = Callable[[float, float, float], float]  # of a lift, for so many treated and held out


@dataclass(frozen=True)
class Detectable:
    """The smallest rise, in the unit of the KPI, that the two arms are likely to show; None if none is small enough."""

    baseline: float
    treated: int
    held_out: int
    lift: float | None

    @property
    def relative(self) -> float | None:
        return self.lift / self.baseline if self.lift is not None and self.baseline else None


@dataclass(frozen=True)
class Needed:
    """Customers that a hoped-for lift needs, at the holdout of the plan; None if no number of customers is enough."""

    lift: float
    treated: int | None
    held_out: int | None

    @property
    def customers(self) -> int | None:
        return None if self.treated is None or self.held_out is None else self.treated + self.held_out


def detectable_conversion(baseline: float, treated: int, held_out: int) -> Detectable:
    _check_baseline(baseline)
    return Detectable(baseline, treated, held_out, _lift(_conversion_power(baseline), treated, held_out, 1 - baseline))


def needed_conversion(baseline: float, lift: float, holdout: float) -> Needed:
    _check_baseline(baseline)
    if not 0 < lift <= 1 - baseline:
        raise BadInput(f"From a baseline of {baseline:.1%}, a lift lies above 0 and at most at {1 - baseline:.1%}.")
    return _needed(_conversion_power(baseline), lift, holdout)


def detectable_mean(baseline: float, spread: float, treated: int, held_out: int) -> Detectable:
    """`spread` is the standard deviation of the KPI over customers."""
    _check_spread(spread)
    lift = _lift(_mean_power(spread), treated, held_out, 100 * spread)
    return Detectable(baseline, treated, held_out, lift)


def needed_mean(spread: float, lift: float, holdout: float) -> Needed:
    _check_spread(spread)
    if not lift > 0:
        raise BadInput("The hoped-for lift must be above zero.")
    return _needed(_mean_power(spread), lift, holdout)


def power_of_conversion(baseline: float, lift: float, treated: float, held_out: float) -> float:
    """The chance that a test of two shares sees the lift."""
    raised, customers = baseline + lift, treated + held_out
    pooled = (treated * raised + held_out * baseline) / customers
    if_nothing = sqrt(pooled * (1 - pooled) * (1 / treated + 1 / held_out))
    if_there = sqrt(raised * (1 - raised) / treated + baseline * (1 - baseline) / held_out)
    return _power(lift, if_nothing, if_there)


def power_of_mean(spread: float, lift: float, treated: float, held_out: float) -> float:
    """The chance that a test of two means sees the lift."""
    error = spread * sqrt(1 / treated + 1 / held_out)
    return _power(lift, error, error)


def _power(lift: float, if_nothing: float, if_there: float) -> float:
    limit = norm.isf(ALPHA / 2) * if_nothing
    if if_there == 0:
        return float(abs(lift) > limit)
    return float(norm.sf((limit - lift) / if_there) + norm.cdf((-limit - lift) / if_there))


def _conversion_power(baseline: float) -> Power:
    return lambda lift, treated, held_out: power_of_conversion(baseline, lift, treated, held_out)


def _mean_power(spread: float) -> Power:
    return lambda lift, treated, held_out: power_of_mean(spread, lift, treated, held_out)


def _lift(power: Power, treated: int, held_out: int, most: float) -> float | None:
    if treated < 1 or held_out < 1 or power(most, treated, held_out) < POWER:
        return None
    return float(brentq(lambda lift: power(lift, treated, held_out) - POWER, 0, most, xtol=1e-12))


def _needed(power: Power, lift: float, holdout: float) -> Needed:
    if not 0 < holdout < 1:
        return Needed(lift, None, None)

    def missing(customers: float) -> float:
        return power(lift, customers * (1 - holdout), customers * holdout) - POWER

    least = 1.0
    if missing(MOST_CUSTOMERS) < 0:
        return Needed(lift, None, None)
    customers = least if missing(least) >= 0 else float(brentq(missing, least, MOST_CUSTOMERS, rtol=1e-10))
    return Needed(lift, ceil(customers * (1 - holdout)), ceil(customers * holdout))


def _check_baseline(baseline: float) -> None:
    if not 0 <= baseline < 1:
        raise BadInput("The baseline of a conversion lies between 0 % and 100 %.")


def _check_spread(spread: float) -> None:
    if not spread > 0:
        raise BadInput("The spread of the KPI must be above zero.")
