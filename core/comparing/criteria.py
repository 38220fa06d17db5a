"""Criteria of several runs beside a base: how far each is from it, and whether that is better, worse, or no comparison at all."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

from core.errors import BadInput

BETTER, WORSE, EQUAL = "better", "worse", "equal"
ESTIMATED = "_error"  # behind the name of a criterion: the stated error of its value


@dataclass(frozen=True)
class Kind:
    """`better` is higher, lower, or empty for a figure that is neither. `needs` says what must be the same in both runs."""

    label: str
    better: str = "higher"
    needs: str = ""


KINDS = {
    "silhouette": Kind("Silhouette"),
    "stability": Kind("Stability"),
    "davies_bouldin": Kind("Davies-Bouldin", better="lower"),
    "calinski_harabasz": Kind("Calinski-Harabasz", needs="points"),
    "gap": Kind("Gap statistic", needs="points"),
    "inertia": Kind("Inertia", better="lower", needs="points and segments"),
    "smallest": Kind("Smallest segment", better=""),
    "largest": Kind("Largest segment", better=""),
    "customers": Kind("Customers", better=""),
}
WHY_NOT = {
    "points": "Depends on the customers and on how they are prepared: only runs on the same points can be compared.",
    "points and segments": "Falls with every further segment and depends on how customers are prepared: only runs with the "
    "same points and the same number of segments can be compared.",
}  # fmt: skip


@dataclass(frozen=True)
class Judged:
    """The figures of a run. `points` is equal for two runs exactly if their customers and preparation are the same."""

    segments: int
    points: Hashable
    figures: Mapping[str, float | None]


@dataclass(frozen=True)
class Criterion:
    """An entry per run. A delta is None for the base, for a missing figure, and where there is no comparison, as `why_not` says."""

    name: str
    label: str
    better: str
    values: tuple[float | None, ...]
    deltas: tuple[float | None, ...]
    verdicts: tuple[str | None, ...]
    why_not: str


def compare_criteria(runs: Sequence[Judged], base: int = 0) -> tuple[Criterion, ...]:
    """Every criterion that any run knows. Differences within the stated errors of both values are equal."""
    if not 0 <= base < len(runs):
        raise BadInput("The base must be one of the runs that are compared. Choose one.")
    known = [name for name in KINDS if any(_value(run, name) is not None for run in runs)]
    return tuple(_criterion(name, runs, base) for name in known)


def _criterion(name: str, runs: Sequence[Judged], base: int) -> Criterion:
    kind, values = KINDS[name], tuple(_value(run, name) for run in runs)
    comparable = [_comparable(kind, runs[base], run) for run in runs]
    deltas = tuple(
        None if place == base or not comparable[place] else _delta(value, values[base])
        for place, value in enumerate(values)
    )
    verdicts = tuple(
        None if delta is None else _verdict(kind, delta, _error(name, runs[base]) + _error(name, run))
        for delta, run in zip(deltas, runs, strict=True)
    )
    return Criterion(
        name, kind.label, kind.better, values, deltas, verdicts, "" if all(comparable) else WHY_NOT[kind.needs]
    )


def _comparable(kind: Kind, base: Judged, run: Judged) -> bool:
    same_points = not kind.needs or run.points == base.points
    return same_points and (kind.needs != "points and segments" or run.segments == base.segments)


def _verdict(kind: Kind, delta: float, error: float) -> str | None:
    if not kind.better:
        return None
    if abs(delta) <= error:
        return EQUAL
    return BETTER if (delta > 0) == (kind.better == "higher") else WORSE


def _delta(value: float | None, base: float | None) -> float | None:
    return None if value is None or base is None else value - base


def _value(run: Judged, name: str) -> float | None:
    value = run.figures.get(name)
    return value if value is not None and isfinite(value) else None


def _error(name: str, run: Judged) -> float:
    return run.figures.get(name + ESTIMATED) or 0.0
