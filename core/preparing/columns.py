"""One column of a table as the analysis wants it: numbers with NaN for gaps, or texts with None for gaps."""

from typing import Any, TypeAlias

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from core.errors import BadInput
from core.recipe import quoted

Array = NDArray[Any]
Table: TypeAlias = "pd.DataFrame | pa.Table"


def names_of(table: Table) -> list[str]:
    return [str(name) for name in (table.columns if isinstance(table, pd.DataFrame) else table.column_names)]


def read_numbers(table: Table, name: str) -> Array:
    """Double precision; infinite values count as missing."""
    column = _column(table, name)
    if not is_number(column):
        raise BadInput(f"{quoted(name)} is not a column of numbers. Use it as a category, or choose another column.")
    numbers = column.to_numpy(dtype=np.float64, na_value=np.nan)
    return np.where(np.isfinite(numbers), numbers, np.nan)


def read_texts(table: Table, name: str) -> Array:
    column = _column(table, name)
    texts = column.astype(object).to_numpy()
    missing = column.isna().to_numpy()
    return np.array([None if gap else str(text) for text, gap in zip(texts, missing, strict=True)], dtype=object)


def holds_numbers(table: Table, name: str) -> bool:
    return is_number(_column(table, name))


def is_number(column: "pd.Series[Any]") -> bool:
    return bool(pd.api.types.is_numeric_dtype(column.dtype) and not pd.api.types.is_complex_dtype(column.dtype))


def _column(table: Table, name: str) -> "pd.Series[Any]":
    times = names_of(table).count(name)
    if times == 0:
        raise BadInput(f"There is no column {quoted(name)}. Choose one of those in the file.")
    if times > 1:
        raise BadInput(f"{times} columns are called {quoted(name)}. Rename all but one.")
    if isinstance(table, pd.DataFrame):
        return table[name]
    values = table.column(name)
    if pa.types.is_decimal(values.type):
        values = values.cast(pa.float64())
    return values.to_pandas()  # type: ignore[no-any-return]
