"""Flows with what is known of their causes: what those who moved did differently, and where the line was and is."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.comparing.membership import Joined
from core.comparing.movement.borders import Border, border
from core.comparing.movement.grounds import Grounds
from core.comparing.movement.parts import Move, Movement
from core.comparing.movement.reasons import Reason, reason


@dataclass(frozen=True)
class Explained:
    move: Move
    reason: Reason | None = None
    border: Border | None = None


def explain(joined: Joined, moved: Movement, moves: Sequence[Move], grounds: Grounds) -> tuple[Explained, ...]:
    """Flows between two segments get their causes; those from or to no segment have none that centres could tell."""
    return tuple(_explained(joined, moved, move, grounds) for move in moves)


def _explained(joined: Joined, moved: Movement, move: Move, grounds: Grounds) -> Explained:
    places = {place.number: place for place in moved.places}
    origin, target = places.get(move.origin), places.get(move.target)
    if origin is None or target is None:
        return Explained(move)
    return Explained(move, reason(joined, moved, move, grounds, origin, target), border(grounds, origin, target))
