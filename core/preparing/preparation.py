"""A recipe's preparation once it has met data: the fills, limits and scales it found, kept for customers still to come."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from core.errors import BadInput
from core.preparing.columns import Table, read_numbers, read_texts
from core.preparing.transforms import LEAST, bend, unbend

Array = NDArray[Any]


@dataclass(frozen=True)
class NumberStep:
    """One measure's way into the points: fill, transform, keep within limits, shift and scale, weigh."""

    name: str
    fill: float | None  # None: a customer with a gap is left out
    transform: str
    power: float
    low: float | None  # limits of the transformed value
    high: float | None
    beyond: str  # what happens outside the limits: clip or drop
    shift: float
    scale: float
    weight: float

    @property
    def columns(self) -> tuple[str, ...]:
        return (self.name,)

    def bend(self, values: Array) -> Array:
        """A value that the transform has no place for, below zero where none was, counts as a gap."""
        values = np.where(values < LEAST.get(self.transform, -np.inf), np.nan, values)
        filled = values if self.fill is None else np.where(np.isnan(values), self.fill, values)
        return bend(filled, self.transform, self.power)

    def limit(self, bent: Array) -> Array:
        """NaN marks customers who are left out."""
        if self.low is None or self.high is None:
            return bent
        if self.beyond == "clip":
            return np.clip(bent, self.low, self.high)
        return np.where((bent < self.low) | (bent > self.high), np.nan, bent)

    def place(self, limited: Array) -> Array:
        return cast(Array, ((limited - self.shift) / self.scale * self.weight)[:, None])

    def apply(self, table: Table) -> Array:
        return self.place(self.limit(self.bend(read_numbers(table, self.name))))

    def undo(self, coordinates: Array) -> Array:
        limited = coordinates[:, 0] / self.weight * self.scale + self.shift
        return unbend(limited, self.transform, self.power)[:, None]


@dataclass(frozen=True)
class CategoryStep:
    """One column of zeros and the weight for every value met; back in its own units a centre is a share of customers."""

    name: str
    values: tuple[str | None, ...]  # None stands for a gap, where gaps are a value of their own
    drop_gaps: bool
    weight: float

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(f"{self.name} = {'(missing)' if value is None else value}" for value in self.values)

    def apply(self, table: Table) -> Array:
        texts = read_texts(table, self.name)
        places = np.column_stack([texts == value for value in self.values]) * self.weight
        if self.drop_gaps:
            places[np.array([text is None for text in texts], bool)] = np.nan
        return places

    def undo(self, coordinates: Array) -> Array:
        return coordinates / self.weight


Step = NumberStep | CategoryStep


@dataclass(frozen=True)
class Points:
    """Customers as coordinates. `rows` says where in the table each stands; who has no place is not among them."""

    values: Array  # (customers, columns), double precision
    columns: tuple[str, ...]
    rows: Array

    @property
    def size(self) -> int:
        return len(self.values)


@dataclass(frozen=True)
class Preparation:
    steps: tuple[Step, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(column for step in self.steps for column in step.columns)

    def apply(self, table: Table) -> Points:
        """The points of a table by the stored fills, limits and scales."""
        coordinates = np.hstack([step.apply(table) for step in self.steps])
        kept = ~np.isnan(coordinates).any(axis=1)
        if not kept.all():
            coordinates = coordinates[kept]
        return Points(np.ascontiguousarray(coordinates), self.columns, np.flatnonzero(kept))

    def undo(self, coordinates: Array) -> Array:
        """Points or centres in the units of the measures."""
        edges = np.cumsum([0, *(len(step.columns) for step in self.steps)])
        parts = [step.undo(coordinates[:, a:b]) for step, (a, b) in zip(self.steps, pairwise(edges), strict=True)]
        return np.hstack(parts)

    def to_dict(self) -> dict[str, Any]:
        return {"steps": [{"kind": _KIND_OF[type(step)], **asdict(step)} for step in self.steps]}

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> "Preparation":
        try:
            return cls(tuple(_step(entry) for entry in stored["steps"]))
        except (KeyError, TypeError) as error:
            raise BadInput("The stored preparation is not complete. Make the run again.") from error


_STEPS: dict[str, Callable[..., Step]] = {"number": NumberStep, "category": CategoryStep}
_KIND_OF = {NumberStep: "number", CategoryStep: "category"}


def _step(entry: Mapping[str, Any]) -> Step:
    settings = {name: tuple(value) if name == "values" else value for name, value in entry.items() if name != "kind"}
    return _STEPS[entry["kind"]](**settings)
