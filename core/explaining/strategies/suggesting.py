"""A suggested strategy for each segment, with its reason told from the numbers; to accept, change or ignore."""

from dataclasses import dataclass

from core.explaining.profiles.profiles import Profiles
from core.explaining.profiles.separating import set_apart
from core.explaining.strategies.customers import FOR_CUSTOMERS
from core.explaining.strategies.orders import FOR_ORDERS
from core.explaining.strategies.programme import Need, Programme
from core.explaining.wording import capital, described, written
from core.explaining.words.evidence import evidence
from core.explaining.words.standing import standing

PROGRAMMES = FOR_ORDERS + FOR_CUSTOMERS  # asked from the first to the last


@dataclass(frozen=True)
class Strategy:
    """`reason` tells what about the segment led to it."""

    segment: int
    key: str
    title: str
    objective: str
    offer: str
    channel: str
    watch: str
    reason: str


def strategies(found: Profiles, segment: int) -> tuple[Strategy, ...]:
    """All that fit, the most particular first; the last one fits everyone."""
    return tuple(
        Strategy(segment, one.key, one.title, one.objective, one.offer, one.channel, one.watch, reason)
        for one in PROGRAMMES
        if (reason := _reason(found, segment, one)) is not None
    )


def strategy(found: Profiles, segment: int) -> Strategy:
    return strategies(found, segment)[0]


def _reason(found: Profiles, segment: int, programme: Programme) -> str | None:
    """None where the programme is not for this segment."""
    told: list[str] = []
    for need in programme.needs:
        met = _met(found, segment, need)
        if met is None:
            return None
        if met and not need.quiet and (fact := _fact(found, segment, met)) not in told:
            told.append(fact)
    return " ".join(told) or "No measure is clearly above or below everyone."


def _met(found: Profiles, segment: int, need: Need) -> str | None:
    """The measure by which the need is met, empty where it is met because none is known; None where it is not met."""
    own = found.segments[segment]
    names = [found.named(sense) or "" for sense in need.senses] if need.senses else _by_lean(found, segment)
    name = next((name for name in names if name in own.numbers), None)
    if name is None:
        return "" if need.unless_known else None
    figures = own.numbers[name]
    meets = need.median is None or figures.median == need.median
    large = need.mean_from is None or figures.mean >= need.mean_from
    return name if meets and large and standing(found, segment, name) in need.levels else None


def _by_lean(found: Profiles, segment: int) -> list[str]:
    """Measures that speak for themselves: which weekday somebody ordered on does not."""
    numbers = [found.meanings[one.name] for one in set_apart(found, segment) if one.value is None]
    return [one.name for one in numbers if one.sense or one.family == one.name]


def _fact(found: Profiles, segment: int, name: str) -> str:
    """The sentence of a measure that stands out; of one in the middle, only where that is what counts."""
    meaning, own = found.meanings[name], found.segments[segment]
    shown = evidence(own, found.everyone, meaning)
    if shown is not None:
        return f"{shown.claim} ({shown.text})."
    ours, everyone = own.numbers[name].median, found.everyone.numbers[name].median
    return f"{capital(meaning.label)}: median {described(ours, meaning)} against {written(everyone, meaning)}."
