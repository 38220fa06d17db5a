"""What is wrong with one field of a form: the sentence, and the field under which to tell it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from core.errors import BadInput

# Beyond, a sum is a slip of the keyboard.
LARGEST_SUM = Decimal(10) ** 12


@dataclass(frozen=True)
class Fault:
    field: str
    sentence: str


class WrongField(BadInput):
    """The first fault as a problem; `faults` holds all of them."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(faults[0].sentence)
        self.faults = faults

    @property
    def field(self) -> str:
        return self.faults[0].field


def words(value: Any, what: str, longest: int, *, needed: bool = False) -> str:
    """Text without spaces around it."""
    if not isinstance(value, str):
        raise BadInput(f"{what} must be text.")
    text = value.strip()
    if needed and not text:
        raise BadInput(f"{what} can't be empty.")
    if len(text) > longest:
        raise BadInput(f"{what} may have up to {longest:,} characters (yours: {len(text):,}).")
    return text


def day(value: Any, what: str) -> date | None:
    if value in (None, ""):
        return None
    if type(value) is date:
        return value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise BadInput(f"{what} must be a date, such as 2026-03-31.") from None


def money(value: Any, what: str) -> Decimal | None:
    """A sum to the cent, never below zero."""
    if value in (None, ""):
        return None
    number = _decimal(value)
    if number is None:
        raise BadInput(f"{what} must be a number, such as 1250 or 1250.50.")
    if number < 0:
        raise BadInput(f"{what} can't be below zero.")
    if number >= LARGEST_SUM:
        raise BadInput(f"{what} must be below {LARGEST_SUM:,.0f}.")
    return number.quantize(Decimal("0.01"))


def number(value: Any, what: str, most: float) -> float | None:
    """A figure from zero up to the most it can be."""
    if value in (None, ""):
        return None
    found = _decimal(value)
    if found is None or not 0 <= found <= most:
        raise BadInput(f"{what} must be a number from 0 to {most:,g}.")
    return float(found)


def one_of(value: Any, known: Mapping[str, str] | frozenset[str], sentence: str) -> str:
    if not isinstance(value, str) or value not in known:
        raise BadInput(sentence)
    return value


def _decimal(value: Any) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        return None
    try:
        found = Decimal(value) if isinstance(value, int | Decimal) else Decimal(str(value).strip())
    except InvalidOperation:
        return None
    return found if found.is_finite() else None
