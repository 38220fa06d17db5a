"""What those who moved did differently: the measure whose median changed most, beside those who stayed where they were.

Many measures change for everybody, because time passes and sums only grow. So a change counts by how far it goes beyond that
of the customers who stayed in the same place, in quartile ranges of that measure among all.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.comparing.membership import Joined
from core.comparing.movement.parts import BEHAVIOUR, STAYED, Move, Movement

Array = NDArray[Any]
Columns = Mapping[str, Array]


@dataclass(frozen=True)
class Reason:
    """Medians of a measure in both versions: of those who moved, and of those who stayed, if anybody did."""

    measure: str
    before: float
    after: float
    stayed_before: float | None
    stayed_after: float | None

    @property
    def beyond(self) -> float:
        """How much more it rose than for those who stayed; below zero, how much less."""
        if self.stayed_before is None or self.stayed_after is None:
            return self.after - self.before
        return (self.after - self.before) - (self.stayed_after - self.stayed_before)


def reason(joined: Joined, moved: Movement, move: Move, before: Columns, after: Columns) -> Reason | None:
    """Why the behaviour part of a flow moved; None if nobody did, or no median changed.

    `before` and `after` hold the same measures in the rows of the old and of the new run, NaN for gaps.
    """
    from_here = moved.was == move.origin
    movers = np.flatnonzero(from_here & (moved.now == move.target) & (moved.part == BEHAVIOUR))
    stayers = np.flatnonzero(from_here & (moved.part == STAYED))
    best, largest = None, 0.0
    for measure in (name for name in before if name in after):
        known = _reason(measure, joined, movers, stayers, before[measure], after[measure])
        size = abs(known.beyond) / _range(before[measure]) if known else 0.0
        if size > largest:
            best, largest = known, size
    return best


def _reason(measure: str, joined: Joined, movers: Array, stayers: Array, before: Array, after: Array) -> Reason | None:
    was, became = _median(before[joined.old_rows[movers]]), _median(after[joined.new_rows[movers]])
    if was is None or became is None:
        return None
    return Reason(
        measure, was, became, _median(before[joined.old_rows[stayers]]), _median(after[joined.new_rows[stayers]])
    )


def _median(values: Array) -> float | None:
    known = values[~np.isnan(values)]
    return float(np.median(known)) if known.size else None


def _range(values: Array) -> float:
    """The quartile range; where most are equal, the standard deviation; where all are, infinity, so that nothing counts."""
    known = values[~np.isnan(values)]
    if not known.size:
        return float("inf")
    first, third = np.quantile(known, [0.25, 0.75])
    return float(third - first) or float(known.std()) or float("inf")
