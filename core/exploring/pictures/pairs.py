"""Numbers in pairs: where the rows lie in two dimensions, and how strongly two numbers go together.

Both stream through numpy rather than SQL: fifteen pairs of ten million rows are counted in one pass, a batch at a time.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from core.errors import BadInput
from core.exploring.engine import opened
from core.exploring.pictures.groups import Group, groups_of, places
from core.exploring.plain import LARGEST, as_text
from core.exploring.table import Table

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]

MOST_NUMBERS = 6
CELLS = 48


@dataclass(frozen=True)
class Pair:
    """`counts[group, i, j]`: rows whose `across` lies in cell i and whose `up` lies in cell j."""

    across: str
    up: str
    counts: Counts


@dataclass(frozen=True)
class Pairs:
    """Edges per column (the range holds 99.8 % of the rows), the groups' names, every pair, and each column alone."""

    columns: tuple[str, ...]
    edges: tuple[Floats, ...]
    groups: tuple[str, ...]
    pairs: tuple[Pair, ...]
    alone: Counts


@dataclass(frozen=True)
class Correlations:
    """Pearson's r over the rows that have both values, and how many those are; NaN where a column never changes."""

    columns: tuple[str, ...]
    r: Floats
    rows: Counts


def pairs(table: Table, columns: Sequence[str], by: str | None = None) -> Pairs:
    """Counts for a pair plot of up to six numbers, split by a category."""
    if not 2 <= len(columns) <= MOST_NUMBERS:
        raise BadInput(f"Choose between 2 and {MOST_NUMBERS} columns of numbers for a pair plot.")
    edges = _edges(table, columns)
    groups = groups_of(table, by)
    # One cell more on each axis takes what has no value or lies outside.
    side = CELLS + 1
    counts = {pair: np.zeros(len(groups) * side * side, np.int64) for pair in combinations(range(len(columns)), 2)}
    alone = np.zeros((len(columns), len(groups) * side), np.int64)
    for numbers, group in _batches(table, columns, by, groups):
        cells = [_cells(values, ends) for values, ends in zip(numbers, edges, strict=True)]
        for place, cell in enumerate(cells):
            alone[place] += np.bincount(group * side + cell, minlength=alone.shape[1])
        for (i, j), total in counts.items():
            total += np.bincount((group * side + cells[i]) * side + cells[j], minlength=total.size)
    shape = (len(groups), side, side)
    found = tuple(
        Pair(columns[i], columns[j], total.reshape(shape)[:, :CELLS, :CELLS]) for (i, j), total in counts.items()
    )
    single = alone.reshape(len(columns), len(groups), side)[:, :, :CELLS]
    return Pairs(tuple(columns), edges, tuple(group.name for group in groups), found, single)


def correlations(table: Table, columns: Sequence[str]) -> Correlations:
    """How every two of the columns go together."""
    if len(columns) < 2:
        raise BadInput("Choose at least two columns of numbers to see how they go together.")
    sums: dict[str, Floats] = {}
    middle: Floats | None = None
    for numbers, _ in _batches(table, columns, None, groups_of(table, None)):
        values = np.vstack(numbers)
        known = np.abs(values) < LARGEST
        if middle is None:
            # Near the mean, sums of squares keep their digits.
            middle = np.nan_to_num(
                np.array([row[ok].mean() if ok.any() else 0.0 for row, ok in zip(values, known, strict=True)])
            )
        shifted = np.where(known, values - middle[:, None], 0.0)
        there = known.astype(np.float64)
        for name, left, right in (
            ("n", there, there), ("x", shifted, there), ("xx", shifted**2, there), ("xy", shifted, shifted)
        ):  # fmt: skip
            sums[name] = sums.get(name, np.zeros((len(columns), len(columns)))) + left @ right.T
    return Correlations(tuple(columns), _pearson(sums), sums["n"].astype(np.int64))


def _pearson(sums: dict[str, Floats]) -> Floats:
    n = sums["n"]
    with np.errstate(divide="ignore", invalid="ignore"):
        together = sums["xy"] - sums["x"] * sums["x"].T / n
        spread = sums["xx"] - sums["x"] ** 2 / n
        # What rounding leaves of a column that never changes is no spread.
        spread = np.where(spread > 1e-12 * np.maximum(sums["xx"], 1e-300), spread, np.nan)
        return np.clip(together / np.sqrt(spread * spread.T), -1.0, 1.0)


def _edges(table: Table, columns: Sequence[str]) -> tuple[Floats, ...]:
    with opened(table, columns) as lines:
        wanted = [f"quantile_disc({lines.number(name)}, [0.001, 0.999])" for name in columns]
        ends = lines.one(", ".join(wanted))
    for name, found in zip(columns, ends, strict=True):
        if found is None:
            raise BadInput(f"Column '{name}' has no values. Choose another column.")
    return tuple(
        np.linspace(low, high, CELLS + 1) if low < high else low + np.linspace(-0.5, 0.5, CELLS + 1)
        for low, high in ends
    )


def _batches(
    table: Table, columns: Sequence[str], by: str | None, groups: Sequence[Group]
) -> Iterator[tuple[list[Floats], NDArray[np.intp]]]:
    """The numbers of a batch, missing as NaN, and the group of each row."""
    place_of = places(groups)
    names = list(dict.fromkeys([*(table.number(name).name for name in columns), *([by] if by else [])]))
    for batch in table.read(names):
        numbers = [_floats(batch.column(names.index(name))) for name in columns]
        if by is None:
            yield numbers, np.zeros(batch.num_rows, np.intp)
        else:
            yield numbers, _group_places(batch.column(names.index(by)), place_of)


def _floats(values: pa.Array) -> Floats:
    return np.asarray(pc.cast(values, pa.float64(), safe=False).to_numpy(zero_copy_only=False))


def _group_places(values: pa.Array, place_of: dict[str | None, int]) -> NDArray[np.intp]:
    coded = values if pa.types.is_dictionary(values.type) else values.dictionary_encode()
    names = as_text(coded.dictionary).to_pylist()
    nowhere = place_of.get(None, 0)
    place_of_code = np.array([place_of[name] if name else nowhere for name in names] + [nowhere], np.intp)
    codes = pc.cast(coded.indices, pa.int32()).fill_null(len(names)).to_numpy(zero_copy_only=False)
    return np.asarray(place_of_code[codes])


def _cells(values: Floats, edges: Floats) -> NDArray[np.intp]:
    low, high = edges[0], edges[-1]
    with np.errstate(invalid="ignore", over="ignore"):
        inside = (values >= low) & (values <= high)
        cells = ((values - low) * (CELLS / (high - low))).astype(np.intp)
    return np.where(inside, np.minimum(cells, CELLS - 1), CELLS)
