"""Everyone's measures, read once: numbers with NaN for gaps, categories as codes; what is neither is left aside."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.types as kinds
from numpy.typing import NDArray

from core.errors import BadInput
from core.explaining.meanings import Meaning, meaning_of, told_once
from core.exploring.plain import LARGEST, as_text

Array = NDArray[Any]
Table: TypeAlias = "pa.Table | Mapping[str, Array]"

MOST_VALUES = 200  # of a category; a column with more, such as names, tells nothing of a segment
UNKNOWN = "unknown"


@dataclass(frozen=True)
class Category:
    """`codes` point into `values`; gaps and empty texts are the value `unknown`."""

    codes: Array
    values: tuple[str, ...]


@dataclass(frozen=True)
class Customers:
    """One row each, in the order of the labels of a run."""

    size: int
    numbers: Mapping[str, Array]
    categories: Mapping[str, Category]
    meanings: Mapping[str, Meaning]

    @classmethod
    def of(cls, table: Table, meanings: Iterable[Meaning] = (), names: Sequence[str] | None = None) -> "Customers":
        """Columns of numbers and categories, or those named; meanings that are not given are guessed from the names.

        Numbers whose meaning is a category, such as codes, become one.
        """
        columns = _columns(table)
        given = {one.name: one for one in meanings}
        numbers, categories = {}, {}
        for name in columns if names is None else names:
            if name not in columns:
                raise BadInput(f"There is no column '{name}' in this table. Choose one of its columns.")
            cells = columns[name]
            if name in given and given[name].unit == "category":
                cells = pa.chunked_array([as_text(chunk) for chunk in cells.chunks], pa.string())
            if kinds.is_integer(cells.type) or kinds.is_floating(cells.type) or kinds.is_decimal(cells.type):
                numbers[name] = _numbers(cells)
            elif (category := _category(cells)) is not None:
                categories[name] = category
        known = [given.get(name) or meaning_of(name, category=name in categories) for name in [*numbers, *categories]]
        size = max((len(cells) for cells in columns.values()), default=0)
        return cls(size, numbers, categories, {one.name: one for one in told_once(known)})

    @property
    def names(self) -> tuple[str, ...]:
        return (*self.numbers, *self.categories)

    def take(self, rows: Array) -> "Customers":
        """Some of the customers."""
        numbers = {name: values[rows] for name, values in self.numbers.items()}
        categories = {name: Category(one.codes[rows], one.values) for name, one in self.categories.items()}
        size = len(next(iter(numbers.values()))) if numbers else len(next(iter(categories.values())).codes)
        return Customers(size, numbers, categories, self.meanings)


def _columns(table: Table) -> dict[str, pa.ChunkedArray]:
    if isinstance(table, pa.Table):
        return dict(zip(table.column_names, table.columns, strict=True))
    return {name: pa.chunked_array([pa.array(values, from_pandas=True)]) for name, values in table.items()}


def _numbers(cells: pa.ChunkedArray) -> Array:
    """Double precision; what is out of all bounds counts as missing."""
    values = np.asarray(pc.cast(cells, pa.float64(), safe=False).to_numpy(), np.float64)
    sane = np.abs(values) < LARGEST
    return values if sane.all() else np.where(sane, values, np.nan)


def _category(cells: pa.ChunkedArray) -> Category | None:
    if kinds.is_boolean(cells.type):
        cells = pc.if_else(cells, "yes", "no")
    kind = cells.type.value_type if kinds.is_dictionary(cells.type) else cells.type
    if not (kinds.is_string(kind) or kinds.is_large_string(kind) or kinds.is_string_view(kind)):
        return None
    coded = _coded(cells)
    met = coded.dictionary.to_pylist()
    values = sorted({one for one in met if one})
    if not 1 <= len(values) <= MOST_VALUES:
        return None
    gaps = values.index(UNKNOWN) if UNKNOWN in values else len(values)
    place = np.array([values.index(one) if one else gaps for one in met], np.int32)
    codes = coded.indices.fill_null(0).to_numpy(zero_copy_only=False)
    codes = np.where(coded.indices.is_null().to_numpy(zero_copy_only=False), gaps, place[codes]).astype(np.int32)
    return Category(codes, (*values, UNKNOWN) if (codes == len(values)).any() else tuple(values))


def _coded(cells: pa.ChunkedArray) -> pa.DictionaryArray:
    if kinds.is_dictionary(cells.type):
        return cells.unify_dictionaries().combine_chunks()
    return pc.cast(cells, pa.string()).combine_chunks().dictionary_encode()
