"""How the lines of a text are split into values: separator, quotation mark, escape."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from core.reading.choices import ALIGNED, Choices

if TYPE_CHECKING:
    from _csv import Reader

SEPARATORS = (",", ";", "\t", "|", "^", "~", "\x1f")
FEW_LINES = 20
ENOUGH = 200_000  # letters, if they are more than a few lines


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
    lines = _enough(lines)
    quote = choices.quote or _find_quote(lines)
    if choices.separator == ALIGNED:
        return Layout(ALIGNED, quote)
    separators = (choices.separator,) if choices.separator else SEPARATORS
    tried = [_weighed(lines, Layout(separator, quote, escape)) for separator in separators for escape in (None, "\\")]
    # The first of equals: the doubled quotation mark before the escaped one, the comma before the others.
    weight, best = max(tried, key=lambda each: (round(each[0], 2), each[1].width))
    if choices.separator:
        return best
    if (best.width == 1 or weight < 0.8) and looks_aligned(lines):
        return Layout(ALIGNED, quote)
    if best.separator == "," and 0.3 < weight <= 0.5 and "," not in lines[0]:
        return Layout(";", quote)  # a single column of numbers with decimal commas
    return best


def _enough(lines: Sequence[str]) -> Sequence[str]:
    """Wide tables show in a few lines how they are made."""
    letters = accumulate(map(len, lines))
    return lines[: max(sum(count <= ENOUGH for count in letters), FEW_LINES)]


def looks_aligned(lines: Sequence[str]) -> bool:
    """Nearly every line has a gap of two blanks between its words."""
    filled = [line.rstrip() for line in lines if line.strip()]
    gaps = sum(re.search(r"\S {2,}\S", line) is not None for line in filled)
    return len(filled) > 1 and gaps > 0.6 * len(filled)


def _weighed(lines: Sequence[str], layout: Layout) -> tuple[float, Layout]:
    """The share of rows that fit the layout, counted half where something speaks against it."""
    rows = _rows(lines, layout)
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return 0.0, layout
    width = max(widths, key=lambda each: (widths[each], each))
    fitting = [row for row in rows if len(row) == width or (len(row) == width + 1 and not row[-1].strip())]
    # Cells that still hold quotation marks were split in the middle, or rather not split where they should be.
    whole = sum(0.5 if any(layout.quote in cell for cell in row) else 1.0 for row in fitting)
    doubt = 0.5 if layout.separator == "," and _between_digits(lines) else 1.0
    return doubt * whole / len(rows), replace(layout, width=width)


def _rows(lines: Sequence[str], layout: Layout) -> list[list[str]]:
    rows = []
    try:
        for row in layout.reader(lines):
            if any(cell.strip() for cell in row):
                rows.append(row)
    except csv.Error:
        pass  # a monstrous cell: what came before has to do
    return rows


def _between_digits(lines: Sequence[str]) -> bool:
    """Commas that nearly all stand inside of numbers, and never behind another comma, may be decimal signs."""
    text = "\n".join(lines)
    return len(re.findall(r"(?<![\w,])\d+,(?=\d)", text)) >= 0.9 * text.count(",") > 0


def _find_quote(lines: Sequence[str]) -> str:
    """Single quotation marks only when they enclose values, never just begin one, and double ones enclose none."""
    text = "\n".join(line.rstrip("\r\n") for line in lines)
    signs = re.escape("".join(SEPARATORS))
    begun = len(re.findall(rf"(?:^|[{signs}]) *'", text, re.MULTILINE))
    enclosed = len(re.findall(rf"(?:^|[{signs}]) *'(?:[^'\n]|'')*' *(?=[{signs}]|$)", text, re.MULTILINE))
    double = re.search(rf'(?:^|[{signs}]) *"', text, re.MULTILINE)
    return "'" if enclosed and enclosed == begun and not double else '"'
