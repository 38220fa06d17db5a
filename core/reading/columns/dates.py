"""How a column writes its dates. Every way that occurs is kept, so a column may mix them.

Year first is never in doubt. With the year last, day or month may come first; that is decided from the whole
column, and a rule carries the decision. Values that can be read in one order only are read in that order.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from core.reading.columns.months import MONTH, language_of, numbered_sql
from core.reading.engine import literal

_TIME = (
    r"(?P<joint>[T ,]+)(?P<hour>\d{1,2}):\d{2}(?P<second>:\d{2})?(?P<fraction>\.\d{1,9})?"
    r"(?P<half>[ ]?[AaPp][Mm])?(?P<zone>[ ]?(?:Z|UTC|[+-]\d{2}:?\d{2}))?"
)
_YEAR_FIRST = re.compile(rf"\d{{4}}(?P<sign>[-/.])\d{{1,2}}(?P=sign)\d{{1,2}}(?:{_TIME})?")
_YEAR_LAST = re.compile(rf"\d{{1,2}}(?P<sign>[-/. ])\d{{1,2}}(?P=sign)(?P<year>\d{{4}}|\d{{2}})(?:{_TIME})?")
_COMPACT = re.compile(r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_NAMED = re.compile(
    rf"(?:[^\W\d]+\.?,\s+)?(?:\d{{1,2}}(?:st|nd|rd|th|\.)?[-\s/.]*(?:de\s+)?(?P<month>{MONTH})"
    rf"|(?P<month_first>{MONTH})\.?[-\s/.]*\d{{1,2}}(?:st|nd|rd|th)?)\.?,?[-\s/.]*(?:de\s+)?(?P<year>\d{{4}}|\d{{2}})(?:{_TIME})?",
    re.IGNORECASE,
)
COMPACT = "%Y%m%d"
_FIRST, _SECOND = "{first}", "{second}"


@dataclass(frozen=True)
class DateRule:
    year_first: bool = False
    year_last: tuple[str, ...] = ()  # strptime formats with {first} and {second} for day and month
    named: tuple[str, ...] = ()  # formats of a date whose month name was turned into its number
    language: str = "english"
    fixed: tuple[str, ...] = ()  # formats in which nothing is in doubt
    order: str = "day"
    zoned: bool = False  # some say how far their clock is from UTC
    type = "date"

    @property
    def minds_blanks(self) -> bool:
        """Formats do; a cast is tried once more where blanks could have been in its way."""
        return bool(self.year_last or self.named or self.fixed)

    def raw_sql(self, cell: str) -> str:
        """The moment in a text cell, or NULL."""
        ways = self._year_first_sql(cell) if self.year_first else []
        if self.year_last:
            ways += [self.order_sql(cell, self.order), self.order_sql(cell, _other(self.order))]
        if self.named:
            ways.append(_strptime(numbered_sql(cell, self.language), self.named))
        if self.fixed:
            ways.append(_strptime(cell, self.fixed))
        return f"coalesce({', '.join(ways)})" if len(ways) > 1 else (ways or ["NULL::TIMESTAMP"])[0]

    def checked_sql(self, raw: str) -> str:
        """The engine reads 0003-02-01 and 'infinity' too. Nobody's order is that old."""
        return f"(CASE WHEN {raw} BETWEEN TIMESTAMP '1000-01-01' AND TIMESTAMP '9999-01-01' THEN {raw} END)"

    def order_sql(self, cell: str, order: str) -> str:
        """The moment in a cell with its year last, read in one order only."""
        first, second = ("%d", "%m") if order == "day" else ("%m", "%d")
        formats = (way.replace(_FIRST, first).replace(_SECOND, second) for way in self.year_last)
        return _strptime(cell, tuple(formats))

    def _year_first_sql(self, cell: str) -> list[str]:
        """A cast to TIMESTAMP passes over zones; the one that minds them takes three times as long."""
        cast = "make_timestamp(epoch_us(TRY_CAST({} AS TIMESTAMPTZ)))" if self.zoned else "TRY_CAST({} AS TIMESTAMP)"
        ways = [cell] if self.minds_blanks else [cell, f"trim({cell})"]
        return [cast.format(way) for way in ways]

    def ordered(self, order: str) -> "DateRule":
        return replace(self, order=order)

    @property
    def words(self) -> str:
        return f"dates, {self.order} before month" if self.year_last and self.order == "day" else "dates"


def date_rule(cells: Iterable[str], compact: bool) -> tuple[DateRule, int]:
    """The rule that reads these examples, and how many of them it reads."""
    year_last: dict[str, None] = {}
    fixed: dict[str, None] = {}
    named: dict[str, None] = {}
    months: set[str] = set()
    found = {"year_first": 0, "fixed": 0, "year_last": 0, "named": 0}
    zoned = False
    for cell in cells:
        cell = cell.strip()
        if compact and _COMPACT.fullmatch(cell):
            found["fixed"] += 1
            fixed[COMPACT] = None
            continue
        if (match := _YEAR_FIRST.fullmatch(cell)) and match["sign"] == ".":
            found["fixed"] += 1
            fixed[f"%Y.%m.%d{_time_format(match)}"] = None
        elif match:
            found["year_first"] += 1
        elif match := _YEAR_LAST.fullmatch(cell):
            found["year_last"] += 1
            year_last[_year_last_format(match)] = None
        elif match := _NAMED.fullmatch(cell):
            found["named"] += 1
            named[_named_format(match)] = None
            months.add((match["month"] or match["month_first"]).lower())
        else:
            continue
        zoned |= match["zone"] is not None
    rule = DateRule(
        year_first=found["year_first"] > 0,
        # Two digits first: the engine would read '01/02/03' by a four-digit year as the year 3.
        year_last=tuple(sorted(year_last, key=lambda way: "%Y" in way)),
        named=tuple(sorted(named, key=lambda way: "%Y" in way)),
        language=language_of(months),
        fixed=tuple(fixed),
        zoned=zoned,
    )
    return rule, sum(found.values())


def _year_last_format(match: re.Match[str]) -> str:
    sign, year = match["sign"], "%Y" if len(match["year"]) == 4 else "%y"
    return f"{_FIRST}{sign}{_SECOND}{sign}{year}{_time_format(match)}"


def _named_format(match: re.Match[str]) -> str:
    year = "%Y" if len(match["year"]) == 4 else "%y"
    date = "%d %m" if match["month"] else "%m %d"
    return f"{date} {year}{_time_format(match, joint=' ')}"


def _time_format(match: re.Match[str], joint: str | None = None) -> str:
    if match["hour"] is None:
        return ""
    half = match["half"] or ""
    hour = "%I" if half else "%H"
    second = "%S" if match["second"] else ""
    fraction = ".%f" if match["fraction"] else ""
    said = " %p" if half.startswith(" ") else "%p" if half else ""
    zone = match["zone"] or ""
    colon = ":" if second else ""
    return f"{joint or match['joint']}{hour}:%M{colon}{second}{fraction}{said}{zone}"


def _other(order: str) -> str:
    return "month" if order == "day" else "day"


def _strptime(cell: str, formats: tuple[str, ...]) -> str:
    return f"try_strptime({cell}, [{', '.join(literal(way) for way in formats)}])"
