"""Flows with what is known of their causes: what those who moved did differently, and where the line was and is."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.comparing.matching import Centres
from core.comparing.membership import Joined
from core.comparing.movement.borders import Border, border
from core.comparing.movement.parts import Move, Movement
from core.comparing.movement.reasons import Columns, Reason, reasons
from core.preparing import Preparation


@dataclass(frozen=True)
class Explained:
    move: Move
    reason: Reason | None = None
    border: Border | None = None


def explain(
    joined: Joined,
    moved: Movement,
    moves: Sequence[Move],
    *,
    before: Columns,
    after: Columns,
    preparation: Preparation | None = None,
    centres: Centres | None = None,
) -> tuple[Explained, ...]:
    """`before` and `after` are measures in the rows of the two runs; the preparation is the old run's."""
    places = {place.number: place for place in moved.places}
    found = []
    for move, reason in zip(moves, reasons(joined, moved, moves, before, after), strict=True):
        line = None
        if preparation and centres and move.origin in places and move.target in places:
            line = border(preparation, centres, places[move.origin], places[move.target])
        found.append(Explained(move, reason, line))
    return tuple(found)
