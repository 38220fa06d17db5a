"""What those who moved did differently: the measure whose median changed most, beside those who stayed where they were.

Many measures change for everybody, because time passes and sums only grow. So a change counts by how far it goes beyond that
of the customers who stayed in the same place, in quartile ranges of that measure among all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.comparing.membership import Joined
from core.comparing.movement.parts import BEHAVIOUR, STAYED, Move, Movement

Array = NDArray[Any]
Columns = Mapping[str, Array]
Medians = tuple[float | None, float | None]  # before and after


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


def reasons(
    joined: Joined, moved: Movement, moves: Sequence[Move], before: Columns, after: Columns
) -> tuple[Reason | None, ...]:
    """Why the behaviour part of each flow moved; None if nobody did, or no median changed.

    `before` and `after` hold the same measures in the rows of the old and of the new run, NaN for gaps.
    """
    measures = [name for name in before if name in after]
    ranges = {name: _range(before[name]) for name in measures}

    def medians(measure: str, who: Array) -> Medians:
        return _median(before[measure][joined.old_rows[who]]), _median(after[measure][joined.new_rows[who]])

    stayed = {}
    for place in {move.origin for move in moves}:
        stayers = np.flatnonzero((moved.was == place) & (moved.part == STAYED))
        stayed[place] = {name: medians(name, stayers) for name in measures}
    found = []
    for move in moves:
        movers = moved.rows(move, BEHAVIOUR)
        known = {name: medians(name, movers) for name in measures}
        found.append(_largest(known, stayed[move.origin], ranges))
    return tuple(found)


def _largest(moved: Mapping[str, Medians], stayed: Mapping[str, Medians], ranges: Mapping[str, float]) -> Reason | None:
    best, largest = None, 0.0
    for measure, (before, after) in moved.items():
        if before is not None and after is not None:
            reason = Reason(measure, before, after, *stayed[measure])
            size = abs(reason.beyond) / ranges[measure]
            if size > largest:
                best, largest = reason, size
    return best


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
