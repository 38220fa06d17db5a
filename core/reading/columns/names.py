"""Column names as people will see them: never blank, never twice, never two that look the same."""

import re
import unicodedata
from collections.abc import Sequence

_invisible = re.compile("[\u0000-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")


def name_columns(written: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names to use, and notes on those that had to change."""
    names: list[str] = []
    notes: list[str] = []
    seen: dict[str, int] = {}  # what a name looks like -> where it stood first
    for number, original in enumerate(written, 1):
        name = clean_name(original) or f"Column {number}"
        twin = seen.setdefault(_look(name), number)
        if twin != number:
            free = _free_name(name, seen)
            notes.append(_about_twins(written[twin - 1].strip(), original.strip(), twin, number, free))
            seen[_look(free)] = number
            name = free
        names.append(name)
    return tuple(names), tuple(notes)


def clean_name(written: str) -> str:
    """One line of visible characters in one spelling."""
    blanked = re.sub(r"[\t\r\n]", " ", unicodedata.normalize("NFC", written))
    return re.sub(r"\s+", " ", _invisible.sub("", blanked)).strip()


def _look(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()


def _free_name(name: str, taken: dict[str, int]) -> str:
    number = 2
    while _look(f"{name} ({number})") in taken:
        number += 1
    return f"{name} ({number})"


def _about_twins(first: str, second: str, first_at: int, second_at: int, named: str) -> str:
    if first == second:
        return (
            f"Two columns are called '{first}' ({first_at} and {second_at}). "
            f"The second is named '{named}' here; rename it if needed."
        )
    return (
        f"'{first}' and '{second}' look the same (columns {first_at} and {second_at}). "
        f"The second is named '{named}' here; rename one."
    )
