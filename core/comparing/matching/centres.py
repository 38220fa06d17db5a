"""The centres of two runs in one set of units: how far the segments of both lie apart.

The units are those in which the old run measures distance: a new centre is taken back to the units of its measures and
from there goes through the old run's transforms, scales and weights. Only columns that both runs use count, and
distances are means over these, so that a run with more of them does not seem farther away.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.spatial.distance import cdist

from core.preparing import Preparation
from core.preparing.preparation import NumberStep, Step

Array = NDArray[Any]


@dataclass(frozen=True)
class Centres:
    """The centres of both runs, a row each, in the columns that both share."""

    columns: tuple[str, ...]
    old: Array
    new: Array

    @property
    def between(self) -> Array:
        """Root mean square over the columns, from every old centre to every new one."""
        return _distances(self.old, self.new)

    @property
    def nearness(self) -> Array:
        """From 1 for the same place towards 0."""
        return np.asarray(1 / (1 + self.between))

    @property
    def near_old(self) -> Array:
        """Where the new centre is within the reach of the old one."""
        return np.asarray(self.between <= self._reach(self.old)[:, None])

    @property
    def near_new(self) -> Array:
        return np.asarray(self.between <= self._reach(self.new)[None])

    def _reach(self, centres: Array) -> Array:
        """Half of the way to the nearest other centre of the run: nothing within it is as near to another one.

        A centre that lies alone reaches no farther than is usual in either run, or it would take in everything around.
        """
        usual = min(float(np.median(_half_way_to_next(run))) for run in (self.old, self.new))
        return np.minimum(_half_way_to_next(centres), usual)


def centres_in_common(old: Preparation, old_centres: Array, new: Preparation, new_centres: Array) -> Centres | None:
    """None if the runs share no column."""
    measured = dict(zip(new.columns, new.undo(new_centres).T, strict=True))
    shared, placed, theirs = [], [], dict(zip(old.columns, old_centres.T, strict=True))
    for step in old.steps:
        for column in step.columns:
            if column in measured:
                coordinates = _placed(step, measured[column])
                if not np.isnan(coordinates).any():
                    shared.append(column)
                    placed.append(coordinates)
    if not shared:
        return None
    return Centres(tuple(shared), np.column_stack([theirs[column] for column in shared]), np.column_stack(placed))


def _placed(step: Step, values: Array) -> Array:
    if isinstance(step, NumberStep):
        return step.place(step.limit(step.bend(values)))[:, 0]
    return np.asarray(values * step.weight)


def _half_way_to_next(centres: Array) -> Array:
    apart = _distances(centres, centres)
    np.fill_diagonal(apart, np.inf)
    return np.asarray(apart.min(axis=1) / 2)


def _distances(ones: Array, others: Array) -> Array:
    return np.asarray(cdist(ones, others) / np.sqrt(ones.shape[1]))
