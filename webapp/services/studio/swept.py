"""A sweep as its pictures need it: for any number of segments who is drawn where, sizes, centres and what each is like."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.clustering.views import show_fairly
from core.explaining import Meaning
from core.preparing.drawing import Axis
from webapp.records import Answer

Array = NDArray[Any]

FIRST, SECOND, THIRD = "component 1", "component 2", "component 3"
COMPONENTS = (FIRST, SECOND, THIRD)


@dataclass(frozen=True)
class Swept:
    answer: Answer

    @property
    def ks(self) -> tuple[int, ...]:
        return tuple(solution["k"] for solution in self.answer.facts["solutions"])

    @property
    def customers(self) -> int:
        return int(self.answer.facts["customers"])

    @property
    def left_out(self) -> int:
        return int(self.answer.facts["left_out"])

    @property
    def even(self) -> int:
        """How many of the drawn were drawn evenly from everyone; the others make small segments visible."""
        return int(self.answer.facts["even"])

    @property
    def knee(self) -> int | None:
        knee: int | None = self.answer.facts["knee"]
        return knee

    @property
    def columns(self) -> list[str]:
        """Of the centres: a measure each, and each value of a category."""
        columns: list[str] = self.answer.facts["columns"]
        return columns

    @property
    def assigning(self) -> str:
        return str(self.answer.facts["assigning"])

    @property
    def inertia(self) -> dict[int, float]:
        return {solution["k"]: solution["inertia"] for solution in self.answer.facts["solutions"]}

    @property
    def everyone(self) -> Mapping[str, Any]:
        everyone: Mapping[str, Any] = self.answer.facts["everyone"]
        return everyone

    @cached_property
    def meanings(self) -> tuple[Meaning, ...]:
        return tuple(Meaning(**meaning) for meaning in self.answer.facts["meanings"])

    @cached_property
    def axes(self) -> dict[str, Axis]:
        """The measures that can be an axis, then the components."""
        given = [Axis(**{**axis, "marks": tuple(map(tuple, axis["marks"]))}) for axis in self.answer.facts["axes"]]
        places = self.answer.arrays["places"][: self.even, len(given) :]
        ends = np.quantile(places, [0.001, 0.999], axis=0).T
        named = zip(COMPONENTS, ends, strict=False)
        return {axis.name: axis for axis in (*given, *(Axis(name, float(a), float(b), ()) for name, (a, b) in named))}

    @property
    def components(self) -> dict[str, tuple[float, str]]:
        """The share of all variance, and what the component is made of in words."""
        found = self.answer.facts["components"]
        return {name: (share, words) for name, (share, words) in zip(COMPONENTS, found, strict=False)}

    def usual_axes(self) -> tuple[str, ...]:
        """Two measures where there are no more, else the components."""
        measures, names = len(self.axes) - len(self.components), tuple(self.axes)
        return names[:2] if measures <= 2 else names[measures : measures + 2]

    def usual_order(self) -> tuple[str, ...]:
        """What else is shown first: components beside components, a measure beside measures."""
        measures, names = len(self.axes) - len(self.components), tuple(self.axes)
        return names if measures <= 2 else (*names[measures:], *names[:measures])

    def of(self, k: int) -> "Shown":
        return Shown(self, self.ks.index(k))

    def nearest(self, k: int) -> int:
        return min(self.ks, key=lambda other: (abs(other - k), other))

    def shared(self) -> list[tuple[int, int, Array]]:
        """From one number of segments to the next: who of a segment is in which then."""
        pairs = zip(self.ks, self.ks[1:], strict=False)
        return [(fewer, more, self.answer.arrays[f"split {fewer} {more}"]) for fewer, more in pairs]

    @property
    def tree(self) -> dict[str, Array] | None:
        parts = {name[5:]: part for name, part in self.answer.arrays.items() if name.startswith("tree ")}
        return parts or None


@dataclass(frozen=True)
class Shown:
    """One number of segments of a sweep."""

    swept: Swept
    at: int

    @property
    def facts(self) -> Mapping[str, Any]:
        facts: Mapping[str, Any] = self.swept.answer.facts["solutions"][self.at]
        return facts

    @property
    def k(self) -> int:
        return int(self.facts["k"])

    @property
    def sizes(self) -> list[int]:
        sizes: list[int] = self.facts["sizes"]
        return sizes

    @property
    def noise(self) -> int:
        return int(self.facts["noise"])

    @property
    def remark(self) -> str:
        return str(self.facts["remark"])

    @property
    def names(self) -> list[str]:
        names: list[str] = self.facts["names"]
        return names

    @property
    def colours(self) -> list[int]:
        """Places in the palette: the numbers, unless people have chosen others for the segments of a run."""
        colours: list[int] = self.facts.get("colours") or list(range(self.k))
        return colours

    @property
    def profiles(self) -> Sequence[Mapping[str, Any]]:
        profiles: Sequence[Mapping[str, Any]] = self.facts["profiles"]
        return profiles

    @property
    def labels(self) -> Array:
        labels: Array = self.swept.answer.arrays["labels"][self.at]
        return labels

    def places(self, axis: str) -> Array:
        """Of everyone who is drawn."""
        return self._column("places", axis)

    def centres(self, axis: str) -> Array:
        return self._column("centres", axis)[self._rows()]

    @property
    def middles(self) -> Array:
        """The centres in the units of the measures, a column for each measure and for each value of a category."""
        middles: Array = self.swept.answer.arrays["middles"][self._rows()]
        return middles

    def dots(self, most: int) -> Array:
        """Places of those to draw as dots."""
        return show_fairly(self.labels, most)

    @property
    def ids(self) -> Array:
        ids: Array = self.swept.answer.arrays["ids"]
        return ids

    def _column(self, array: str, axis: str) -> Array:
        column: Array = self.swept.answer.arrays[array][:, list(self.swept.axes).index(axis)]
        return column

    def _rows(self) -> slice:
        first = sum(self.swept.ks[: self.at])
        return slice(first, first + self.k)
