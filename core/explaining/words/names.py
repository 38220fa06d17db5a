"""Suggested names: those of RFM where recency, frequency and money are known, else words of the measures that separate best.

A name is a claim: "high" and "low" are `standing`, which no mean contradicts. Within a run no name is given twice.
"""

from collections.abc import Collection, Iterable, Sequence

import numpy as np

from core.explaining.profiles.profiles import Profiles
from core.explaining.profiles.separating import lean_of, separations, set_apart
from core.explaining.wording import capital
from core.explaining.words.rfm import rfm_names
from core.explaining.words.standing import CLEAR, HIGH, LOW, MIDDLE, standing

WORDS_IN_A_NAME = 2
POOL = 6  # measures that a name may speak of

SUPERLATIVES = {
    "high": "highest", "low": "lowest", "many": "most", "few": "fewest", "older": "oldest", "younger": "youngest",
    "recent": "most recent", "frequent": "most frequent", "new": "newest", "long": "longest",
}  # fmt: skip


def names(found: Profiles, chosen: Collection[str] = ()) -> tuple[str, ...]:
    """One for each segment; `chosen` are the measures that the segments were made of, all measures without them."""
    pool = [one.name for one in separations(found) if one.name in found.spreads and (not chosen or one.name in chosen)]
    by_rfm = rfm_names(found, pool)
    candidates = [[*_candidates(found, segment, pool[:POOL], rfm, chosen)] for segment, rfm in enumerate(by_rfm)]
    shortest = [each[0] for each in candidates]
    told: list[str] = []
    for segment, each in enumerate(candidates):
        shared = shortest.count(each[0]) > 1
        best = _superlative(found, segment, pool[:POOL]) if shared and not by_rfm[segment] else []
        told.append(_first_free([*best, *each], told))
    return tuple(told)


def _candidates(found: Profiles, segment: int, pool: Sequence[str], rfm: str, chosen: Collection[str]) -> Iterable[str]:
    """From the shortest name to longer ones, until one is free; at the very end a number tells twins apart."""
    told = _told(found, segment, pool)
    if rfm:
        yield rfm
        yield from (f"{rfm}, {_lower(_word(found, segment, name))}" for name in told)
    shortest = min(WORDS_IN_A_NAME, len(told))
    longer = [_joined(found, segment, told[:count]) for count in range(shortest, len(told) + 1)]
    categories = _categories(found, segment, chosen)
    yield from longer if told or not categories else ()
    yield from (f"{longer[-1]}, {word}" if told else capital(word) for word in categories)
    yield from (f"{rfm or longer[0]} ({number})" for number in range(2, len(found.segments) + 1))


def _superlative(found: Profiles, segment: int, pool: Sequence[str]) -> list[str]:
    """Where a segment is the highest, or the lowest, of all in what its name says: Most products, highest spend."""
    told = _told(found, segment, pool)[:WORDS_IN_A_NAME]
    if not told or not all(_is_extreme(found, segment, name) for name in told):
        return []
    words = [word.split(" ", 1) for word in _joined(found, segment, told).split(", ")]
    if not all(first.lower() in SUPERLATIVES for first, *_ in words):
        return []
    return [capital(", ".join(" ".join([SUPERLATIVES[first.lower()], *rest]) for first, *rest in words))]


def _is_extreme(found: Profiles, segment: int, name: str) -> bool:
    sign = {HIGH: 1, LOW: -1}.get(standing(found, segment, name), 0)
    means = [sign * one.numbers[name].mean for one in found.segments if name in one.numbers and one.segment != segment]
    return sign != 0 and sign * found.segments[segment].numbers[name].mean > max(means, default=-np.inf)


def _categories(found: Profiles, segment: int, chosen: Collection[str]) -> list[str]:
    """Values that are far more common here than in everyone."""
    return [
        f"{found.meanings[one.name].label} {one.value}"
        for one in set_apart(found, segment)
        if one.value is not None and one.lean >= CLEAR and (not chosen or one.name in chosen)
    ]


def _told(found: Profiles, segment: int, pool: Sequence[str]) -> list[str]:
    """What is high or low, the farthest from everyone first; where there are few measures, the middle is told too."""
    if len(pool) <= WORDS_IN_A_NAME:
        return list(pool)
    clear = [name for name in pool if standing(found, segment, name) != MIDDLE]
    return sorted(clear, key=lambda name: -abs(lean_of(found.segments[segment], name)))


def _joined(found: Profiles, segment: int, told: Sequence[str]) -> str:
    """In the order of the table, so that two segments say the same measures in the same order."""
    words = [_word(found, segment, name) for name in found.meanings if name in told]
    return ", ".join([*words[:1], *map(_lower, words[1:])]) or "The middle"


def _word(found: Profiles, segment: int, name: str) -> str:
    meaning = found.meanings[name]
    words = {HIGH: meaning.high, LOW: meaning.low, MIDDLE: f"Middle {meaning.sense or meaning.label}"}
    return words[standing(found, segment, name)]


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _first_free(candidates: Iterable[str], taken: Collection[str]) -> str:
    return next(name for name in candidates if name not in taken)
