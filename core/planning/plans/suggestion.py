"""A plan filled in from a suggested strategy, so that the first one takes a click."""

import re
from typing import Protocol

from core.planning.plans.plan import Plan

# How strategies speak of channels, in the order in which plans list them.
_WORDS = {
    "e-mail": r"e-?mails?|mails?",
    "newsletter": r"newsletters?",
    "text message": r"text messages?|sms",
    "push": r"apps?|push",
    "letter": r"(?<!no )letters?|leaflets?|cards?",
    "phone": r"(tele)?phone|calls?",
    "ads": r"ads?|advertisements?",
    "social": r"social media",
    "web": r"(product|account|basket) pages?|web( shop)?",
    "store": r"in the (store|centre)",
    "event": r"events?",
}
LONGEST_NAME = 120


class Suggestion(Protocol):
    """What is taken of a strategy. Its channel is a sentence for people."""

    @property
    def objective(self) -> str: ...
    @property
    def offer(self) -> str: ...
    @property
    def channel(self) -> str: ...
    @property
    def watch(self) -> str: ...


def suggested_plan(segment: int, segment_name: str, strategy: Suggestion, *, currency: str = "EUR") -> Plan:
    """A plan for one segment; how the strategy would reach customers stays to be read as the idea of the message."""
    return Plan(
        name=f"{segment_name}: {strategy.objective}"[:LONGEST_NAME].strip(),
        segments=(segment,),
        objective=strategy.objective,
        channels=channels_in(strategy.channel),
        offer=strategy.offer,
        message=strategy.channel,
        watch=strategy.watch,
        currency=currency,
    )


def channels_in(sentence: str) -> tuple[str, ...]:
    """The channels that a sentence names; 'other' if it names none."""
    found = (name for name, words in _WORDS.items() if re.search(rf"\b({words})\b", sentence, re.IGNORECASE))
    return tuple(found) or ("other",)
