"""Where a measure may be cut: at the roundest number between two neighbours.

The rounding comes before the search, so that the rule which is read is the rule that was measured.
"""

from itertools import pairwise
from math import floor, log10
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

MARKS = np.linspace(0, 1, 100)  # of everyone
EDGES = (0, 0.02, 0.05, 0.1, 0.9, 0.95, 0.98, 1)  # of the segment, so that a small one is not lost between two marks
CLOSE = 1e-4  # of the spread of a measure: nobody cuts between neighbours that are closer
FINEST = 1e-12  # of a number, and
LEAST = 1e-200  # of all: what is nearer than this cannot be told apart by rounding


def cuts(values: Array, inside: Array) -> Array:
    """For a segment, rising; a value belongs above a cut that it equals."""
    there = ~np.isnan(values)
    known, own = values[there], values[there & inside]
    if known.size == 0:
        return known
    marks = np.unique(np.concatenate([_marks(known, MARKS), _marks(own, EDGES) if own.size else own])).tolist()
    whole, close = is_whole(known), CLOSE * _spread(known)
    return np.array([roundest(low, high, whole) for low, high in pairwise(marks) if high - low > close])


def is_whole(values: Array) -> bool:
    known = values[~np.isnan(values)]
    return bool((known == np.floor(known)).all())


def roundest(low: float, high: float, whole: bool) -> float:
    """Above `low` and up to `high`: the multiple of the largest 1, 2 or 5 times a power of ten, nearest to the middle."""
    if low < 0 <= high:
        return 0.0
    if high - low < LEAST:
        return high
    largest = max(abs(low), abs(high))
    least = max(high - low, largest * FINEST) / 10
    for power in range(floor(log10(largest)), max(floor(log10(least)), 0 if whole else -300) - 1, -1):
        for factor in (5, 2, 1):
            step = factor * 10.0**power
            first, last = floor(low / step) + 1, floor(high / step)
            nearest = min(max(round((low + high) / 2 / step), first), last)
            cut = round(nearest * step, max(-power, 0))
            if low < cut <= high:
                return float(cut)
    return high


def _spread(known: Array) -> float:
    low, high = np.quantile(known, [0.05, 0.95])
    return float(high - low or np.ptp(known))


def _marks(values: Array, shares: Any) -> Array:
    """Values that are there, not numbers between them."""
    return np.asarray(np.quantile(values, shares, method="inverted_cdf"))
