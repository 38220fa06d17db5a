"""Text columns. Ids are text too: they keep their leading zeros and lose the '.0' that other programs append."""

from dataclasses import dataclass

from core.reading.columns.missing import FORMULA_ERRORS, MARKS_IN_TEXT
from core.reading.engine import literal

_NOTHING = (*MARKS_IN_TEXT, *FORMULA_ERRORS)
# Their first signs: nearly every other cell is passed by with one comparison of numbers.
_BEGINNINGS = sorted(
    {ord(mark[:1] or "\0") for mark in _NOTHING} | {ord(mark[:1].upper() or "\0") for mark in _NOTHING}
)


@dataclass(frozen=True)
class TextRule:
    is_id: bool = False
    type = "text"
    minds_blanks = True

    def raw_sql(self, cell: str) -> str:
        return cell

    def checked_sql(self, raw: str) -> str:
        kept = f"(CASE WHEN {self.is_mark_sql(raw)} THEN NULL ELSE {raw} END)"
        if not self.is_id:
            return kept
        bare = f"(CASE WHEN regexp_full_match({raw}, '[0-9]+[.]0') THEN left({raw}, length({raw}) - 2) ELSE {raw} END)"
        return f"(CASE WHEN ends_with({raw}, '.0') THEN {bare} ELSE {kept} END)"

    def is_mark_sql(self, cell: str) -> str:
        marks = ", ".join(literal(mark) for mark in _NOTHING)
        begins = f"ascii({cell}) IN ({', '.join(map(str, _BEGINNINGS))})"
        # CASE, for the engine works out both sides of an AND.
        return f"(CASE WHEN {begins} THEN lower({cell}) IN ({marks}) ELSE {cell} IS NULL END)"

    @property
    def words(self) -> str:
        return "ids" if self.is_id else "text"
