"""The studio: its state as an address, the questions it asks, and what came of them.

state.py       what somebody chose, to and from a short address
asking.py      the measures to choose, the sweep, the criteria       found.py      all of it, as far as it is there
choices.py     what can be chosen, and the complete recipe           changing.py   a state after a change
swept.py       a sweep as pictures need it, for any number of segments
looking.py     which number, picture and axes somebody looks at      neighbours.py   what one segment more or fewer does
verdict.py     what the criteria say under the team's limits
"""

from webapp.services.studio.asking import Studio, ask_choices, open_
from webapp.services.studio.changing import Changes, changed
from webapp.services.studio.choices import Choices
from webapp.services.studio.found import Found, Refused, find, judged, still_waits
from webapp.services.studio.state import State, of_recipe, read, read_parts
from webapp.services.studio.swept import Shown, Swept
from webapp.services.studio.verdict import Criteria

__all__ = [
    "Changes",
    "Choices",
    "Criteria",
    "Found",
    "Refused",
    "Shown",
    "State",
    "Studio",
    "Swept",
    "ask_choices",
    "changed",
    "find",
    "judged",
    "of_recipe",
    "open_",
    "read",
    "read_parts",
    "still_waits",
]
