"""Measures as axes of a picture: where values lie, bent as the recipe bends them, and marks in their own units."""

from dataclasses import dataclass
from math import floor, log10
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.preparing.preparation import NumberStep

Array = NDArray[Any]

INSIDE = (0.001, 0.999)
MARKS = 5


@dataclass(frozen=True)
class Axis:
    """`marks` are places and what stands there; without any the places are the values themselves."""

    name: str
    low: float
    high: float
    marks: tuple[tuple[float, float], ...]


def places_of(step: NumberStep, coordinates: Array) -> Array:
    """One column of points or centres on the axis of its measure."""
    return np.asarray(coordinates / step.weight * step.scale + step.shift)


def axis_of(step: NumberStep, places: Array) -> Axis:
    low, high = (float(end) for end in np.quantile(places, INSIDE))
    if step.transform == "none" or low == high:
        return Axis(step.name, low, high, ())
    values = step.undo(_coordinates(step, np.linspace(low, high, MARKS)))[:, 0]
    round_ones = np.unique([_rounded(value) for value in values])
    marks = [(float(place), float(value)) for place, value in zip(step.bend(round_ones), round_ones, strict=True)]
    return Axis(step.name, low, high, tuple(mark for mark in marks if np.isfinite(mark[0])))


def _coordinates(step: NumberStep, places: Array) -> Array:
    return np.asarray(((places - step.shift) / step.scale * step.weight)[:, None])


def _rounded(value: float) -> float:
    """To one digit: 0.3, 4, 20, 5,000."""
    if value == 0 or not np.isfinite(value):
        return 0.0
    return float(round(value, -floor(log10(abs(value)))))
