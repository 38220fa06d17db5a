"""What each field of a plan may hold, checked alone."""

from collections.abc import Callable
from typing import Any

from core.errors import BadInput
from core.planning.plans.currencies import CURRENCIES
from core.planning.plans.fields import day, money, number, one_of, words
from core.planning.plans.statuses import NOW, STATUSES

CHANNELS = {
    "e-mail": "E-mail", "newsletter": "Newsletter", "text message": "Text message", "push": "Push message", "letter": "Letter",
    "phone": "Phone", "ads": "Advertisement", "social": "Social media", "web": "Web shop", "store": "In the store",
    "event": "Event", "referral": "Referral", "other": "Other",
}  # fmt: skip
KPIS = {"conversion": "customers who order", "orders": "orders per customer", "money": "money per customer"}
MOST_SEGMENTS = 50
MOST_TAGS = 20
MOST_HELD_OUT = 0.5
LONGEST_WINDOW = 366


def _segments(value: Any) -> tuple[int, ...]:
    chosen = tuple(value) if isinstance(value, list | tuple) else ()
    whole = all(isinstance(one, int) and not isinstance(one, bool) and one >= 0 for one in chosen)
    if not chosen or not whole or len(set(chosen)) < len(chosen) or len(chosen) > MOST_SEGMENTS:
        raise BadInput("Choose at least one segment of the run, each once.")
    return tuple(sorted(chosen))


def _channels(value: Any) -> tuple[str, ...]:
    chosen = tuple(value) if isinstance(value, list | tuple) else (None,)
    if not all(isinstance(one, str) and one in CHANNELS for one in chosen):
        raise BadInput(f"The channels of a plan are among: {', '.join(CHANNELS)}.")
    return tuple(dict.fromkeys(chosen))


def _tags(value: Any) -> tuple[str, ...]:
    chosen = value if isinstance(value, list | tuple) else (None,)
    tags = tuple(dict.fromkeys(words(one, "A tag", 40, needed=True) for one in chosen))
    if len(tags) > MOST_TAGS:
        raise BadInput(f"A plan has up to {MOST_TAGS} tags.")
    return tags


def _holdout(value: Any) -> float:
    share = number(value, "The holdout", 1e9)
    if share is None or share > MOST_HELD_OUT:
        raise BadInput("Hold out between 0 % and 50 % of the customers.")
    return share


def _window_days(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= LONGEST_WINDOW:
        raise BadInput(f"The measurement window lasts 1 to {LONGEST_WINDOW} days.")
    return value


CHECKS: dict[str, Callable[[Any], Any]] = {
    "name": lambda value: words(value, "The name", 120, needed=True),
    "segments": _segments,
    "status": lambda value: one_of(value, NOW, f"The status of a plan is one of: {', '.join(STATUSES)}."),
    "objective": lambda value: words(value, "The objective", 500),
    "channels": _channels,
    "offer": lambda value: words(value, "The offer", 2_000),
    "message": lambda value: words(value, "The message idea", 5_000),
    "watch": lambda value: words(value, "What to watch", 2_000),
    "start": lambda value: day(value, "The start"),
    "end": lambda value: day(value, "The end"),
    "budget": lambda value: money(value, "The budget"),
    "expected_cost": lambda value: money(value, "The expected cost"),
    "actual_cost": lambda value: money(value, "The actual cost"),
    "currency": lambda value: one_of(value, CURRENCIES, "Write the currency as its three letters, such as EUR."),
    "kpi": lambda value: one_of(value, KPIS, f"The KPI is one of: {', '.join(KPIS.values())}."),
    "baseline": lambda value: number(value, "The baseline", 1e9),
    "target": lambda value: number(value, "The target", 1e9),
    "result": lambda value: number(value, "The result", 1e9),
    "holdout": _holdout,
    "window_days": _window_days,
    "tags": _tags,
}
