"""What those who moved by themselves did: the measure that carried them farthest from the one segment to the other.

The way is the one between the two centres, in the units in which the old run measures distance. A measure counts by how far
its median went in these units, times how much of the way lies along it. So it is the change that took them over the old line,
and not one that everybody shares because time passes and sums only grow.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.comparing.membership import Joined
from core.comparing.movement.grounds import Grounds
from core.comparing.movement.parts import BEHAVIOUR, Move, Movement, Place
from core.preparing.preparation import NumberStep

Array = NDArray[Any]


@dataclass(frozen=True)
class Reason:
    """A measure and its median among those who moved, in both versions."""

    measure: str
    before: float
    after: float

    @property
    def rose(self) -> bool:
        return self.after > self.before


def reason(
    joined: Joined, moved: Movement, move: Move, grounds: Grounds, origin: Place, target: Place
) -> Reason | None:
    """None if nobody moved by themselves, or no measure went that way."""
    movers = moved.rows(move, BEHAVIOUR)
    way = grounds.centre(target) - grounds.centre(origin)
    best, farthest = None, 0.0
    for place, step in grounds.steps().items():
        if step.name in grounds.before and step.name in grounds.after:
            before = _median(grounds.before[step.name][joined.old_rows[movers]])
            after = _median(grounds.after[step.name][joined.new_rows[movers]])
            far = float((_placed(step, after) - _placed(step, before)) * way[place])
            if far > farthest:
                best, farthest = Reason(step.name, before, after), far
    return best


def _median(values: Array) -> float:
    known = values[~np.isnan(values)]
    return float(np.median(known)) if known.size else float("nan")


def _placed(step: NumberStep, value: float) -> float:
    """NaN where there is no median, or the run leaves such customers out; nothing is farther than NaN."""
    if np.isnan(value):
        return value
    return float(step.place(step.limit(step.bend(np.array([value]))))[0, 0])
