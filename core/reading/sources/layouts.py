"""How the lines of a text are split into values: separator, quotation mark, escape."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.reading.choices import ALIGNED, Choices

if TYPE_CHECKING:
    from _csv import Reader

SEPARATORS = (",", ";", "\t", "|", "^", "~", "\x1f")
LOOKED_AT = 1_000  # rows


@dataclass(frozen=True)
class Layout:
    separator: str  # one character, or ALIGNED
    quote: str = '"'
    escape: str | None = None  # None: a quotation mark inside a value is doubled
    width: int = 1  # values in most rows

    def reader(self, lines: Iterable[str], strict: bool = False) -> "Reader":
        return csv.reader(
            lines,
            delimiter=self.separator,
            quotechar=self.quote,
            escapechar=self.escape,
            doublequote=self.escape is None,
            skipinitialspace=True,
            strict=strict,
        )


def find_layout(lines: Sequence[str], choices: Choices) -> Layout:
    """The layout under which most rows have the same number of values, and more than one."""
    quote = choices.quote or _find_quote(lines)
    if choices.separator == ALIGNED:
        return Layout(ALIGNED, quote)
    separators = (choices.separator,) if choices.separator else SEPARATORS
    tried = [_measured(lines, Layout(separator, quote, escape)) for separator in separators for escape in (None, "\\")]
    # The first of equals: the doubled quotation mark before the escaped one, the comma before the others.
    share, best = max(tried, key=lambda each: (round(each[0], 2), each[1].width > 1, each[0], each[1].width))
    if choices.separator:
        return best
    if best.width == 1 or (share < 0.8 and looks_aligned(lines)):
        return Layout(ALIGNED, quote) if looks_aligned(lines) else Layout(",", quote)
    return best


def looks_aligned(lines: Sequence[str]) -> bool:
    """Nearly every line has a gap of two blanks between its words."""
    filled = [line.rstrip() for line in lines if line.strip()]
    gaps = sum(re.search(r"\S {2,}\S", line) is not None for line in filled)
    return len(filled) > 1 and gaps > 0.6 * len(filled)


def _measured(lines: Sequence[str], layout: Layout) -> tuple[float, Layout]:
    widths = Counter(_widths(lines, layout))
    several = {width: rows for width, rows in widths.items() if width > 1}
    if not several:
        return 0.0, Layout(layout.separator, layout.quote, layout.escape)
    width = max(several, key=lambda each: (several[each], each))
    return several[width] / widths.total(), Layout(layout.separator, layout.quote, layout.escape, width)


def _widths(lines: Sequence[str], layout: Layout) -> Iterator[int]:
    try:
        for row in layout.reader(lines[:LOOKED_AT]):
            if any(cell.strip() for cell in row):
                yield len(_without_empty_end(row))
    except csv.Error:
        return  # a monstrous cell: what came before has to do


def _without_empty_end(row: list[str]) -> list[str]:
    """Every row may end with a separator; that makes no column."""
    return row[:-1] if len(row) > 1 and not row[-1].strip() else row


def _find_quote(lines: Sequence[str]) -> str:
    """Single quotation marks only when they, and no double ones, enclose values in most of the lines."""
    separators = re.escape("".join(SEPARATORS))
    enclosed = re.compile(rf"(?:^|[{separators}])'[^'\n]*'(?=$|[{separators}\r\n])")
    single = sum(enclosed.search(line) is not None for line in lines)
    double = sum('"' in line for line in lines)
    return "'" if single > max(double, 0.5 * len(lines)) else '"'
