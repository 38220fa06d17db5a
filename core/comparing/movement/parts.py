"""Did the customers move, or did the line? Every flow between two versions, split so that the parts add up exactly.

For everyone who is in both versions three places are known, all in the numbering of the old run:

    was       where the old model saw them in the old version
    scored    where the old model sees them now: only they themselves can have changed it
    now       where the new model sees them now; a new segment has the place of the old one that it continues

A flow is everyone with the same `was` and `now`. Each of them counts in exactly one part of it:

    stayed     was = now
    behaviour  was ≠ now, and scored ≠ was: by the old line too they are no longer where they were
    border     was ≠ now, and scored = was: by the old line nothing happened, only the line moved
    newcomers  only in the new version
    gone       only in the old version

So whoever left for a reason of their own counts as behaviour even where the line decided on the place they came to; how many
these are is `elsewhere`. Whoever stayed may have crossed a line that followed them: they have the same name before and after,
and nobody needs to do anything. It follows that the same model on both versions leaves no border part, and the same version
under two models no behaviour part. NOBODY, in no segment, is a place like any other.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from core.clustering import NOBODY
from core.comparing.members import Cell, cell_of

Array = NDArray[Any]

PARTS = ("stayed", "behaviour", "border", "newcomers", "gone")
STAYED, BEHAVIOUR, BORDER, NEWCOMERS, GONE = range(len(PARTS))


@dataclass(frozen=True)
class Place:
    """A segment that lives on, or one of only one of the runs."""

    number: int
    old: int | None
    new: int | None


@dataclass(frozen=True)
class Move:
    """A flow and its parts; `elsewhere` are those of `behaviour` whom the old line would have sent to a third place."""

    origin: int
    target: int
    customers: int
    stayed: int
    behaviour: int
    border: int
    newcomers: int
    gone: int
    elsewhere: int


@dataclass(frozen=True)
class Balance:
    """From the customers of a place before to those after: before - gone - left + came + newcomers = after."""

    place: int
    before: int
    gone: int
    left_by_behaviour: int
    left_by_border: int
    came_by_behaviour: int
    came_by_border: int
    newcomers: int
    after: int


@dataclass(frozen=True)
class Movement:
    """`moves` are the flows, largest first; `was`, `now` and `part` (a number in PARTS) tell them of everyone in `ids`."""

    places: tuple[Place, ...]
    moves: tuple[Move, ...]
    ids: pa.Array
    was: Array
    now: Array
    part: Array

    @property
    def totals(self) -> dict[str, int]:
        """Everyone of either version, by part."""
        return {name: sum(getattr(move, name) for move in self.moves) for name in PARTS}

    @property
    def moved(self) -> int:
        return sum(move.behaviour + move.border for move in self.moves)

    @property
    def balances(self) -> tuple[Balance, ...]:
        numbers = [place.number for place in self.places]
        met = {place for move in self.moves for place in (move.origin, move.target)}
        return tuple(self._balance(place) for place in (*numbers, *({NOBODY} & met)))

    @property
    def retired(self) -> frozenset[int]:
        return frozenset(place.number for place in self.places if place.new is None)

    @property
    def fresh(self) -> frozenset[int]:
        """Places that the old run did not have."""
        return frozenset(place.number for place in self.places if place.old is None)

    def rows(self, move: Move, part: int) -> Array:
        """Where in `ids` those stand who make up a part of a flow."""
        return np.flatnonzero((self.was == move.origin) & (self.now == move.target) & (self.part == part))

    def cell(self, move: Move, part: str, *, offset: int = 0, limit: int | None = None) -> Cell:
        """Who makes up a part of a flow."""
        return cell_of(self.ids, self.rows(move, PARTS.index(part)), offset, limit)

    def _balance(self, place: int) -> Balance:
        out = [move for move in self.moves if move.origin == place]
        into = [move for move in self.moves if move.target == place]
        return Balance(
            place,
            before=sum(move.customers for move in out),
            gone=sum(move.gone for move in out),
            left_by_behaviour=sum(move.behaviour for move in out),
            left_by_border=sum(move.border for move in out),
            came_by_behaviour=sum(move.behaviour for move in into),
            came_by_border=sum(move.border for move in into),
            newcomers=sum(move.newcomers for move in into),
            after=sum(move.customers for move in into),
        )
