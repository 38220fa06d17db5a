"""What those who moved by themselves did: the measure that carried them farthest from the one segment to the other.

The way is the one between the two centres, in the units in which the old run measures distance. A measure counts by how far
its median went in these units, times how much of the way lies along it. So it is the change that took them over the old line,
and not one that everybody shares because time passes and sums only grow.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.comparing.matching import Centres
from core.comparing.membership import Joined
from core.comparing.movement.parts import BEHAVIOUR, Move, Movement, Place
from core.preparing import Preparation
from core.preparing.preparation import NumberStep

Array = NDArray[Any]
Columns = Mapping[str, Array]


@dataclass(frozen=True)
class Reason:
    """A measure and its median among those who moved, in both versions."""

    measure: str
    before: float
    after: float

    @property
    def rose(self) -> bool:
        return self.after > self.before


@dataclass(frozen=True)
class Ways:
    """What is needed to tell causes: both runs' centres in common units, the old run's preparation, and measures.

    `before` and `after` hold the same measures in the rows of the old and of the new run, NaN for gaps.
    """

    preparation: Preparation
    centres: Centres
    before: Columns
    after: Columns

    def steps(self) -> dict[int, NumberStep]:
        """The measures in numbers, by their place among the columns of the centres."""
        numbers = {step.name: step for step in self.preparation.steps if isinstance(step, NumberStep)}
        return {place: numbers[name] for place, name in enumerate(self.centres.columns) if name in numbers}

    def centre(self, place: Place) -> Array:
        """In the old run, if the segment was there."""
        return np.asarray(self.centres.old[place.old] if place.old is not None else self.centres.new[place.new])


def reason(joined: Joined, moved: Movement, move: Move, ways: Ways, origin: Place, target: Place) -> Reason | None:
    """None if nobody moved by themselves, or no measure went that way."""
    movers = moved.rows(move, BEHAVIOUR)
    way = ways.centre(target) - ways.centre(origin)
    best, farthest = None, 0.0
    for place, step in ways.steps().items():
        if step.name in ways.before and step.name in ways.after:
            before = _median(ways.before[step.name][joined.old_rows[movers]])
            after = _median(ways.after[step.name][joined.new_rows[movers]])
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
