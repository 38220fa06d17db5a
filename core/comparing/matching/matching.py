"""Which segment of the new run continues which of the old one, and what became of the others.

Pairs are the assignment that makes the sum of likeness largest (Jaccard, or nearness of the centres), of all pairs that are
alike enough or in which one is a part of the other. So at most one new segment carries an old one's name on.

    continues   paired with a segment of the other run, and neither split nor merged
    split       two or more new segments come from one old one
    merged      two or more old segments go into one new one
    retired     an old segment that nothing continues
    new         a new segment that continues nothing

An old segment that is both split and merged counts as split, a new one as merged. A person may put other pairs in the place
of these; splits and mergers are facts and stay.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from core.comparing.matching.likeness import Likeness
from core.errors import BadInput

Array = NDArray[Any]


@dataclass(frozen=True)
class Pair:
    """An old and a new segment: customers in both, of those in either (Jaccard), of the old one's, of the new one's."""

    old: int
    new: int
    customers: int
    jaccard: float
    kept: float
    brought: float
    distance: float | None


@dataclass(frozen=True)
class Fate:
    """What became of a segment, or where it comes from. `partner` carries its name on, or gave it its own.

    `because` are the pairs with segments of the other run that justify the state, the most customers first; of a retired or
    new segment the pair with the most customers, if there is any.
    """

    segment: int
    state: str
    partner: int | None
    because: tuple[Pair, ...]


@dataclass(frozen=True)
class Matching:
    """`by` is customers, centres or person. `old` and `new` hold the fate of every segment, in their order."""

    by: str
    reason: str
    pairs: tuple[Pair, ...]
    old: tuple[Fate, ...]
    new: tuple[Fate, ...]

    def place(self, new: int) -> int:
        """The number of a new segment among those of the old run; one that continues nothing comes after all old ones."""
        partner = self.new[new].partner
        if partner is not None:
            return partner
        return len(self.old) + sum(fate.partner is None for fate in self.new[:new])

    @property
    def places(self) -> tuple[int, ...]:
        return tuple(self.place(new) for new in range(len(self.new)))


def match(alike: Likeness) -> Matching:
    chosen = _assigned(alike.alike, alike.may_pair)
    stations = _stations(alike, chosen)
    return _matching(alike, sorted(chosen + stations), alike.by, alike.reason + _passed_through(len(stations)))


def match_by_hand(alike: Likeness, pairs: Iterable[tuple[int, int]]) -> Matching:
    """What a person says of which new segment continues which old one; segments that are not named continue nothing."""
    chosen = sorted(pairs)
    old_count, new_count = alike.customers.shape
    for old, new in chosen:
        if not (0 <= old < old_count and 0 <= new < new_count):
            raise BadInput(f"Segment {old} or {new} does not exist. Choose segments of the two runs.")
    for side, run in ((0, "old"), (1, "new")):
        named = [pair[side] for pair in chosen]
        twice = next((segment for segment in named if named.count(segment) > 1), None)
        if twice is not None:
            raise BadInput(f"Segment {twice} of the {run} run is matched twice. Each may continue one other.")
    return _matching(alike, chosen, "person", "Matched by a person.")


def _assigned(table: Array, allowed: Array) -> list[tuple[int, int]]:
    old, new = linear_sum_assignment(np.where(allowed, table, 0), maximize=True)
    return [(int(i), int(j)) for i, j in zip(old, new, strict=True) if allowed[i, j]]


def _stations(alike: Likeness, chosen: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pairs by centres among the segments that customers left over."""
    if alike.centres is None or alike.by == "centres":
        return []
    told = np.asarray(alike.is_split | alike.is_merged)
    for old, new in chosen:
        told[old, new] = True
    left = ~(told.any(axis=1, keepdims=True) | told.any(axis=0, keepdims=True))
    near = alike.centres.near_old & alike.centres.near_new
    return _assigned(alike.centres.nearness, near & left)


def _passed_through(stations: int) -> str:
    if not stations:
        return ""
    many = stations > 1
    return f" {stations} segment{'s' if many else ''} whose customers moved on by {'their centres' if many else 'its centre'}."


def _matching(alike: Likeness, chosen: list[tuple[int, int]], by: str, reason: str) -> Matching:
    table = _pairs(alike)
    split, merged = alike.is_split, alike.is_merged
    successors, predecessors = dict(chosen), {new: old for old, new in chosen}
    return Matching(
        by,
        reason,
        pairs=tuple(table[old][new] for old, new in chosen),
        old=tuple(
            _fate(old, successors.get(old), pairs, {"split": split[old], "merged": merged[old]}, "retired")
            for old, pairs in enumerate(table)
        ),
        new=tuple(
            _fate(
                new,
                predecessors.get(new),
                [pairs[new] for pairs in table],
                {"merged": merged[:, new], "split": split[:, new]},
                "new",
            )
            for new in range(alike.customers.shape[1])
        ),
    )


def _fate(segment: int, partner: int | None, pairs: list[Pair], states: Mapping[str, Array], alone: str) -> Fate:
    """`pairs` are this segment with every one of the other run, of which `states` mark those that make up a state."""
    for state, others in states.items():
        if others.any():
            return Fate(segment, state, partner, _largest_first(pairs[other] for other in np.flatnonzero(others)))
    if partner is not None:
        return Fate(segment, "continues", partner, (pairs[partner],))
    return Fate(segment, alone, None, _largest_first(pair for pair in pairs if pair.customers)[:1])


def _largest_first(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    return tuple(sorted(pairs, key=lambda pair: (-pair.customers, pair.old, pair.new)))


def _pairs(alike: Likeness) -> list[list[Pair]]:
    jaccard, kept, brought, distances = alike.jaccard, alike.kept, alike.brought, alike.distances
    old_count, new_count = alike.customers.shape
    return [
        [
            Pair(
                old,
                new,
                int(alike.customers[old, new]),
                float(jaccard[old, new]),
                float(kept[old, new]),
                float(brought[old, new]),
                None if distances is None else float(distances[old, new]),
            )
            for new in range(new_count)
        ]
        for old in range(old_count)
    ]
