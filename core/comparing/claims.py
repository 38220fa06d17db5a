"""A claim: something that a note says of a segment and a figure can prove or disprove, again on every new run."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from math import isfinite
from typing import Any, Self

from core.comparing.figures import exact
from core.errors import BadInput
from core.recipe import check_keys, quoted

STATISTICS = ("median", "mean", "share", "customers")
COMPARISONS: dict[str, Callable[[float, float, float], bool]] = {
    "above": lambda found, value, _: found > value,
    "at least": lambda found, value, _: found >= value,
    "below": lambda found, value, _: found < value,
    "at most": lambda found, value, _: found <= value,
    "between": lambda found, value, upper: value <= found <= upper,
}
MOST_SEGMENT = 253
LARGEST = 1e15  # beyond it digits are lost, and no figure of a customer is that large

STILL_TRUE, NO_LONGER_TRUE, UNCHECKABLE = "still true", "no longer true", "can't be checked"

# What a run knows of one segment, by statistic and measure; ("customers", None) and ("share", None) are of its size.
Figures = Mapping[tuple[str, str | None], float | None]


@dataclass(frozen=True)
class Claim:
    """`share` is that of all customers, or with a measure that of its sum; it lies between 0 and 1. `between` needs `upper`."""

    segment: int
    measure: str | None
    statistic: str
    comparison: str
    value: float
    upper: float | None = None

    def __post_init__(self) -> None:
        if not _whole(self.segment) or not 0 <= self.segment <= MOST_SEGMENT:
            raise BadInput("A claim needs the number of a segment of this run. Choose one.")
        _check_word("statistic", self.statistic, STATISTICS)
        _check_word("comparison", self.comparison, tuple(COMPARISONS))
        self._check_measure()
        self._check_bounds()

    @property
    def figure(self) -> tuple[str, str | None]:
        """The figure by which it is checked."""
        return self.statistic, self.measure

    def words(self, segment: str) -> str:
        """The claim as a sentence would say it: median recency of Nearly lost above 90."""
        return f"{self.subject(segment)} {self.bounds()}"

    def holds(self, found: float) -> bool:
        return COMPARISONS[self.comparison](found, self.value, self.value if self.upper is None else self.upper)

    def on(self, segment: int) -> Self:
        """The same claim about the segment that continues this one."""
        return replace(self, segment=segment)

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_dict(cls, given: Mapping[str, Any]) -> Self:
        check_keys(given, cls, "claim")
        missing = {"segment", "statistic", "comparison", "value"} - set(given)
        if missing:
            raise BadInput(f"A claim needs its {min(missing)}. Fill it in.")
        return cls(**{"measure": None, **given})

    def _check_measure(self) -> None:
        if self.measure is not None and (not isinstance(self.measure, str) or not self.measure):
            raise BadInput("The measure of a claim is the name of a column. Choose one.")
        if self.statistic in ("median", "mean") and self.measure is None:
            raise BadInput(f"A claim about a {self.statistic} needs a measure. Choose one.")
        if self.statistic == "customers" and self.measure is not None:
            raise BadInput("A claim about the number of customers has no measure. Leave it empty.")

    def _check_bounds(self) -> None:
        object.__setattr__(self, "value", self._bound(self.value))
        if self.comparison != "between":
            if self.upper is not None:
                raise BadInput("Only 'between' takes a second value. Leave it empty.")
            return
        object.__setattr__(self, "upper", self._bound(self.upper))
        if self.upper is not None and self.upper <= self.value:
            raise BadInput("The second value of 'between' must be larger than the first. Exchange them.")

    def _bound(self, bound: object) -> float:
        if isinstance(bound, bool) or not isinstance(bound, int | float) or not abs(bound) < LARGEST:
            raise BadInput("The value of a claim must be a number.")
        if self.statistic == "share" and not 0 <= bound <= 1:
            raise BadInput("A share lies between 0 and 1. Write 40 % as 0.4.")
        if self.statistic == "customers" and bound < 0:
            raise BadInput("A number of customers is never below 0.")
        return float(bound)

    def subject(self, segment: str) -> str:
        if self.statistic == "customers":
            return f"customers in {segment}"
        if self.statistic == "share":
            return f"share of {segment} in {self.measure or 'all customers'}"
        return f"{self.statistic} {self.measure} of {segment}"

    def bounds(self) -> str:
        said = f"{self.comparison} {self.shown(self.value)}"
        return f"{said} and {self.shown(self.upper)}" if self.upper is not None else said

    def shown(self, value: float, *, to_the_digit: bool = False) -> str:
        is_share = self.statistic == "share"
        number = value * 100 if is_share else value
        return (f"{number:,.12g}" if to_the_digit else exact(number)) + (" %" if is_share else "")


@dataclass(frozen=True)
class Checked:
    state: str  # STILL_TRUE, NO_LONGER_TRUE or UNCHECKABLE
    found: float | None
    sentence: str


def check(claim: Claim, figures: Figures | None, segment: str) -> Checked:
    """`figures` of the segment that the claim is about, None if no segment of the run continues it; `segment` is its name."""
    if figures is None:
        return _uncheckable(f"no segment of this run continues {segment}.")
    if claim.figure not in figures:
        return _uncheckable(f"this run has no {_named(claim)}.")
    found = figures[claim.figure]
    if found is None or not isfinite(found):
        return _uncheckable(f"nobody in {segment} has a value of {_named(claim)}.")
    subject, figure, bounds = claim.subject(segment), claim.shown(found), claim.bounds()
    if figure == claim.shown(claim.value) and found != claim.value:
        figure = claim.shown(found, to_the_digit=True)
    if claim.holds(found):
        return Checked(STILL_TRUE, found, f"Still true: {subject} {_verb(claim)} {figure}, {bounds}.")
    return Checked(NO_LONGER_TRUE, found, f"No longer true: {subject} {_verb(claim)} now {figure}, not {bounds}.")


def _uncheckable(why: str) -> Checked:
    return Checked(UNCHECKABLE, None, f"Can't be checked: {why}")


def _named(claim: Claim) -> str:
    return f"measure {quoted(claim.measure)}" if claim.measure else f"number for the {claim.statistic}"


def _verb(claim: Claim) -> str:
    return "are" if claim.statistic == "customers" else "is"


def _check_word(what: str, word: object, allowed: tuple[str, ...]) -> None:
    if not isinstance(word, str) or word not in allowed:
        raise BadInput(f"The {what} of a claim must be one of: {', '.join(allowed)}.")


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
