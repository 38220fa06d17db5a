"""What the customers of an audience did in an earlier window, as long as the one to come: from it follow the sizes that a plan needs."""

from dataclasses import dataclass

import pyarrow as pa

from core.errors import BadInput
from core.planning.results.outcome import Outcome, outcome_of
from core.planning.sizes import (
    Detectable,
    Needed,
    detectable_conversion,
    detectable_mean,
    needed_conversion,
    needed_mean,
)


@dataclass(frozen=True)
class Baseline:
    """A KPI per customer: its mean, and how widely customers differ in it (standard deviation)."""

    kpi: str
    customers: int
    mean: float
    spread: float

    def detectable(self, treated: int, held_out: int) -> Detectable:
        if self.kpi == "conversion":
            return detectable_conversion(self.mean, treated, held_out)
        return detectable_mean(self.mean, self.spread, treated, held_out)

    def needed(self, target: float, holdout: float) -> Needed:
        """For a rise from the mean to the target."""
        if self.kpi == "conversion":
            return needed_conversion(self.mean, target - self.mean, holdout)
        return needed_mean(self.spread, target - self.mean, holdout)


def baseline(ids: pa.Array, earlier: Outcome, kpi: str) -> Baseline:
    orders, money = outcome_of(ids, earlier)
    figure = {"conversion": orders > 0, "orders": orders, "money": money}[kpi]
    if figure is None:
        raise BadInput("The orders have no amounts, so money per customer is not known. Choose another KPI.")
    if not len(figure):
        raise BadInput("The audience is empty. Take more customers first.")
    return Baseline(kpi, len(figure), float(figure.mean()), float(figure.std()))
