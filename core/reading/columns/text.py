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

    def sql(self, cell: str) -> str:
        marks = ", ".join(literal(mark) for mark in _NOTHING)
        begins = f"ascii({cell}) IN ({', '.join(map(str, _BEGINNINGS))})"
        kept = f"(CASE WHEN {begins} AND lower({cell}) IN ({marks}) THEN NULL ELSE {cell} END)"
        if not self.is_id:
            return kept
        tail = f"ends_with({cell}, '.0') AND regexp_full_match({cell}, '[0-9]+[.]0')"
        return f"(CASE WHEN {tail} THEN left({cell}, length({cell}) - 2) ELSE {kept} END)"

    @property
    def words(self) -> str:
        return "ids" if self.is_id else "text"
