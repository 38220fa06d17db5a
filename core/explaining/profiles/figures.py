"""The figures of one measure in every segment at once: each segment is sorted once, and everything is read off the order.

`position` is where a segment stands among everyone: the share of everyone that its customers lie above, on average, half of
equals counted; 0.5 is like everyone. It hangs on no outlier and no transform, which the distance of means does.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.exploring.pictures.boxes import REACH

Array = NDArray[Any]

PARTS = 5
MARKS = np.linspace(0, 1, 513)  # between which positions are interpolated


@dataclass(frozen=True)
class Figures:
    """One measure among the customers who have a value. `difference`: from the mean of everyone, in their deviations."""

    present: int
    mean: float
    deviation: float
    low: float
    whisker_low: float
    quarter: float
    median: float
    three_quarters: float
    whisker_high: float
    high: float
    below: int  # values beyond the whiskers
    above: int
    difference: float
    position: float


@dataclass(frozen=True)
class Spread:
    """How a measure is spread over everyone: what the figures of each segment are held against."""

    mean: float
    deviation: float
    limits: tuple[float, ...]  # of five equal parts
    marks: Array
    positions: Array  # the shares of everyone below each mark and up to it, half of both being the place of equals
    varied: float  # the variance of all positions

    @classmethod
    def of(cls, ordered: Array) -> "Spread":
        marks = np.unique(_quantiles(ordered, MARKS))
        edges = [np.searchsorted(ordered, marks, side=side) for side in ("left", "right")]
        counts, places = _dealt(edges, len(ordered))
        varied = float(counts @ (places - 0.5) ** 2 / len(ordered))
        limits = tuple(_quantiles(ordered, np.arange(1, PARTS) / PARTS))
        return cls(float(ordered.mean()), float(ordered.std()), limits, marks, places, varied)

    def position(self, ordered: Array) -> float:
        edges = [np.searchsorted(ordered, self.marks, side=side) for side in ("left", "right")]
        counts, _ = _dealt(edges, len(ordered))
        return float(counts @ self.positions / len(ordered))


def figures(ordered: Array, spread: Spread) -> Figures:
    """Of values in rising order, at least one."""
    quarter, median, three_quarters = _quantiles(ordered, [0.25, 0.5, 0.75])
    reach = REACH * (three_quarters - quarter)
    first = int(np.searchsorted(ordered, quarter - reach))
    last = int(np.searchsorted(ordered, three_quarters + reach, side="right"))
    mean = float(ordered.mean())
    return Figures(
        present=len(ordered),
        mean=mean,
        deviation=float(ordered.std()),
        low=float(ordered[0]),
        whisker_low=float(ordered[first]),
        quarter=quarter,
        median=median,
        three_quarters=three_quarters,
        whisker_high=float(ordered[last - 1]),
        high=float(ordered[-1]),
        below=first,
        above=len(ordered) - last,
        difference=(mean - spread.mean) / spread.deviation if spread.deviation > 0 else 0.0,
        position=spread.position(ordered),
    )


def _quantiles(ordered: Array, shares: Any) -> list[float]:
    """Read off sorted values, which np.quantile would sort again."""
    at = np.asarray(shares) * (len(ordered) - 1)
    low = np.floor(at).astype(np.int64)
    high = np.minimum(low + 1, len(ordered) - 1)
    ends = ordered[low]
    return [float(value) for value in ends + (ordered[high] - ends) * (at - low)]


def _dealt(edges: list[Array], size: int) -> tuple[Array, Array]:
    """How many values lie between, and on, neighbouring marks; and the middle place of each such lot."""
    ends = np.concatenate([[0], np.column_stack(edges).ravel(), [size]])
    return np.diff(ends), (ends[:-1] + ends[1:]) / (2 * size)
