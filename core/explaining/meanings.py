"""What a measure is to the people who read about it: its unit, how it is said, and what it tells of a customer.

Measures made from order lines are known by name. Of a column that somebody brought, the name is all there is to go by: what
cannot be guessed is a plain number, which is never wrong. Whoever knows better hands over a `Meaning` of their own.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from core.measuring import Measure

LONGEST = 40  # letters of a label: a name and a sentence have room for two or three
UNITS = ("money", "days", "share", "count", "number", "category")

# What a measure can tell of a customer, and the words for much and little of it: they stand in front of nothing else.
WORDS = {
    "recency": ("Long silent", "Recent"),
    "tenure": ("Long-standing", "New"),
    "pace": ("Slow pace", "Quick pace"),
    "frequency": ("Frequent", "Few orders"),
    "units": ("Many units", "Few units"),
    "products": ("Many products", "Few products"),
    "money": ("High spend", "Low spend"),
    "basket": ("High baskets", "Low baskets"),
    "returns": ("High returns", "Low returns"),
    "discount": ("High discounts", "Low discounts"),
    "income": ("High income", "Low income"),
    "score": ("High score", "Low score"),
    "age": ("Older", "Younger"),
}
FAMILIES = {"units": "frequency", "products": "frequency", "pace": "frequency"}


@dataclass(frozen=True)
class Meaning:
    """`label` is how a sentence calls it, `sense` one of WORDS or nothing; `high` and `low` are the words for much and little.

    Measures of one `family` tell nearly the same: orders, units and products, for example.
    """

    name: str
    unit: str = "number"
    label: str = ""
    sense: str = ""
    currency: str = ""
    high: str = ""
    low: str = ""
    family: str = ""

    def __post_init__(self) -> None:
        label = self.label or said(self.name)
        high, low = WORDS.get(self.sense, (f"High {label}", f"Low {label}"))
        object.__setattr__(self, "label", label)
        object.__setattr__(self, "high", self.high or high)
        object.__setattr__(self, "low", self.low or low)
        object.__setattr__(self, "family", self.family or FAMILIES.get(self.sense, self.sense) or self.name)


# Measures from order lines: unit, label, sense; and the family of those that have no sense of their own.
MADE = {
    "recency": ("days", "days since the last order", "recency", ""),
    "tenure": ("days", "days since the first order", "tenure", ""),
    "days between orders": ("days", "days between orders", "pace", ""),
    "orders": ("count", "orders", "frequency", ""),
    "units": ("count", "units", "units", ""),
    "products": ("count", "different products", "products", ""),
    "money": ("money", "spend", "money", ""),
    "money per order": ("money", "spend per order", "basket", ""),
    "discount": ("share", "average discount", "discount", ""),
    "return rate": ("share", "return rate", "returns", ""),
    "returned share": ("share", "share of units returned", "", "returns"),
}
# Their names go on with a day, a month or a group. Which month somebody ordered in tells mostly how long ago it was.
MADE_BY_PART = (
    ("share on ", "share of orders on a ", "weekday"),
    ("share in ", "share of orders in ", "recency"),
    ("share of ", "share of units in ", ""),
)

# Names of columns that say enough, asked in this order. A frequency may be a share and a tenure months: only days say days.
GUESSES = (
    (r"(recency|days since (the )?last (order|purchase))( days)?", "days", "recency"),
    (r"days since (the )?first (order|purchase)", "days", "tenure"),
    (r"(customer )?tenure", "number", "tenure"),
    (r"(.* )?return rate|returned share", "share", "returns"),
    (r"(.* )?discount (rate|share)", "share", "discount"),
    (r"aov|average order value|(spend|money|revenue|amount) (an|per) order|basket value", "money", "basket"),
    (r"products ordered|(different )?products", "count", "products"),
    (r"(number of |total )?(orders|invoices)|number of purchases|order count", "count", "frequency"),
    (r"(.* )?(income|salary)", "number", "income"),
    (r"(.* )?score", "number", "score"),
    (r"age", "number", "age"),
    (r"(total )?(spend|spending|revenue|turnover|money|monetary( value)?|expenses)", "money", "money"),
)


def meaning_of(name: str, *, category: bool = False, unit: str = "", currency: str = "") -> Meaning:
    """The meaning of a measure by its name; a `unit` that is known is kept."""
    if category:
        return Meaning(name, "category")
    guessed, label, sense, family = MADE.get(name) or _by_part(name) or _guess(name)
    unit = unit if unit in UNITS else guessed
    return Meaning(name, unit, label, sense, currency if unit == "money" else "", family=family)


def meanings_of(measures: Iterable[Measure], currency: str = "") -> tuple[Meaning, ...]:
    """Of measures made from order lines, whose units are known."""
    return tuple(meaning_of(one.name, unit=one.unit, currency=currency) for one in measures if one.unit in UNITS)


def named(meanings: Mapping[str, Meaning], sense: str) -> str | None:
    """The measure that tells this of a customer, if there is one."""
    return next((one.name for one in meanings.values() if one.sense == sense), None)


def told_once(meanings: Iterable[Meaning]) -> tuple[Meaning, ...]:
    """Only the first measure of a sense keeps it: the others are called by their own names."""
    known: set[str] = set()
    found = []
    for one in meanings:
        repeated = one.sense in known
        known |= {one.sense} - {""}
        found.append(replace(one, sense="", high="", low="") if repeated else one)
    return tuple(found)


def said(name: str) -> str:
    """A column's name as words: 'Annual Income (k$)' is annual income, 'NumWebPurchases' num web purchases."""
    words = re.sub(r"\s*[(\[].*?[)\]]\s*", " ", name)
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", words)
    words = re.sub(r"[\s_.]+", " ", words).strip()
    short = words.isupper() and len(words) <= 4
    words = (words if short else words.lower()) or name
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"


def _by_part(name: str) -> tuple[str, str, str, str] | None:
    for start, label, family in MADE_BY_PART:
        if name.startswith(start):
            return "share", label + name.removeprefix(start), "", family
    return None


def _guess(name: str) -> tuple[str, str, str, str]:
    label = said(name)
    unit, sense = next(((unit, sense) for words, unit, sense in GUESSES if re.fullmatch(words, label)), ("number", ""))
    return unit, label, sense, ""
