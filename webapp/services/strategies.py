"""What is taken of a strategy for a plan: the team's own words where it has decided, else those that were suggested."""

from dataclasses import dataclass

from core.errors import BadInput
from webapp.records import Segment
from webapp.services import door, segments


@dataclass(frozen=True)
class Words:
    """The sentences of a strategy that a plan is filled in from."""

    objective: str
    offer: str
    channel: str
    watch: str


def words_of(segment: Segment, key: object = None) -> Words:
    """What holds for the segment now, or the suggestion with this key."""
    if key is None:
        strategy = segments.strategy_of(segment)
    else:
        strategy = next((one for one in segment.profile.get("strategies", []) if one["key"] == key), None)
        if strategy is None:
            raise BadInput(door.OUT_OF_DATE)
    objective = strategy.get("objective") or strategy.get("title")
    if not objective:
        raise BadInput("No strategy holds for this segment. Accept one, or write the plan yourself.")
    return Words(objective, *(strategy.get(part, "") for part in ("offer", "channel", "watch")))
