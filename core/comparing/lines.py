"""A segment's line through time: a chain of runs, each continuing the one before, and what became of every segment in it.

Every segment of every run stands on exactly one line. A line begins with a segment that carries on nothing and ends with
one that nothing carries on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.clustering import NOBODY
from core.comparing.matching import Matching
from core.errors import BadInput

Array = NDArray[Any]


@dataclass(frozen=True)
class Stop:
    """One run of the chain in figures, an entry per segment; `run` is whatever the caller calls it."""

    run: Any
    customers: Array
    money: Array | None
    means: Mapping[str, Array]


@dataclass(frozen=True)
class Point:
    """A segment in one run; `share` is of the customers who have a segment, `money_share` of their money."""

    run: Any
    segment: int
    customers: int
    share: float
    money: float | None
    money_share: float | None
    means: Mapping[str, float]


@dataclass(frozen=True)
class Line:
    """The points of a segment that lives on, run by run; how it began, and how it ended if it did."""

    points: tuple[Point, ...]
    began: str
    ended: str | None


def stop(run: Any, labels: Array, segments: int, money: Array | None, measures: Mapping[str, Array]) -> Stop:
    """The figures of one run; customers with a gap in a measure do not count in its mean."""
    means = {}
    for name, values in measures.items():
        known = ~np.isnan(values)
        with np.errstate(invalid="ignore"):
            means[name] = _sums(labels[known], values[known], segments) / _sums(labels[known], None, segments)
    spent = None if money is None else _sums(labels, np.nan_to_num(money), segments)
    return Stop(run, _sums(labels, None, segments), spent, means)


def follow(stops: Sequence[Stop], matchings: Sequence[Matching]) -> tuple[Line, ...]:
    """Lines in the order in which they begin. `matchings` lead from each run to the next."""
    if len(matchings) != max(len(stops) - 1, 0):
        raise BadInput("Every run of the chain but the first needs its matching with the one before. Match them first.")
    lines = []
    for place, at in enumerate(stops):
        for segment in range(len(at.customers)):
            before = matchings[place - 1].new[segment] if place else None
            if before is None or before.partner is None:
                lines.append(_line(stops, matchings, place, segment, before.state if before else "first"))
    return tuple(lines)


def _line(stops: Sequence[Stop], matchings: Sequence[Matching], place: int, segment: int, began: str) -> Line:
    points = [_point(stops[place], segment)]
    for at, leading in zip(stops[place + 1 :], matchings[place:], strict=True):
        fate = leading.old[segment]
        if fate.partner is None:
            return Line(tuple(points), began, fate.state)
        segment = fate.partner
        points.append(_point(at, segment))
    return Line(tuple(points), began, None)


def _point(at: Stop, segment: int) -> Point:
    return Point(
        at.run,
        segment,
        int(at.customers[segment]),
        float(at.customers[segment] / max(at.customers.sum(), 1)),
        None if at.money is None else float(at.money[segment]),
        None if at.money is None or not at.money.sum() else float(at.money[segment] / at.money.sum()),
        {name: float(means[segment]) for name, means in at.means.items()},
    )


def _sums(labels: Array, weights: Array | None, segments: int) -> Array:
    return np.bincount(labels, weights, minlength=NOBODY + 1)[:segments]
