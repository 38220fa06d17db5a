"""Where a measure may be cut: at numbers as round as the customers around them allow.

The rounding comes before the search, so that the rule which is read is the rule that was measured.
"""

from math import floor, log10
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

MOST_CUTS = 48
LEAST_GAP = 1e-100


def cuts(values: Array) -> Array:
    """Rising; a value belongs above a cut that it equals."""
    known = values[~np.isnan(values)]
    if known.size == 0:
        return known
    marks = np.unique(np.quantile(known, np.linspace(0, 1, MOST_CUTS + 2)))
    if len(marks) < 2:
        return marks[:0]
    whole = is_whole(known)
    gaps = np.diff(marks)
    near = np.minimum(np.append(gaps, gaps[-1]), np.insert(gaps, 0, gaps[0]))
    # Cutting below the lowest value would divide nobody from nobody.
    found = np.unique([rounded(mark, gap, whole) for mark, gap in zip(marks.tolist(), near.tolist(), strict=True)])
    return np.asarray(found[(found > known.min()) & (found <= known.max())])


def is_whole(values: Array) -> bool:
    known = values[~np.isnan(values)]
    return bool((known == np.floor(known)).all())


def rounded(value: float, gap: float, whole: bool) -> float:
    """To 1, 2 or 5 times a power of ten that is no wider than the gap to the neighbours; where there is hardly one, as it is."""
    if gap < max(abs(value), LEAST_GAP) * 1e-12:
        return value
    power = floor(log10(gap))
    steps = [factor for factor in (5, 2, 1) if factor * 10.0**power <= gap * (1 + 1e-9)]
    step, decimals = (steps[0] if steps else 1), -power
    if whole and decimals > 0:
        step, decimals = 1, 0
    return round(round(value / (step * 10.0**-decimals)) * step * 10.0**-decimals, max(decimals, 0))
