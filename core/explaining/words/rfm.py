"""Names of the RFM list, given only where the segment is what the name says."""

from collections.abc import Collection

from core.explaining.profiles.profiles import Profiles
from core.explaining.words.standing import HIGH, LOW
from core.measuring import Limits, names_by_code, scored

RFM = ("recency", "frequency", "money")
LEVELS = 5

# What a name of the list says; a segment whose mean says the opposite is called otherwise.
SAID: dict[str, dict[str, str]] = {
    "Champions": {"recency": LOW, "frequency": HIGH, "money": HIGH},
    "Loyal": {"frequency": HIGH},
    "Potential loyalist": {"recency": LOW},
    "New customers": {"recency": LOW, "frequency": LOW, "tenure": LOW},
    "Promising": {"recency": LOW},
    "Need attention": {},
    "About to sleep": {"recency": HIGH},
    "At risk": {"recency": HIGH},
    "Cannot lose them": {"recency": HIGH, "money": HIGH},
    "Hibernating": {"recency": HIGH, "money": LOW},
    "Lost": {"recency": HIGH, "frequency": LOW, "money": LOW},
}


def rfm_names(found: Profiles, chosen: Collection[str]) -> list[str]:
    """A name or nothing for each segment; nothing for all where the segments were not made of all three."""
    if all(found.named(sense) in chosen for sense in RFM):
        return [rfm_name(found, segment) for segment in range(len(found.segments))]
    return [""] * len(found.segments)


def rfm_name(found: Profiles, segment: int) -> str:
    """The name of the code of the segment's middle customer; empty if a mean denies what it says, or no customer is there."""
    own = found.segments[segment]
    by_sense = {sense: found.named(sense) or "" for sense in (*RFM, "tenure")}
    medians, limits = [], []
    for sense in RFM:
        name = by_sense[sense]
        if name not in own.numbers:
            return ""
        medians.append([own.numbers[name].median])
        limits.append(found.spreads[name].limits)
    (code,) = scored(Limits(*limits), *medians).codes
    called = names_by_code(LEVELS)[int(code)]
    for sense, side in SAID[called].items():
        name = by_sense[sense]
        if name in own.numbers and own.numbers[name].difference * (1 if side == HIGH else -1) <= 0:
            return ""
    return called
