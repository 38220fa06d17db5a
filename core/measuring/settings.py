"""How measures are made from orders: which lines count, up to which day, in which window. Chosen once and stored with a recipe."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import available_timezones

from core.errors import BadInput

# What a rule leaves out, in the order in which the funnel shows them.
RULES = {
    "customer": "lines without a customer",
    "cancelled": "lines of cancelled orders",
    "not positive": "lines whose quantity or price is not above zero",
    "copies": "exact copies of lines",
}
USUAL_RULES = ("customer", "cancelled", "not positive")
MOST_GROUPS = 12
# What a day is when recency and tenure are counted back: from date to date, or whole days from moment to moment.
CALENDAR, PERIODS = "calendar", "24 hours"


@dataclass(frozen=True)
class Measuring:
    """None means: found in the file, and stored from then on.

    reference   recency and tenure are counted back from this day; lines after it do not count. Found: the day after the last order
    days        "calendar" counts from day to day; "24 hours" counts whole periods back from a reference that is a moment, found
                24 hours after the last order
    since       the window of days that count, both ends included; None leaves it open
    until
    zone        in which moments with a zone become days
    cancel_mark orders whose number is this mark and digits are cancelled
    currency    lines in other currencies do not count. Found: the most common
    groups      product groups that get a share. Found: the most common
    discounts   whether discounts are written as a "share" of the price or as an "amount". Found from their size
    """

    rules: tuple[str, ...] = USUAL_RULES
    reference: date | None = None
    days: str = CALENDAR
    since: date | None = None
    until: date | None = None
    zone: str = "UTC"
    cancel_mark: str = "C"
    currency: str | None = None
    groups: tuple[str, ...] | None = None
    discounts: str | None = None

    def __post_init__(self) -> None:
        unknown = [rule for rule in self.rules if rule not in RULES]
        if unknown:
            raise BadInput(f"There is no rule '{unknown[0]}'. The rules are: {', '.join(RULES)}.")
        if self.since and self.until and self.since > self.until:
            raise BadInput(f"The window begins on {self.since}, after its end on {self.until}. Exchange them.")
        if self.days not in (CALENDAR, PERIODS):
            raise BadInput(f"Days are counted by '{CALENDAR}' or by whole periods of '{PERIODS}'.")
        if self.reference and isinstance(self.reference, datetime) is not self.by_moment:
            raise BadInput(_REFERENCE[self.days])
        if self.zone not in available_timezones():
            raise BadInput(f"'{self.zone}' is not a time zone. Write one as Europe/Berlin.")
        if not (self.cancel_mark.isascii() and self.cancel_mark.isalpha() and len(self.cancel_mark) <= 5):
            raise BadInput("The mark of cancelled orders is one to five letters, such as C.")
        if self.discounts not in (None, "share", "amount"):
            raise BadInput("Discounts are written as a share or as an amount.")
        if self.groups is not None and len(self.groups) > MOST_GROUPS:
            raise BadInput(f"At most {MOST_GROUPS} product groups can get a share; {len(self.groups)} were chosen.")

    @property
    def by_moment(self) -> bool:
        return self.days == PERIODS

    def to_json(self) -> dict[str, Any]:
        return {name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(self).items()}

    @classmethod
    def from_json(cls, settings: Mapping[str, Any]) -> "Measuring":
        if not isinstance(settings, Mapping):
            raise BadInput("The settings of the measures must be a list of names with values.")
        known = {field.name for field in fields(cls)}
        if not set(settings) <= known:
            raise BadInput(
                f"Measuring has no setting '{min(set(settings) - known)}'. It knows: {', '.join(sorted(known))}."
            )
        return replace(cls(), **{name: _read(name, value) for name, value in settings.items()})


_REFERENCE = {
    CALENDAR: "Calendar days are counted back from a day. Write it as 2011-12-10.",
    PERIODS: "Periods of 24 hours are counted back from a moment. Write it as 2011-12-10T12:50.",
}


def _read(name: str, value: Any) -> Any:
    if value is None and name not in ("rules", "days", "zone", "cancel_mark"):
        return None
    if name in ("rules", "groups") and isinstance(value, list | tuple) and all(isinstance(one, str) for one in value):
        return tuple(value)
    if name in ("reference", "since", "until") and isinstance(value, str):
        try:
            return _day_or_moment(value) if name == "reference" else date.fromisoformat(value)
        except ValueError:
            raise BadInput(f"'{value}' is not a date. Write it as 2011-12-10.") from None
    if name in ("days", "zone", "cancel_mark", "currency", "discounts") and isinstance(value, str):
        return value
    raise BadInput(f"The setting '{name}' of the measures cannot be read.")


def _day_or_moment(value: str) -> date:
    """A moment is a moment of the zone, so it names none itself."""
    if "T" not in value:
        return date.fromisoformat(value)
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is not None:
        raise ValueError
    return moment
