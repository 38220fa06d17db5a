"""How values are written for people: counts, shares, sizes, and the cells of a table."""

import math
from datetime import datetime
from typing import Any

MISSING = "·"
THIN = "\u202f"


def count(number: int, noun: str, nouns: str = "") -> str:
    """1 row, 541,909 rows, 1.2 M rows."""
    return f"{number_of(number)} {noun if number == 1 else nouns or f'{noun}s'}"


def number_of(number: int) -> str:
    return f"{number:,}" if abs(number) < 1_000_000 else f"{number / 1e6:,.1f}{THIN}M"


def share(part: int, whole: int) -> str:
    """Whole percents, one decimal below 1 and above 99, and never 0 % of something or 100 % of less than all."""
    if whole == 0 or part == 0:
        return f"0{THIN}%"
    percent = 100 * part / whole
    if percent < 1:
        return f"{max(percent, 0.1):.1f}{THIN}%"
    if 99 < percent < 100:
        return f"{math.floor(10 * percent) / 10:.1f}{THIN}%"
    return f"{percent:.0f}{THIN}%"


def size(number: int) -> str:
    for unit, name in ((10**9, "GB"), (10**6, "MB"), (10**3, "kB")):
        if number >= unit:
            return f"{number / unit:,.1f}{THIN}{name}"
    return f"{number:,} bytes"


def date(written: str | datetime) -> str:
    """1 Dec 2010, with the time where there is one. The month is a word, so that nobody takes it for the day."""
    at = datetime.fromisoformat(written) if isinstance(written, str) else written
    day = f"{at.day} {at:%b %Y}"
    return day if (at.hour, at.minute, at.second) == (0, 0, 0) else f"{day}, {at:%H:%M:%S}".removesuffix(":00")


def number(value: float) -> str:
    """With as many digits as it holds."""
    return f"{value:,.15g}".replace("-", "−")


SYMBOLS = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥"}


def money(value: float | None, currency: str) -> str:
    """€164.20, €346 k, €2.77 M; exact values stand in tables and files."""
    if value is None:
        return MISSING
    sign, amount = "−" if value < 0 else "", abs(value)
    before = SYMBOLS.get(currency, f"{currency}{THIN}")
    if amount >= 999_500:
        return f"{sign}{before}{amount / 1e6:,.2f}{THIN}M"
    if amount >= 10_000:
        return f"{sign}{before}{amount / 1e3:,.0f}{THIN}k"
    return f"{sign}{before}{amount:,.0f}" if amount >= 1_000 else f"{sign}{before}{amount:,.2f}"


def percent(value: float | None) -> str:
    """A share that is no count of things: one decimal below 10 %."""
    if value is None:
        return MISSING
    return f"{100 * value:.{0 if value == 0 or value >= 0.0995 else 1}f}{THIN}%"


def cell(value: Any, type_: str) -> str:
    """A number with as many digits as it holds; from five on in groups, so that years stay years."""
    if value is None:
        return MISSING
    if type_ == "date":
        return date(value)
    if type_ == "number":
        return f"{value:{',' if abs(value) >= 10_000 else ''}.15g}".replace("-", "−")
    return str(value)
