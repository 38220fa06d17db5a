"""From a segment to a campaign, and whether it worked.

plan.py         what a team will do; checks itself, field by field, and moves from status to status
suggestion.py   a plan filled in from a suggested strategy
audience.py     the customers behind a plan, step by step      filters.py     measures compared with values      ids.py     pasted ids
holdout.py      who is held out: by hash, segment by segment
sizes.py        which lift the sizes show, which sizes a lift needs      sizes_in_words.py     the same in sentences
pressure.py     how many plans fall on one customer in a week      relief.py     what to do about it
results/        what the arms did in the measurement window, and what may be said of it
exports/        the files that leave the house
"""

from core.planning.audience import SURE, Audience, Choice, Members, Step, audience
from core.planning.checks import CHANNELS, KPIS
from core.planning.fields import Fault, WrongField
from core.planning.filters import Filter, filters_from_json
from core.planning.holdout import Arms, Stratum, draw, quota
from core.planning.ids import ids_from_text
from core.planning.plan import Plan
from core.planning.pressure import Booking, Pressure, pressure
from core.planning.relief import Relief, Relieved, quieter_week, relieved
from core.planning.sizes import (
    Detectable,
    Needed,
    detectable_conversion,
    detectable_mean,
    needed_conversion,
    needed_mean,
)
from core.planning.statuses import STATUSES
from core.planning.suggestion import Suggestion, suggested_plan

__all__ = [
    "CHANNELS",
    "KPIS",
    "STATUSES",
    "SURE",
    "Arms",
    "Audience",
    "Booking",
    "Choice",
    "Detectable",
    "Fault",
    "Filter",
    "Members",
    "Needed",
    "Plan",
    "Pressure",
    "Relief",
    "Relieved",
    "Step",
    "Stratum",
    "Suggestion",
    "WrongField",
    "audience",
    "detectable_conversion",
    "detectable_mean",
    "draw",
    "filters_from_json",
    "ids_from_text",
    "needed_conversion",
    "needed_mean",
    "pressure",
    "quieter_week",
    "quota",
    "relieved",
    "suggested_plan",
]
