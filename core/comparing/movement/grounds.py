"""What must be known of two runs to tell why a customer moved, or a line."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.comparing.matching import Centres
from core.comparing.movement.parts import Place
from core.preparing import Preparation
from core.preparing.preparation import NumberStep

Array = NDArray[Any]
Columns = Mapping[str, Array]


@dataclass(frozen=True)
class Grounds:
    """The old run's preparation, the centres of both in its units, and measures of their customers.

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
