"""What became of a segment, in a sentence with the shares that justify it. Names are the caller's, by number."""

from collections.abc import Mapping

from core.comparing.figures import exact, percent
from core.comparing.matching.likeness import MAJORITY, SAME
from core.comparing.matching.matching import Fate, Pair

Names = Mapping[int, str]


def tell_old(fate: Fate, old: Names, new: Names) -> str:
    """An old segment: where it went, by shares of its own customers."""
    name = _name(fate.segment, old)
    parts = _listed([f"{_name(pair.new, new)} ({_share(fate, pair, pair.kept)})" for pair in fate.because])
    return {
        "continues": f"{name} continues as {parts}.",
        "split": f"{name} was split into {parts}.",
        "merged": f"{name} was merged with others into {parts}.",
        "retired": f"No segment continues {name}{_largest(parts, 'is now in')}.",
    }[fate.state]


def tell_new(fate: Fate, old: Names, new: Names) -> str:
    """A new segment: where it comes from, by shares of its own customers that were there before."""
    name = _name(fate.segment, new)
    parts = _listed([f"{_name(pair.old, old)} ({_share(fate, pair, pair.brought)})" for pair in fate.because])
    return {
        "continues": f"{name} continues {parts}.",
        "split": f"{name} was split off {parts}.",
        "merged": f"{name} was merged from {parts}.",
        "new": f"{name} is new{_largest(parts, 'was in')}.",
    }[fate.state]


def _share(fate: Fate, pair: Pair, share: float) -> str:
    """The centres speak only where a segment continues with few of its customers, or none."""
    shared = f"{percent(share)} of its customers"
    if pair.distance is None:
        return shared if pair.customers else "no customer in common"
    apart = f"centre {exact(pair.distance)} away"
    if not pair.customers:
        return apart
    return shared if fate.state != "continues" or pair.jaccard >= SAME or share > MAJORITY else f"{shared}, {apart}"


def _largest(parts: str, where: str) -> str:
    return f"; the largest part {where} {parts}" if parts else "; none of its customers is in the other run"


def _name(segment: int, names: Names) -> str:
    return names.get(segment, f"segment {segment}")


def _listed(parts: list[str]) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)
