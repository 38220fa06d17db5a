"""Who went from which segment to which between two versions, and whether they moved or the line did.

parts.py      what counts as stayed, behaviour, border, newcomers and gone
tracing.py    every flow split into these
reasons.py    what those did differently who moved     borders.py    where the line between two segments was and is
grounds.py    what must be known to tell causes        explained.py  flows with their causes
telling.py    all of it in sentences                   wording.py    the words for measures that rise or fall
"""

from core.comparing.movement.borders import Border
from core.comparing.movement.explained import Explained, explain
from core.comparing.movement.grounds import Grounds
from core.comparing.movement.parts import PARTS, Balance, Move, Movement, Place
from core.comparing.movement.reasons import Reason
from core.comparing.movement.telling import headline, large_moves, tell, tell_leaving
from core.comparing.movement.tracing import trace

__all__ = [
    "PARTS",
    "Balance",
    "Border",
    "Explained",
    "Grounds",
    "Move",
    "Movement",
    "Place",
    "Reason",
    "explain",
    "headline",
    "large_moves",
    "tell",
    "tell_leaving",
    "trace",
]
