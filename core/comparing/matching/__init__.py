"""Which segment of one run is which of another.

likeness.py   what speaks for two segments being the same: customers in common, or else centres
centres.py    the centres of two runs in the same units
matching.py   one to one, and what became of every segment     telling.py   that in a sentence
"""

from core.comparing.matching.centres import Centres, centres_in_common
from core.comparing.matching.likeness import Likeness, find_likeness
from core.comparing.matching.matching import Fate, Matching, Pair, match, match_by_hand
from core.comparing.matching.telling import tell_new, tell_old

__all__ = [
    "Centres",
    "Fate",
    "Likeness",
    "Matching",
    "Pair",
    "centres_in_common",
    "find_likeness",
    "match",
    "match_by_hand",
    "tell_new",
    "tell_old",
]
