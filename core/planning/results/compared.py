"""The two arms within every segment, ready to be compared.

A segment counts with all its customers, whatever arm they are in, and only if both arms have at least two of them: one customer
has no spread, and where nobody is held out there is nothing to compare with.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.planning.audiences.holdout import Arms

Array = NDArray[Any]
LEAST = 2


@dataclass(frozen=True)
class Stratum:
    """Rows of the arms of one segment in the arrays of all customers."""

    segment: int
    treated: Array
    held_out: Array

    @property
    def customers(self) -> int:
        return len(self.treated) + len(self.held_out)

    @property
    def can_be_compared(self) -> bool:
        return min(len(self.treated), len(self.held_out)) >= LEAST


@dataclass(frozen=True)
class Moments:
    """Per segment, for each arm: customers, mean and variance of a figure; and the weight of the segment."""

    weight: Array
    treated: tuple[Array, Array, Array]
    held_out: tuple[Array, Array, Array]

    @property
    def means(self) -> tuple[float, float]:
        return float(self.weight @ self.treated[1]), float(self.weight @ self.held_out[1])


def strata(arms: Arms) -> tuple[Stratum, ...]:
    rows = np.lexsort((arms.held_out, arms.segments))
    parts = np.split(rows, np.flatnonzero(np.diff(arms.segments[rows])) + 1) if len(rows) else []
    return tuple(
        Stratum(int(arms.segments[part[0]]), part[~arms.held_out[part]], part[arms.held_out[part]]) for part in parts
    )


def moments(values: Array, compared: tuple[Stratum, ...]) -> Moments:
    customers = np.array([stratum.customers for stratum in compared])
    return Moments(
        customers / customers.sum(),
        _of_arm(values, [stratum.treated for stratum in compared]),
        _of_arm(values, [stratum.held_out for stratum in compared]),
    )


def _of_arm(values: Array, rows: list[Array]) -> tuple[Array, Array, Array]:
    parts = [values[one] for one in rows]
    return (
        np.array([len(part) for part in parts]),
        np.array([part.mean() for part in parts]),
        np.array([part.var(ddof=1) for part in parts]),
    )
