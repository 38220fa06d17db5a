"""What is taken of a strategy for a plan: the team's own words where it has decided, else those that were suggested."""

from dataclasses import dataclass
from typing import Any

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
    strategy = segments.strategy_of(segment) if key is None else _suggested(segment, key)
    objective = strategy.get("objective") or strategy.get("title")
    if not objective:
        raise BadInput("No strategy holds for this segment. Accept one, or write the plan yourself.")
    return Words(objective, *(strategy.get(part, "") for part in ("offer", "channel", "watch")))


def _suggested(segment: Segment, key: object) -> dict[str, Any]:
    for one in segment.profile.get("strategies", []):
        if one["key"] == key:
            return dict(one)
    raise BadInput(door.OUT_OF_DATE)
