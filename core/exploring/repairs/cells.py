"""Which cells of a column are meant: the missing ones, some values, or what lies below or above a limit."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa
import pyarrow.compute as pc

from core.errors import BadInput
from core.exploring.plain import comparable, missing, plain
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
            tests.append(lambda cells: pc.is_in(comparable(cells), value_set=wanted))
        if self.below is not None:
            low = scalar(column, self.below)
            tests.append(lambda cells: pc.less(comparable(cells), low))
        if self.above is not None:
            high = scalar(column, self.above)
            tests.append(lambda cells: pc.greater(comparable(cells), high))
        return lambda cells: _any([pc.fill_null(test(cells), False) for test in tests], len(cells))

    @property
    def described(self) -> str:
        """The cells in words, to follow the name of the column."""
        parts = ["is missing"] if self.missing else []
        parts += (
            [f"is '{value}'" for value in self.values]
            if len(self.values) <= 3
            else [f"is one of {len(self.values)} values"]
        )
        parts += [f"is below {_written(self.below)}"] if self.below is not None else []
        parts += [f"is above {_written(self.above)}"] if self.above is not None else []
        return " or ".join(parts)


def _written(limit: Value) -> str:
    return f"{limit:.15g}" if isinstance(limit, float) else str(limit)


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
