"""Which cells of a column are meant: the missing ones, some values, or what lies below or above a limit."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa
import pyarrow.compute as pc

from core.errors import BadInput
from core.exploring.table import Column, Table

Value = str | int | float
Limit = Value | None


@dataclass(frozen=True)
class Cells:
    """The limits themselves are inside; a limit of a date is written as 2024-05-31."""

    column: str
    missing: bool = False
    values: tuple[Value, ...] = ()
    below: Limit = None
    above: Limit = None

    def chooser(self, table: Table) -> Callable[[pa.Array], pa.Array]:
        """Tells for each cell of the column whether it is meant; checked against the column first."""
        column = table.column(self.column)
        tests: list[Callable[[pa.Array], pa.Array]] = [missing] if self.missing else []
        if self.values:
            wanted = known_values(column, self.values)
            tests.append(lambda cells: pc.is_in(plain(cells), value_set=wanted))
        if self.below is not None:
            low = scalar(column, self.below)
            tests.append(lambda cells: pc.less(plain(cells), low))
        if self.above is not None:
            high = scalar(column, self.above)
            tests.append(lambda cells: pc.greater(plain(cells), high))
        return lambda cells: _any([pc.fill_null(test(cells), False) for test in tests], len(cells))

    @property
    def described(self) -> str:
        """The cells in words, to follow the name of the column."""
        parts = ["is missing"] if self.missing else []
        parts += [f"is '{value}'" for value in self.values]
        parts += [f"is below {self.below}"] if self.below is not None else []
        parts += [f"is above {self.above}"] if self.above is not None else []
        return " or ".join(parts)


def missing(cells: pa.Array) -> pa.Array:
    """Which cells hold nothing: no value, empty text, or a number that is not finite."""
    cells = plain(cells)
    if pa.types.is_floating(cells.type):
        return pc.invert(pc.fill_null(pc.is_finite(cells), False))
    if pa.types.is_string(cells.type):
        return pc.fill_null(pc.equal(cells, ""), True)
    return pc.is_null(cells)


def plain(cells: pa.Array) -> pa.Array:
    """Text as plain text and exact decimals as ordinary numbers, so that every rule meets few types."""
    if (
        pa.types.is_dictionary(cells.type)
        or pa.types.is_large_string(cells.type)
        or pa.types.is_string_view(cells.type)
    ):
        return pc.cast(cells, pa.string())
    return pc.cast(cells, pa.float64()) if pa.types.is_decimal(cells.type) else cells


def plain_type(column: Column) -> pa.DataType:
    return plain(pa.array([], column.type)).type


def known_values(column: Column, values: tuple[Value, ...]) -> pa.Array:
    return pa.array([scalar(column, value).as_py() for value in values], scalar(column, values[0]).type)


def scalar(column: Column, value: Value) -> pa.Scalar:
    """A value as this column would hold it."""
    try:
        if column.is_number:
            return pa.scalar(float(value), pa.float64())
        if column.is_date:
            return pa.scalar(datetime.fromisoformat(str(value))).cast(column.type)
        return pa.scalar(str(value), pa.string())
    except (ValueError, pa.ArrowInvalid):
        kind = "a number" if column.is_number else "a date such as 2024-05-31"
        raise BadInput(f"'{value}' cannot stand in column '{column.name}'. Give {kind}.") from None


def _any(tests: list[pa.Array], rows: int) -> pa.Array:
    chosen = pa.array([False] * rows) if not tests else tests[0]
    for test in tests[1:]:
        chosen = pc.or_(chosen, test)
    return chosen


def as_text(cells: pa.Array) -> pa.Array:
    """Values as text; a whole number that was read as a fraction loses its '.0'."""
    cells = plain(cells)
    if not pa.types.is_floating(cells.type):
        return pc.cast(cells, pa.string())
    whole = pc.fill_null(pc.and_(pc.equal(cells, pc.trunc(cells)), pc.less(pc.abs(cells), 2.0**53)), False)
    numbers = pc.cast(pc.if_else(whole, cells, 0.0), pa.int64())
    return pc.if_else(whole, pc.cast(numbers, pa.string()), pc.cast(cells, pa.string()))
