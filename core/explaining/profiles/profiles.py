"""Profiles: what the customers of each segment are like, against everyone.

Everyone means all customers of the table, those included who are in no segment. Customers are brought into the order of
their segments once; then each measure is sorted piece by piece, and nothing is read twice.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.clustering import NOBODY
from core.errors import BadInput
from core.explaining.customers import Category, Customers
from core.explaining.meanings import Meaning, named
from core.explaining.profiles.figures import Figures, Spread, figures

Array = NDArray[Any]


@dataclass(frozen=True)
class Part:
    """Customers with one value of a category. `lift`: their share over the share in everyone."""

    value: str
    customers: int
    share: float
    everyone: float
    lift: float


@dataclass(frozen=True)
class Profile:
    """`segment` is None for everyone. A measure without a value here has no figures; a category's parts come largest first."""

    segment: int | None
    customers: int
    share: float
    money: float | None
    money_share: float | None
    numbers: Mapping[str, Figures]
    categories: Mapping[str, tuple[Part, ...]]

    def missing(self, name: str) -> int:
        """Customers without a value of a measure of numbers."""
        return self.customers - (self.numbers[name].present if name in self.numbers else 0)


@dataclass(frozen=True)
class Profiles:
    """`spreads` are there for what builds on profiles, not for the page."""

    everyone: Profile
    segments: tuple[Profile, ...]
    nobody: int
    meanings: Mapping[str, Meaning]
    spreads: Mapping[str, Spread]

    def named(self, sense: str) -> str | None:
        """The measure that tells this of a customer, if there is one."""
        return named(self.meanings, sense)


@dataclass(frozen=True)
class Division:
    """Rows in the order of their segments: those of segment s are rows[ends[s] : ends[s + 1]], nobody's come last."""

    rows: Array
    ends: Array
    sizes: Array

    @classmethod
    def of(cls, labels: Array, segments: int) -> "Division":
        labels = np.ascontiguousarray(labels, np.uint8)
        counts = np.bincount(labels, minlength=NOBODY + 1)
        if counts[segments:NOBODY].any():
            raise BadInput(f"There are labels beyond the {segments} segments of this run. Make the run again.")
        sizes = counts[:segments]
        return cls(np.argsort(labels, kind="stable"), np.concatenate([[0], np.cumsum(sizes)]), sizes)

    def split(self, values: Array) -> list[Array]:
        """The values of each segment, and of nobody last."""
        return np.split(values[self.rows], self.ends[1:])


def profiles(customers: Customers, labels: Array, segments: int, money: str | None = None) -> Profiles:
    """`money` names the column whose sum and share are told for every segment; without it, what is known as spend."""
    if len(labels) != customers.size:
        raise BadInput(f"There are {len(labels):,} labels for {customers.size:,} customers. Make the run again.")
    division = Division.of(labels, segments)
    numbers, spreads = _numbers(customers, division)
    categories = {name: _parts(one, division, customers.size) for name, one in customers.categories.items()}
    sums = _sums(customers, division, money)
    sizes = [customers.size, *division.sizes.tolist()]

    def profile(place: int) -> Profile:
        return Profile(
            segment=place - 1 if place else None,
            customers=sizes[place],
            share=sizes[place] / max(customers.size, 1),
            money=sums[place] if sums else None,
            money_share=sums[place] / sums[0] if sums and sums[0] > 0 else None,
            numbers={name: found for name, each in numbers.items() if (found := each[place]) is not None},
            categories={name: each[place] for name, each in categories.items()},
        )

    everyone, *each = (profile(place) for place in range(segments + 1))
    return Profiles(everyone, tuple(each), customers.size - sum(sizes[1:]), customers.meanings, spreads)


def _numbers(customers: Customers, division: Division) -> tuple[dict[str, Sequence[Figures | None]], dict[str, Spread]]:
    """Of everyone, then of every segment; a measure that nobody has a value of is left out."""
    found: dict[str, Sequence[Figures | None]] = {}
    spreads: dict[str, Spread] = {}
    for name, values in customers.numbers.items():
        pieces = [_ordered(piece) for piece in division.split(values)]
        everyone = np.sort(np.concatenate(pieces))
        if everyone.size:
            spread = spreads[name] = Spread.of(everyone)
            found[name] = [figures(one, spread) if one.size else None for one in [everyone, *pieces[:-1]]]
    return found, spreads


def _ordered(values: Array) -> Array:
    """Sorting puts the missing last."""
    ordered = np.sort(values)
    return ordered[: len(ordered) - int(np.isnan(ordered).sum())]


def _sums(customers: Customers, division: Division, money: str | None) -> list[float]:
    name = money or named(customers.meanings, "money")
    if name is None:
        return []
    if name not in customers.numbers:
        raise BadInput(f"'{name}' is not a column of numbers, so it cannot be summed as money. Choose another column.")
    values = np.nan_to_num(customers.numbers[name])
    parts = [float(piece.sum()) for piece in division.split(values)]
    return [sum(parts), *parts[:-1]]


def _parts(category: Category, division: Division, size: int) -> Sequence[tuple[Part, ...]]:
    """Of everyone, then of every segment."""
    width = len(category.values)
    counts = [np.bincount(codes, minlength=width) for codes in division.split(category.codes)]
    everyone = np.sum(counts, axis=0)
    lots = [everyone, *counts[: len(division.sizes)]]
    return [_largest_first(category.values, lot, everyone / max(size, 1)) for lot in lots]


def _largest_first(values: Sequence[str], counts: Array, shares: Array) -> tuple[Part, ...]:
    total = max(int(counts.sum()), 1)
    order = np.argsort(-counts, kind="stable")
    return tuple(
        Part(
            values[code],
            int(counts[code]),
            float(counts[code] / total),
            float(shares[code]),
            float(counts[code] / total / shares[code]),
        )
        for code in order
        if shares[code] > 0
    )
