"""Who went from which segment to which between two versions, and whether they moved or the line did.

parts.py      what counts as stayed, behaviour, border, newcomers and gone     tracing.py  every flow split into these
reasons.py    what those did differently who moved     borders.py   where the line between two segments was and is
explained.py  flows with both                          telling.py   all of it in sentences
wording.py    the words for measures that rise or fall
"""

from core.comparing.movement.borders import Border
from core.comparing.movement.explained import Explained, explain
from core.comparing.movement.parts import PARTS, Balance, Move, Movement, Place
from core.comparing.movement.reasons import Reason, Ways
from core.comparing.movement.telling import headline, large_moves, tell, tell_leaving
from core.comparing.movement.tracing import trace

__all__ = [
    "PARTS",
    "Balance",
    "Border",
    "Explained",
    "Move",
    "Movement",
    "Place",
    "Reason",
    "Ways",
    "explain",
    "headline",
    "large_moves",
    "tell",
    "tell_leaving",
    "trace",
]
