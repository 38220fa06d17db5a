"""Which measures separate the segments, and which set a single segment apart.

For numbers it is epsilon squared, the share of the variance of ranks that lies between the segments, corrected for chance
(Kruskal-Wallis); ranks, because with plain values a few large spenders would decide. For categories it is the square of
Cramér's V, corrected for chance likewise (Bergsma 2013): both are 0 where segments tell nothing and 1 where they tell all.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.explaining.profiles.profiles import Profile, Profiles

LIKE_EVERYONE = 0.5


@dataclass(frozen=True)
class Separation:
    """`strength` from 0 to 1; `by` says what it is: rank variance or Cramér's V squared."""

    name: str
    strength: float
    by: str


@dataclass(frozen=True)
class Apart:
    """A measure that sets a segment apart; `lean` from -1 to 1: below or above everyone; `value` only of a category.

    A number leans as its mean does: one whose mean and ranks lean to different sides says nothing plain, and is left out.
    """

    name: str
    lean: float
    value: str | None = None


def separations(found: Profiles) -> tuple[Separation, ...]:
    """All measures, the one that separates best first."""
    every = [Separation(name, _between_ranks(found, name), "rank variance") for name in found.spreads]
    every += [Separation(name, _association(found, name), "Cramér's V squared") for name in found.everyone.categories]
    return tuple(sorted(every, key=lambda one: (-one.strength, one.name)))


def set_apart(found: Profiles, segment: int) -> tuple[Apart, ...]:
    """What sets one segment apart, the farthest from everyone first."""
    own = found.segments[segment]
    every = [Apart(name, lean) for name in own.numbers if (lean := lean_of(own, name)) != 0]
    every += [apart for name in own.categories if (apart := _outstanding(own, name))]
    return tuple(sorted(every, key=lambda one: (-abs(one.lean), one.name)))


def lean_of(own: Profile, name: str) -> float:
    """0 where mean and ranks do not lean to the same side."""
    figures = own.numbers[name]
    lean = 2 * (figures.position - LIKE_EVERYONE)
    return lean if lean * figures.difference > 0 else 0.0


def _between_ranks(found: Profiles, name: str) -> float:
    inside = [own.numbers[name] for own in found.segments if name in own.numbers]
    sizes = np.array([one.present for one in inside], np.float64)
    places = np.array([one.position for one in inside])
    varied, total = found.spreads[name].varied, float(sizes.sum())
    if varied <= 0 or total <= len(inside):
        return 0.0
    share = float(sizes @ (places - sizes @ places / total) ** 2 / (total * varied))
    groups = len(inside)
    return min(1.0, max(0.0, (share * (total - 1) - (groups - 1)) / (total - groups)))


def _association(found: Profiles, name: str) -> float:
    counts = {own.segment: {part.value: part.customers for part in own.categories[name]} for own in found.segments}
    values = [part.value for part in found.everyone.categories[name]]
    table = np.array([[own.get(value, 0) for value in values] for own in counts.values()], np.float64)
    table = table[table.any(axis=1)][:, table.any(axis=0)]
    rows, columns = table.shape
    total = float(table.sum())
    if rows < 2 or columns < 2 or total < 2:
        return 0.0
    expected = np.outer(table.sum(axis=1), table.sum(axis=0)) / total
    square = float(((table - expected) ** 2 / expected).sum() / total)
    square = max(0.0, square - (rows - 1) * (columns - 1) / (total - 1))
    least = float(min(rows - (rows - 1) ** 2 / (total - 1), columns - (columns - 1) ** 2 / (total - 1))) - 1
    return min(1.0, square / least) if least > 0 else 0.0


def _outstanding(own: Profile, name: str) -> Apart | None:
    """The value whose share is farthest from that in everyone; of two, the one that is more common here."""
    parts: Sequence[tuple[float, str]] = [(part.share - part.everyone, part.value) for part in own.categories[name]]
    lean, value = max(parts, key=lambda one: (round(abs(one[0]), 12), one), default=(0.0, ""))
    return Apart(name, lean, value) if lean else None
