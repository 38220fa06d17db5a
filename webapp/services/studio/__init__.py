"""The studio: its state as an address, the questions it asks, and what came of them.

state.py    what somebody chose, to and from a short address
asking.py   the measures to choose, the sweep, the criteria
choices.py  what can be chosen, and the complete recipe
swept.py    a sweep as pictures need it, for any number of segments
verdict.py  what the criteria say under the team's limits
"""

from webapp.services.studio.asking import Studio, ask_choices, ask_criteria, ask_sweep, open_
from webapp.services.studio.choices import Choices
from webapp.services.studio.state import State
from webapp.services.studio.swept import Shown, Swept
from webapp.services.studio.verdict import Criteria

__all__ = [
    "Choices",
    "Criteria",
    "Shown",
    "State",
    "Studio",
    "Swept",
    "ask_choices",
    "ask_criteria",
    "ask_sweep",
    "open_",
]
