"""Which spellings mean the same: other capitals, spaces and signs; one slip of the keyboard; an initial.

Only a proposal: the person sees every pair before it is merged. It is careful where a single letter is the whole difference
("Product A", "Product B") and never calls a common value a slip.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping

RARE = 10
SHORTEST_SLIP = 5
MOST_FOR_INITIALS = 12


def spellings(counts: Mapping[str, int]) -> dict[str, str]:
    """From each spelling that should go to the one to keep."""
    alike: dict[str, list[str]] = defaultdict(list)
    for value in counts:
        alike[_bare(value)].append(value)
    rows = {bare: sum(counts[value] for value in values) for bare, values in alike.items()}
    best = {bare: min(values, key=lambda v: (-counts[v], v)).strip() for bare, values in alike.items()}
    home = {bare: _initial(bare, rows) or _slip(bare, rows) or bare for bare in rows}
    kept = {value: best[home[bare]] for bare, values in alike.items() for value in values}
    return {value: other for value, other in kept.items() if value != other}


def _bare(value: str) -> str:
    """The words of a value, without what people write differently."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", value).casefold())) or value


def _initial(bare: str, rows: Mapping[str, int]) -> str | None:
    """The only longer value that begins with this letter."""
    if len(bare) != 1 or not bare.isalpha() or len(rows) > MOST_FOR_INITIALS:
        return None
    longer = [other for other in _commonest(rows) if len(other) > 2 and other.startswith(bare)]
    whole = [other for other in longer if _slip(other, rows) is None]
    return whole[0] if len(whole) == 1 else None


def _slip(bare: str, rows: Mapping[str, int]) -> str | None:
    """A value at least ten times as common, one slip of the keyboard away."""
    for other in _commonest(rows):
        if rows[other] < RARE * rows[bare]:
            return None
        if _one_slip_apart(bare.split(), other.split()):
            return other
    return None


def _one_slip_apart(words: list[str], others: list[str]) -> bool:
    different = [(one, other) for one, other in zip(words, others, strict=False) if one != other]
    if len(words) != len(others) or len(different) != 1:
        return False
    one, other = different[0]
    if min(len(one), len(other)) < SHORTEST_SLIP:
        return False
    while one and other and one[0] == other[0]:
        one, other = one[1:], other[1:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    if any(letter.isdigit() for letter in one + other):
        return False
    return max(len(one), len(other)) <= 1 or (len(one) == 2 and one == other[::-1])


def _commonest(rows: Mapping[str, int]) -> Iterable[str]:
    return sorted(rows, key=lambda bare: (-rows[bare], bare))
