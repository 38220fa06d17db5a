"""What is known of a customer, made plain for hashing: the same person written in two ways gives the same text."""

import re
import unicodedata
from dataclasses import dataclass

TITLES = frozenset(["mr", "mrs", "ms", "miss", "dr", "prof", "herr", "frau", "mme", "mlle"])
ENDINGS = frozenset(["jr", "sr", "ii", "iii", "iv", "phd", "md", "dds"])
_address = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
_punctuation = re.compile(r"[^\w\s]|_")


@dataclass(frozen=True)
class Name:
    first: str
    last: str


def email(text: str) -> str | None:
    """Lower case, no spaces anywhere; None for what is no address."""
    plain = "".join(_words(text))
    return plain if _address.fullmatch(plain) else None


def whole_name(text: str) -> Name | None:
    """A name in one cell: the last word is the family name, or what stands before a comma. One word alone is not enough."""
    family, comma, given = text.partition(",")
    if comma and _words(given) and not ENDINGS.issuperset(_bare(word) for word in _words(given)):
        return name_of(given, family)
    words = _words(text)
    while words and _bare(words[-1]) in ENDINGS:
        words.pop()
    return name_of(" ".join(words[:-1]), words[-1]) if len(words) > 1 else None


def name_of(first: str, last: str) -> Name | None:
    """Lower case, one space between words, without titles and endings such as Jr."""
    given, family = _words(first), _words(last.replace(",", " "))
    while given and _bare(given[0]) in TITLES:
        given.pop(0)
    while family and _bare(family[-1]) in ENDINGS:
        family.pop()
    if not given or not family:
        return None
    return Name(" ".join(given), " ".join(family))


def without_punctuation(text: str) -> str:
    return " ".join(_punctuation.sub("", text).split())


def _words(text: str) -> list[str]:
    """Letters with marks are written in one way only, of the several that look the same."""
    return unicodedata.normalize("NFC", text).lower().split()


def _bare(word: str) -> str:
    return word.strip(".,")
