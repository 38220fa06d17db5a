"""A plan filled in from a suggested strategy, so that the first one takes a click."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.planning.checks import CHANNELS
from core.planning.plan import Plan


@dataclass(frozen=True)
class Suggestion:
    """What a strategy says: objective, offer, channels, what to watch."""

    objective: str
    offer: str
    channels: Sequence[str]
    watch: str


def suggested_plan(segment: int, segment_name: str, suggestion: Suggestion, *, currency: str = "EUR") -> Plan:
    """A plan for one segment; a channel that plans do not know becomes 'other'."""
    channels = (_channel(one) for one in suggestion.channels)
    return Plan(
        name=f"{suggestion.objective.rstrip('.')}: {segment_name}"[:120].strip(),
        segments=(segment,),
        objective=suggestion.objective,
        channels=tuple(dict.fromkeys(channels)),
        offer=suggestion.offer,
        watch=suggestion.watch,
        currency=currency,
    )


def _channel(name: str) -> str:
    known = {word.casefold(): code for code, word in CHANNELS.items()} | {code: code for code in CHANNELS}
    return known.get(name.strip().casefold(), "other")
