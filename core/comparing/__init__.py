"""Two results next to each other: what differs, which segment is which, who went where, and whether a claim still holds.

recipes.py     the settings of two to six runs, side by side     criteria.py   their criteria beside a base
membership.py  two runs joined by customer                       members.py    the overlap of their segments, and who is in it
matching/      which segment continues which                     agreement.py  how far two runs agree
movement/      did the customers move, or did the line           lines.py      a segment through a chain of runs
claims.py      what a note says of a segment, checked again      figures.py    numbers in a sentence
"""

from core.comparing.agreement import Agreement, agree
from core.comparing.claims import Checked, Claim, check
from core.comparing.criteria import Criterion, Judged, compare_criteria
from core.comparing.lines import Line, Point, Stop, follow, stop
from core.comparing.matching import (
    Centres,
    Fate,
    Likeness,
    Matching,
    Pair,
    centres_in_common,
    find_likeness,
    match,
    match_by_hand,
    tell_new,
    tell_old,
)
from core.comparing.members import Cell, Flow, Overlap, cell, flows, overlap, shared
from core.comparing.membership import ABSENT, Joined, Membership, join
from core.comparing.movement import (
    PARTS,
    Balance,
    Border,
    Explained,
    Grounds,
    Move,
    Movement,
    Place,
    Reason,
    explain,
    headline,
    large_moves,
    tell,
    tell_leaving,
    trace,
)
from core.comparing.recipes import Setting, compare_recipes, points_of

__all__ = [
    "ABSENT",
    "PARTS",
    "Agreement",
    "Balance",
    "Border",
    "Cell",
    "Centres",
    "Checked",
    "Claim",
    "Criterion",
    "Explained",
    "Fate",
    "Flow",
    "Grounds",
    "Joined",
    "Judged",
    "Likeness",
    "Line",
    "Matching",
    "Membership",
    "Move",
    "Movement",
    "Overlap",
    "Pair",
    "Place",
    "Point",
    "Reason",
    "Setting",
    "Stop",
    "agree",
    "cell",
    "centres_in_common",
    "check",
    "compare_criteria",
    "compare_recipes",
    "explain",
    "find_likeness",
    "flows",
    "follow",
    "headline",
    "join",
    "large_moves",
    "match",
    "match_by_hand",
    "overlap",
    "points_of",
    "shared",
    "stop",
    "tell",
    "tell_leaving",
    "tell_new",
    "tell_old",
    "trace",
]
