"""How far a distribution moved, as a number and a word: the population stability index over a few cells."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from scipy.special import chdtri

STEADY, SHIFTED, VERY_DIFFERENT, NOT_COMPARABLE = "steady", "shifted", "very different", "not comparable"
FROM_SHIFTED, FROM_VERY_DIFFERENT = 0.1, 0.25  # the thresholds of credit scoring, where the index comes from
SURE = 0.95


@dataclass(frozen=True)
class Stability:
    """The index (None where one side has no values) and the word for it."""

    index: float | None
    word: str


def stability(before: Sequence[int], after: Sequence[int]) -> Stability:
    """Compare counts in the same cells.

    Half a row is added to every cell, so that an empty one does not make the index infinite. Few rows differ by chance alone;
    what 19 of 20 unchanged tables of this size stay under is called steady, however large it is.
    """
    cells = [(first, second) for first, second in zip(before, after, strict=True) if first or second]
    rows = sum(before), sum(after)
    if not all(rows):
        return Stability(None, NOT_COMPARABLE)
    shares = [
        ((first + 0.5) / (rows[0] + len(cells) / 2), (second + 0.5) / (rows[1] + len(cells) / 2))
        for first, second in cells
    ]
    index = math.fsum((second - first) * math.log(second / first) for first, second in shares)
    return Stability(index, _word(index, _by_chance(len(cells), *rows)))


def _by_chance(cells: int, before: int, after: int) -> float:
    """Times the harmonic size of the two, the index of unchanged tables is distributed like chi-square."""
    return float(chdtri(cells - 1, 1 - SURE)) * (1 / before + 1 / after) if cells > 1 else 0.0


def _word(index: float, by_chance: float) -> str:
    if index < FROM_SHIFTED or index <= by_chance:
        return STEADY
    return SHIFTED if index < FROM_VERY_DIFFERENT else VERY_DIFFERENT
