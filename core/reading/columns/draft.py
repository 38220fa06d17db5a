"""A column on its way from cells to values."""

from dataclasses import dataclass, replace

from core.reading.choices import ColumnChoice
from core.reading.columns.dates import DateRule
from core.reading.columns.evidence import Evidence, StrangeCells
from core.reading.columns.missing import is_missing
from core.reading.columns.values import Rule


@dataclass(frozen=True)
class Draft:
    index: int
    name: str
    choice: ColumnChoice  # carries the name as the file writes it
    native: str
    sample: tuple[str | None, ...]
    rule: Rule
    found: Evidence | None = None  # None until the column was measured under this rule
    strange: StrangeCells | None = None  # None where every cell gives a value or is blank
    doubtful: bool = False  # the file cannot tell: day or month first, or what the sign in 1.234 means

    @property
    def values(self) -> list[str]:
        """What the sample holds, without the cells that say nothing."""
        return [cell for cell in self.sample if cell is not None and not is_missing(cell)]

    @property
    def measured(self) -> Evidence:
        assert self.found is not None, "measured before it is judged"
        return self.found

    @property
    def order_asked(self) -> bool:
        return isinstance(self.rule, DateRule) and bool(self.rule.year_last) and self.native == "text"

    def under(self, rule: Rule) -> "Draft":
        return self if rule == self.rule else replace(self, rule=rule, found=None, strange=None)
