"""Up to three sentences of what sets a segment apart: a claim, and the two numbers behind it.

A sentence is only made where mean, ranks and the numbers shown lean to the same side, so that none can contradict a mean.
Measures that tell nearly the same, as orders, units and products do, get one sentence between them.
"""

from collections.abc import Collection
from dataclasses import dataclass

from core.explaining.meanings import Meaning
from core.explaining.profiles.profiles import Profile, Profiles
from core.explaining.profiles.separating import Apart, set_apart
from core.explaining.wording import capital, listed, share, written
from core.explaining.words.evidence import evidence

MOST = 3
LEAST_LEAN = 0.2


@dataclass(frozen=True)
class Sentence:
    """`measure` is what it speaks of."""

    text: str
    measure: str


def sentences(found: Profiles, segment: int, chosen: Collection[str] = (), most: int = MOST) -> tuple[Sentence, ...]:
    """`chosen` are the measures that the segments were made of: they are told before others that set apart no less."""
    own = found.segments[segment]
    if not own.customers:
        return ()
    told: list[Sentence] = []
    families: set[str] = set()
    ranked = sorted(set_apart(found, segment), key=lambda one: -abs(one.lean) * (2 if one.name in chosen else 1))
    for apart in ranked:
        meaning = found.meanings[apart.name]
        if len(told) < most and not _told(meaning, families) and abs(apart.lean) >= LEAST_LEAN:
            text = _of_category(own, apart, meaning) if apart.value else _of_number(own, found.everyone, meaning)
            if text:
                told.append(Sentence(text, apart.name))
                families |= {meaning.family, meaning.label}
    return tuple(told) or _like_everyone(found, own, chosen)


def _told(meaning: Meaning, told: Collection[str]) -> bool:
    """Whether its family was told of, or something of which its name is only a part: cash advance, cash advance frequency."""
    return meaning.family in told or any(meaning.label.startswith(f"{one} ") for one in told)


def _of_category(own: Profile, apart: Apart, meaning: Meaning) -> str:
    part = next(part for part in own.categories[apart.name] if part.value == apart.value)
    how = "more often" if apart.lean > 0 else "less often"
    return f"{capital(meaning.label)} is {how} {part.value} ({share(part.share)} against {share(part.everyone)} of everyone)."


def _of_number(own: Profile, everyone: Profile, meaning: Meaning) -> str:
    shown = evidence(own, everyone, meaning)
    return f"{shown.claim} ({shown.text})." if shown else ""


def _like_everyone(found: Profiles, own: Profile, chosen: Collection[str]) -> tuple[Sentence, ...]:
    """A segment in the middle is told by the measures that the segments were made of."""
    names = [name for name in [*chosen, *own.numbers] if name in own.numbers]
    known = [(found.meanings[name], own.numbers[name], found.everyone.numbers[name]) for name in dict.fromkeys(names)]
    if not known:
        return ()
    told = [
        f"{one.label} {written(ours.median, one)} against {written(theirs.median, one)}"
        for one, ours, theirs in known[:2]
    ]
    return (Sentence(f"Near the middle of everyone: {listed(told)} (medians).", known[0][0].name),)
