"""Repairs that change values and keep every row."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

import pyarrow as pa
import pyarrow.compute as pc

from core.errors import BadInput
from core.exploring.plain import missing, plain
from core.exploring.repairs.cells import Cells, Value, plain_type, scalar
from core.exploring.statistics import figures
from core.exploring.table import Column, Table

FILLERS = ("median", "mean", "most common", "value")
NUMBER = r"^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?\s*$"


@dataclass(frozen=True)
class Fill:
    """Missing values get the median, the mean, the most common value (of the version at hand) or a value given."""

    kind: ClassVar[str] = "fill"
    column: str
    using: str = "median"
    value: Value | None = None

    def __post_init__(self) -> None:
        if self.using not in FILLERS:
            raise BadInput(f"Gaps cannot be filled with '{self.using}'. Choose one of: {', '.join(FILLERS)}.")

    @property
    def words(self) -> str:
        return f"Fill missing '{self.column}' with {self.value if self.using == 'value' else 'the ' + self.using}"

    def applied(self, table: Table) -> Table:
        column = table.column(self.column)
        filler = scalar(column, self._filler(table))
        fitting = _roomy(column, filler)
        wanted = filler.cast(fitting)
        return rewritten(
            table,
            replace(column, type=fitting),
            lambda cells: pc.if_else(missing(cells), wanted, pc.cast(cells, fitting, safe=False)),
        )

    def _filler(self, table: Table) -> Value:
        if self.using == "value":
            if self.value is None:
                raise BadInput(f"No value was given to fill '{self.column}' with. Give one.")
            return self.value
        known = figures(table, self.column)
        if self.using in ("median", "mean"):
            table.number(self.column)
            if known.numbers is None:
                raise BadInput(f"Column '{self.column}' has no values to take a {self.using} of.")
            return known.numbers.median if self.using == "median" else known.numbers.mean
        if known.most_common is None:
            raise BadInput(f"Column '{self.column}' has no value that occurs more than once.")
        return known.most_common


@dataclass(frozen=True)
class Merge:
    """Spellings that mean the same become one; each pair is (found, kept)."""

    kind: ClassVar[str] = "merge"
    column: str
    spellings: tuple[tuple[str, str], ...]

    @property
    def words(self) -> str:
        return f"Merge {len(self.spellings)} spellings of '{self.column}'"

    def applied(self, table: Table) -> Table:
        column = _text(table, self.column)
        found = pa.array([one for one, _ in self.spellings], pa.string())
        kept = pa.array([other for _, other in self.spellings], pa.string())
        return rewritten(
            table,
            replace(column, type=pa.string()),
            lambda cells: pc.coalesce(kept.take(pc.index_in(cells, value_set=found)), cells),
        )


@dataclass(frozen=True)
class Clip:
    """Numbers beyond a limit become the limit."""

    kind: ClassVar[str] = "clip"
    column: str
    low: float | None = None
    high: float | None = None

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise BadInput(
                f"Numbers cannot be clipped to at least {self.low:g} and at most {self.high:g}. Exchange the two."
            )

    @property
    def words(self) -> str:
        ends = [f"to at least {self.low:g}"] if self.low is not None else []
        ends += [f"to at most {self.high:g}"] if self.high is not None else []
        return f"Clip '{self.column}' " + " and ".join(ends)

    def applied(self, table: Table) -> Table:
        column = table.number(self.column)
        limits = [None if limit is None else scalar(column, limit) for limit in (self.low, self.high)]
        fitting = _roomy(column, *(limit for limit in limits if limit is not None))
        low, high = (None if limit is None else limit.cast(fitting) for limit in limits)
        return rewritten(
            table, replace(column, type=fitting), lambda cells: _clipped(pc.cast(cells, fitting, safe=False), low, high)
        )


@dataclass(frozen=True)
class Blank(Cells):
    """Some values are treated as missing."""

    kind: ClassVar[str] = "blank"

    @property
    def words(self) -> str:
        return f"Treat '{self.column}' as missing where it {self.described}"

    def applied(self, table: Table) -> Table:
        column = table.column(self.column)
        chosen = self.chooser(table)
        kept = replace(column, type=plain_type(column))
        return rewritten(table, kept, lambda cells: pc.if_else(chosen(cells), pa.scalar(None, cells.type), cells))


@dataclass(frozen=True)
class ToNumber:
    """Text is read as numbers; what is none becomes missing."""

    kind: ClassVar[str] = "to number"
    column: str

    @property
    def words(self) -> str:
        return f"Take '{self.column}' as numbers; what is none counts as missing"

    def applied(self, table: Table) -> Table:
        column = _text(table, self.column)
        return rewritten(table, replace(column, type=pa.float64(), role="number"), _numbers)


def rewritten(table: Table, column: Column, change: Callable[[pa.Array], pa.Array]) -> Table:
    """The table with one column changed cell by cell while it streams."""

    def read(names: Sequence[str]) -> pa.RecordBatchReader:
        source = table.read(names)
        if column.name not in names:
            return source
        place = list(names).index(column.name)
        schema = source.schema.set(place, pa.field(column.name, column.type))
        return pa.RecordBatchReader.from_batches(
            schema,
            (batch.set_column(place, schema.field(place), change(plain(batch.column(place)))) for batch in source),
        )

    return replace(table.changed(column), read=read)


def _numbers(cells: pa.Array) -> pa.Array:
    looks_right = pc.match_substring_regex(cells, NUMBER)
    return pc.cast(pc.utf8_trim_whitespace(pc.if_else(looks_right, cells, pa.scalar(None, pa.string()))), pa.float64())


def _clipped(cells: pa.Array, low: pa.Scalar | None, high: pa.Scalar | None) -> pa.Array:
    if low is not None:
        cells = pc.max_element_wise(cells, low, skip_nulls=False)
    return cells if high is None else pc.min_element_wise(cells, high, skip_nulls=False)


def _roomy(column: Column, *values: pa.Scalar) -> pa.DataType:
    """The column's type where it has room for the values; whole numbers may have to become fractions."""
    kind = plain_type(column)
    try:
        for value in values:
            value.cast(kind)
    except pa.ArrowInvalid:
        return pa.float64()
    return kind


def _text(table: Table, name: str) -> Column:
    column = table.column(name)
    if not column.is_text:
        raise BadInput(f"Column '{name}' does not hold text in this version.")
    return column
