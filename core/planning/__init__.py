"""From a segment to a campaign, and whether it worked.

plans/          what a team will do; checks itself, field by field, and moves from status to status
audiences/      the customers behind a plan, step by step, and who of them is held out
sizes.py        which lift the sizes show, which sizes a lift needs      sizes_in_words.py     the same in sentences
pressure.py     how many plans fall on one customer in a week      relief.py     what to do about it
results/        what the arms did in the measurement window, and what may be said of it
exports/        the files that leave the house
"""

from core.planning.audiences.audience import SURE, Audience, Choice, Members, Step, audience
from core.planning.audiences.filters import Filter, filters_from_json
from core.planning.audiences.holdout import Arms, Stratum, draw, quota
from core.planning.audiences.ids import among, ids_from_text
from core.planning.plans.checks import CHANNELS, KPIS
from core.planning.plans.fields import Fault, WrongField
from core.planning.plans.plan import Plan
from core.planning.plans.statuses import STATUSES
from core.planning.plans.suggestion import Suggestion, suggested_plan
from core.planning.pressure import Booking, Pressure, pressure, told_pressure
from core.planning.relief import Relief, Relieved, quieter_week, relieved
from core.planning.sizes import (
    Detectable,
    Needed,
    detectable_conversion,
    detectable_mean,
    needed_conversion,
    needed_mean,
)
from core.planning.sizes_in_words import told_detectable, told_needed

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
    "among",
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
    "told_detectable",
    "told_needed",
    "told_pressure",
]
