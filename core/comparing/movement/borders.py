"""Where the line between two segments lies: before, and after both centres have moved.

Whoever stands halfway between two centres stands on the line. Of the measures the one is told that did most to move it: how
far the halfway point went along this measure, times how much this measure tells the two segments apart.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.comparing.movement.grounds import Grounds
from core.comparing.movement.parts import Place

Array = NDArray[Any]


@dataclass(frozen=True)
class Border:
    """The value of a measure at which the line crosses the way from one centre to the other."""

    measure: str
    before: float
    after: float


def border(grounds: Grounds, one: Place, other: Place) -> Border | None:
    """None where a place is missing in one of the runs, or they share no measure in numbers."""
    steps = grounds.steps()
    if one.old is None or one.new is None or other.old is None or other.new is None or not steps:
        return None
    old, new = grounds.centres.old, grounds.centres.new
    before, after = _halfway(old, one.old, other.old), _halfway(new, one.new, other.new)
    across = _direction(old, one.old, other.old) + _direction(new, one.new, other.new)
    chosen = max(steps, key=lambda place: (abs((after - before) * across)[place], -place))
    step = steps[chosen]
    low, high = step.undo(np.array([[before[chosen]], [after[chosen]]]))[:, 0]
    return Border(step.name, float(low), float(high))


def _halfway(centres: Array, one: int, other: int) -> Array:
    return np.asarray((centres[one] + centres[other]) / 2)


def _direction(centres: Array, one: int, other: int) -> Array:
    way = centres[other] - centres[one]
    return np.asarray(way / max(float(np.linalg.norm(way)), 1e-12))
