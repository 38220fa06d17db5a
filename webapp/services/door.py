"""Checks at the door: what comes from a browser is anything at all, until it has passed here."""

import re
import unicodedata
from collections.abc import Collection
from typing import TypeVar
from zoneinfo import available_timezones

from core.errors import BadInput
from webapp.errors import NotFound
from webapp.rights import Role

MOST_NAME = 120
LEAST_PASSWORD, MOST_PASSWORD = 15, 200
LARGEST_ID = 2**63 - 1
MOST_FIELD = 10_000  # characters of one field of a form, whatever it holds
JOINERS = "\n\t\u200c\u200d"  # of lines, of letters, of what one emoji is made of
OUT_OF_DATE = "This page is out of date. Reload it and try again."

_EMAIL = re.compile(r"[^@\s\"<>(),:;\\]{1,64}@[^@\s\"<>(),:;\\]{1,180}\.[^@\s\"<>(),:;\\.]{2,}")
_T = TypeVar("_T")


def name(value: object, what: str = "a name") -> str:
    """One line of text without what cannot be seen: controls, overrides of direction, zero widths."""
    if not isinstance(value, str) or len(value) > 10 * MOST_NAME:
        raise BadInput(f"Give {what} of 1 to {MOST_NAME} characters.")
    visible = "".join(letter for letter in value if not _unseen(letter))
    text = " ".join(unicodedata.normalize("NFC", visible).split())
    if not 1 <= len(text) <= MOST_NAME:
        raise BadInput(f"Give {what} of 1 to {MOST_NAME} characters.")
    return text


def text(value: object, most: int, what: str) -> str:
    """Lines of text, without what cannot be seen and what a database cannot keep."""
    if not isinstance(value, str):
        raise BadInput(OUT_OF_DATE)
    if len(value) > most:
        raise BadInput(f"{what} can have up to {most:,} characters (yours: {len(value):,}).")
    visible = (letter for letter in value.replace("\r\n", "\n") if letter in JOINERS or not _unseen(letter))
    return unicodedata.normalize("NFC", "".join(visible)).strip()


def email(value: object) -> str:
    text = value.strip().lower() if isinstance(value, str) else ""
    if len(text) > 254 or not _EMAIL.fullmatch(text) or not text.isprintable():
        raise BadInput("This is not an e-mail address. Write it like name@example.org.")
    return text


def new_password(value: object, *known: str) -> str:
    """Long rather than curious: what a person can remember and nobody guesses."""
    text = _password(value)
    if len(text) < LEAST_PASSWORD:
        raise BadInput(
            f"The password has {len(text)} characters. Use at least {LEAST_PASSWORD}; a few words in a row do well."
        )
    folded = text.lower()
    plain = len(set(folded)) < 6 or any(
        len(word) > 3 and word.lower() in folded for part in known for word in _parts(part)
    )
    if plain:
        raise BadInput(
            "This password is easy to guess. Leave out your name and address, and do not repeat a few letters."
        )
    return text


def password(value: object) -> str:
    """A password that was typed to be compared, not chosen."""
    return _password(value)


def zone(value: object) -> str:
    if not isinstance(value, str) or value not in available_timezones():
        raise BadInput("This time zone is not known. Choose one from the list.")
    return value


def role(value: object) -> Role:
    return Role(one_of(value, [role.value for role in Role], "Choose viewer, editor or admin."))


def one_of(value: object, allowed: Collection[_T], sentence: str) -> _T:
    for each in allowed:
        if type(each) is type(value) and each == value:
            return each
    raise BadInput(sentence)


def whole(value: object, least: int, most: int, what: str) -> int:
    if isinstance(value, float) and value.is_integer() and abs(value) <= 2**53:
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise BadInput(f"{what} is a whole number from {least:,} to {most:,}.")
    return value


def id_(value: object) -> int:
    """A number that may name a thing; what cannot name one is not found, like what is not there."""
    try:
        return whole(value, 0, LARGEST_ID, "A number")
    except BadInput:
        raise NotFound from None


def version(value: object) -> int:
    """Which version of a thing the person has seen."""
    try:
        return whole(value, 0, LARGEST_ID, "A version")
    except BadInput:
        raise BadInput(OUT_OF_DATE) from None


def key(value: object) -> str:
    """What a page sends along so that the same press twice makes one thing."""
    if not isinstance(value, str) or not re.fullmatch(r"[A-Za-z0-9_-]{16,64}", value):
        raise BadInput(OUT_OF_DATE)
    return value


def _unseen(letter: str) -> bool:
    return unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co", "Cn")


def _password(value: object) -> str:
    if not isinstance(value, str) or not value or len(value) > MOST_PASSWORD:
        raise BadInput(f"Give a password of up to {MOST_PASSWORD} characters.")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise BadInput("The password holds a character that cannot be kept. Choose another.") from None
    return unicodedata.normalize("NFKC", value)


def _parts(text: str) -> list[str]:
    return re.split(r"[\s@.]+", text)
