"""How the values of a measure lie in each segment, beside everyone: counts in equal steps, to be drawn one over the other."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.explaining.customers import Customers

Array = NDArray[Any]

STEPS = 32
RANGE = (0.01, 0.99)  # of everyone; a few large spenders would press all others against the axis


@dataclass(frozen=True)
class Shape:
    """Steps of `width` from `low` on. `everyone` and each of the `segments` count the customers within each step."""

    name: str
    low: float
    width: float
    everyone: tuple[int, ...]
    segments: tuple[tuple[int, ...], ...]


def shapes(customers: Customers, labels: Array, segments: int, names: list[str]) -> tuple[Shape, ...]:
    """Of those measures that are numbers and that somebody has a value of."""
    known = [name for name in names if name in customers.numbers]
    return tuple(
        _shape(name, values, labels, segments)
        for name in known
        if not np.isnan(values := customers.numbers[name]).all()
    )


def _shape(name: str, values: Array, labels: Array, segments: int) -> Shape:
    present = ~np.isnan(values)
    low, width, steps = _steps(values[present])
    place = np.floor((values - low) / width)
    inside = present & (place >= 0) & (place < steps)
    rows = np.minimum(labels[inside].astype(np.int64), segments)  # who is in no segment comes last
    cells = np.bincount(rows * steps + place[inside].astype(np.int64), minlength=(segments + 1) * steps)
    counts = cells.reshape(segments + 1, steps)
    return Shape(name, low, width, _plain(counts.sum(axis=0)), tuple(_plain(own) for own in counts[:segments]))


def _steps(values: Array) -> tuple[float, float, int]:
    """Whole numbers get steps around them, so that each step holds equally many of them."""
    low, high = (float(end) for end in np.quantile(values, RANGE))
    if bool((values == np.trunc(values)).all()):
        first, count = math.floor(low), math.ceil(high) - math.floor(low) + 1
        each = math.ceil(count / STEPS)
        return first - 0.5, float(each), math.ceil(count / each)
    if high <= low:
        return low - 0.5, 1.0, 1
    width = (high - low) / STEPS
    return low, width * (1 + 1e-9), STEPS  # so that the largest value lies inside


def _plain(counts: Array) -> tuple[int, ...]:
    return tuple(int(count) for count in counts)
