"""Text columns. Ids are text too: they keep their leading zeros and lose the '.0' that other programs append."""

from dataclasses import dataclass

from core.reading.columns.missing import FORMULA_ERRORS, MARKS_IN_TEXT
from core.reading.engine import literal

_NOTHING = (*MARKS_IN_TEXT, *FORMULA_ERRORS)
# Their first signs: nearly every other cell is passed by with a few comparisons of numbers. None of them is a digit.
_BEGINNINGS = sorted({ord(first or "\0") for mark in _NOTHING for first in (mark[:1], mark[:1].upper())})
_SIGNS = ", ".join(str(sign) for sign in _BEGINNINGS if sign < ord("A"))
_LETTERS = ", ".join(str(sign) for sign in _BEGINNINGS if sign >= ord("A"))


@dataclass(frozen=True)
class TextRule:
    """Says what was found to need doing, for what need not be done to millions of texts costs nothing."""

    is_id: bool = False
    padded: bool = False  # blanks stand around some texts
    tailed: bool = False  # some ids end in '.0'
    marked: bool = True  # some cells say that they are missing
    type = "text"

    @property
    def minds_blanks(self) -> bool:
        return self.padded

    def raw_sql(self, cell: str) -> str:
        return cell

    def checked_sql(self, raw: str) -> str:
        kept = f"(CASE WHEN {self.is_mark_sql(raw)} THEN NULL ELSE {raw} END)" if self.marked else raw
        if not self.tailed:
            return kept
        bare = f"(CASE WHEN regexp_full_match({raw}, '[0-9]+[.]0') THEN left({raw}, length({raw}) - 2) ELSE {raw} END)"
        return f"(CASE WHEN ends_with({raw}, '.0') THEN {bare} ELSE {kept} END)"

    def is_mark_sql(self, cell: str) -> str:
        marks = ", ".join(literal(mark) for mark in _NOTHING)
        first = f"ascii({cell})"
        # CASE, for the engine works out both sides of an AND.
        begins = (
            f"CASE WHEN {first} >= {ord('A')} THEN {first} IN ({_LETTERS}) "
            f"WHEN {first} BETWEEN {ord('0')} AND {ord('9')} THEN false ELSE {first} IN ({_SIGNS}) END"
        )
        return f"(CASE WHEN {begins} THEN lower({cell}) IN ({marks}) ELSE {cell} IS NULL END)"

    @property
    def words(self) -> str:
        return "ids" if self.is_id else "text"
