"""High, low or in the middle: one notion for names and strategies, so that these never contradict each other or the means."""

from core.explaining.profiles.profiles import Profiles
from core.explaining.profiles.separating import lean_of

HIGH, LOW, MIDDLE = "high", "low", "middle"
CLEAR = 0.25  # a lean from here on is high or low


def standing(found: Profiles, segment: int, name: str) -> str:
    """High only where mean and ranks lie above those of everyone, low only where both lie below."""
    own = found.segments[segment]
    if name not in own.numbers:
        return MIDDLE
    lean = lean_of(own, name)
    return HIGH if lean >= CLEAR else LOW if lean <= -CLEAR else MIDDLE
