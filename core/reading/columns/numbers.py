"""How a column writes its numbers: decimal sign, thousands marks, currency signs, brackets for minus.

The rule is learned from examples in Python and applied to the whole column by the engine.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from core.reading.engine import literal

_BLANK = "[ \t\u00a0\u202f\u2009]"
_CODES = "EUR|USD|GBP|CHF|SEK|NOK|DKK|PLN|CZK|HUF|RON|TRY|RUB|UAH|JPY|CNY|INR|BRL|AUD|CAD|NZD|ZAR|MXN|kr|zł|Kč|Ft|lei"
_CURRENCY = rf"(?:US\$|R\$|Fr\.|[€$£¥₹₽₺₩₪]|(?i:{_CODES}))"
_MINUS = "[-−–]"
_BODY = r"\d(?:[\d.,'’ \t" + "\u00a0\u202f\u2009" + r"]*[\d.,])?|[.,]\d+"
_DRESSED = (
    rf"{_BLANK}*\(?{_BLANK}*(?:\+|{_MINUS})?{_BLANK}*{_CURRENCY}?{_BLANK}*(?:\+|{_MINUS})?{_BLANK}*"
    rf"({_BODY}){_BLANK}*(?:{_CURRENCY}|%)?{_BLANK}*{_MINUS}?{_BLANK}*\)?{_BLANK}*"
)
_BARE = re.compile(r"[+-]?(?:\d[\d.,'’ \u00a0\u202f\u2009]*|[.,]\d+)(?:[eE][+-]?\d+)?")
_dressed = re.compile(_DRESSED)
_currency = re.compile(_CURRENCY)
_grouped = re.compile(r"(?:\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d*)?|\d{1,3}(?:\.\d{2,3})*\.\d{3}(?:,\d*)?)")
_blank_or_apostrophe = re.compile("['’ \t\u00a0\u202f\u2009]")


@dataclass(frozen=True)
class NumberRule:
    decimal: str = "."
    grouped: bool = False
    dressed: bool = False
    marked: bool = False  # signs were seen; without them the decimal sign is only an expectation
    type = "number"

    def raw_sql(self, cell: str) -> str:
        """The number in a text cell, or NULL when it is written in no way this rule knows."""
        return self._dressed_sql(cell) if self.dressed else self._bare_sql(cell)

    def checked_sql(self, raw: str) -> str:
        return f"(CASE WHEN isfinite({raw}) THEN {raw} END)"

    @property
    def minds_blanks(self) -> bool:
        return self.grouped or self.dressed

    @property
    def words(self) -> str:
        told = ["decimal comma"] if self.decimal == "," and self.marked else []
        told += ["thousands marks"] if self.grouped else []
        told += ["currency or other signs"] if self.dressed else []
        return f"numbers with {' and '.join(told)}" if told else "numbers"

    def _dressed_sql(self, cell: str) -> str:
        body = f"regexp_extract({cell}, {literal(_DRESSED)}, 1)"
        negative = f"regexp_matches({cell}, {literal(_MINUS + '|[(]')})"
        undressed = f"(CASE WHEN {negative} THEN -1 ELSE 1 END) * {self._bare_sql(body)}"
        return f"(CASE WHEN regexp_full_match({cell}, {literal(_DRESSED)}) THEN {undressed} ELSE {self._bare_sql(cell)} END)"

    def _bare_sql(self, cell: str) -> str:
        plain = f"TRY_CAST({cell} AS DOUBLE)"
        if self.decimal == ",":
            plain = f"(CASE WHEN NOT contains({cell}, '.') THEN TRY_CAST(replace({cell}, ',', '.') AS DOUBLE) END)"
        if not self.grouped:
            return plain
        joined = f"regexp_replace({cell}, {literal(self._marks)}, '', 'g')"
        joined = f"replace({joined}, ',', '.')" if self.decimal == "," else joined
        return (
            f"(CASE WHEN regexp_full_match({cell}, {literal(self.grouped_pattern)}) "
            f"THEN TRY_CAST({joined} AS DOUBLE) ELSE {plain} END)"
        )

    @property
    def _marks(self) -> str:
        return "[" + ("," if self.decimal == "." else ".") + "'’ \t\u00a0\u202f\u2009]"

    @property
    def grouped_pattern(self) -> str:
        """Thousands, or the Indian lakh and crore: 1,234,567 and 12,34,567."""
        return rf"[+-]?\d{{1,3}}(?:{self._marks}\d{{2,3}})*{self._marks}\d{{3}}(?:[{self.decimal}]\d*)?"


@dataclass
class NumberEvidence:
    """What examples say about the way a column writes numbers."""

    understood: int = 0
    decimals: Counter[str] = field(default_factory=Counter)  # signs that can only be decimal
    groups: Counter[str] = field(default_factory=Counter)  # signs that can only mark thousands
    either: Counter[str] = field(default_factory=Counter)  # 1.234
    ungrouped: int = 0  # four digits or more in a row: this column does not mark thousands
    dressed: int = 0
    currencies: Counter[str] = field(default_factory=Counter)

    @property
    def ambiguous(self) -> bool:
        return bool(self.either) and not self.decimals and not self.groups and not self.ungrouped

    @property
    def decimal(self) -> str | None:
        """The decimal sign, where the examples leave no doubt."""
        for_point = self.decimals["."] + self.groups[","]
        for_comma = self.decimals[","] + self.groups["."]
        if for_point == for_comma == 0 and self.ungrouped and self.either:
            return self.either.most_common(1)[0][0]
        if for_point == for_comma:
            return None
        return "." if for_point > for_comma else ","

    def rule(self, decimal: str) -> NumberRule:
        other = "," if decimal == "." else "."
        grouped = self.groups[other] + self.either[other] + self.groups[" "] > 0
        marked = bool(self.decimals or self.either or grouped)
        return NumberRule(decimal, grouped, self.dressed > 0, marked)


def number_evidence(cells: Iterable[str]) -> NumberEvidence:
    evidence = NumberEvidence()
    for cell in cells:
        _weigh(cell.strip(), evidence)
    return evidence


def _weigh(cell: str, evidence: NumberEvidence) -> None:
    body = cell if _BARE.fullmatch(cell) else None
    if body is None and (dressed := _dressed.fullmatch(cell)):
        body = dressed[1]
        evidence.dressed += 1
        evidence.currencies.update(match.upper() for match in _currency.findall(cell))
    if body is None:
        return
    mantissa = re.split("[eE]", body.lstrip("+-"))[0]
    bare = _blank_or_apostrophe.sub("", mantissa)
    signs = [sign for sign in bare if sign in ".,"]
    if len(signs) > 1 and not _grouped.fullmatch(bare):
        return  # 12.05.2019 or 1,2,3
    evidence.understood += 1
    if bare != mantissa:
        evidence.groups[" "] += 1
    _weigh_signs(bare, signs, evidence)


def _weigh_signs(mantissa: str, signs: list[str], evidence: NumberEvidence) -> None:
    if not signs:
        evidence.ungrouped += len(mantissa) >= 4
    elif len(set(signs)) == 2:
        evidence.decimals[signs[-1]] += 1
        evidence.groups[signs[0]] += 1
    elif len(signs) > 1:
        evidence.groups[signs[0]] += 1
    elif re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", mantissa):
        evidence.either[signs[0]] += 1
    else:
        evidence.decimals[signs[0]] += 1
