"""What became of a column from one version to the next."""

from dataclasses import dataclass

from core.versioning.stability import Stability


@dataclass(frozen=True)
class Missing:
    before: int
    after: int

    @property
    def same(self) -> bool:
        return self.before == self.after


@dataclass(frozen=True)
class NumberShift:
    """Compared over the deciles of the earlier version; a value that fills a decile alone is a cell of its own."""

    column: str
    missing: Missing
    median_before: float | None
    median_after: float | None
    stability: Stability

    @property
    def same(self) -> bool:
        return self.missing.same and self.median_before == self.median_after and not self.stability.index


@dataclass(frozen=True)
class Category:
    name: str
    before: int  # rows
    after: int


@dataclass(frozen=True)
class CategoryShift:
    """The largest, new and vanished categories are the first ten of each; the numbers count all of them."""

    column: str
    missing: Missing
    categories_before: int
    categories_after: int
    new_categories: int
    vanished_categories: int
    largest: tuple[Category, ...]
    new: tuple[Category, ...]
    vanished: tuple[Category, ...]
    stability: Stability

    @property
    def same(self) -> bool:
        return self.missing.same and not (self.new_categories or self.vanished_categories or self.stability.index)


@dataclass(frozen=True)
class DateShift:
    """The range of a column of dates, written as ISO 8601 does."""

    column: str
    missing: Missing
    first_before: str | None
    last_before: str | None
    first_after: str | None
    last_after: str | None

    @property
    def same(self) -> bool:
        before, after = (self.first_before, self.last_before), (self.first_after, self.last_after)
        return self.missing.same and before == after


@dataclass(frozen=True)
class OtherShift:
    """A column of names, addresses, ids and the like: only its gaps are compared."""

    column: str
    missing: Missing

    @property
    def same(self) -> bool:
        return self.missing.same


Shift = NumberShift | CategoryShift | DateShift | OtherShift
