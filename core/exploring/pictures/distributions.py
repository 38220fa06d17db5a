"""How the values of one number lie, for everyone or for each group: bars and a density, both drawn from counts.

A number is counted once into narrow cells. Bars are runs of cells; the density is the cells smoothed by a normal curve, whose
width follows Silverman's rule. It is reflected at both ends, so that nothing is drawn where no value can be.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d

from core.errors import BadInput
from core.exploring.engine import Lines, opened
from core.exploring.pictures.groups import Group, groups_of, places
from core.exploring.table import Table

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]

CELLS = 512
BARS = 64


@dataclass(frozen=True)
class Curve:
    """One group: `counts` per bar, `density` at each point (area 1), rows inside and outside the range, rows without a value."""

    name: str
    counts: Counts
    density: Floats
    inside: int
    outside: int
    missing: int


@dataclass(frozen=True)
class Distribution:
    """`edges` has one more value than there are bars; the range holds 99.8 % of the rows, and of a small table all."""

    column: str
    by: str | None
    log: bool
    edges: Floats
    points: Floats
    curves: tuple[Curve, ...]


@dataclass(frozen=True)
class _Grid:
    """Equal cells from `low` on; `per_bar` of them make a bar."""

    low: float
    width: float
    cells: int
    per_bar: int

    def edges(self) -> Floats:
        return np.asarray(self.low + self.width * np.arange(0, self.cells + 1, self.per_bar), np.float64)

    def points(self) -> Floats:
        return np.asarray(self.low + self.width * (np.arange(self.cells) + 0.5), np.float64)


def distribution(table: Table, column: str, by: str | None = None, *, log: bool = False) -> Distribution:
    """Bars and densities of a number; on a log scale, values that are not above zero count as outside."""
    groups = groups_of(table, by)
    with opened(table, [column] if by is None else [column, by]) as lines:
        value = lines.number(column)
        grid = _grid(lines, _scaled(value, log))
        cells, outside, missing = _counted(lines, value, grid, groups, by, log)
    curves = tuple(
        Curve(
            group.name, *_drawn(cells[place], grid), int(cells[place].sum()), int(outside[place]), int(missing[place])
        )
        for place, group in enumerate(groups)
    )
    edges, points = grid.edges(), grid.points()
    return Distribution(column, by, log, 10**edges if log else edges, 10**points if log else points, curves)


def _scaled(value: str, log: bool) -> str:
    return f"case when {value} > 0 then log10({value}) end" if log else value


def _grid(lines: Lines, value: str) -> _Grid:
    present, ends, whole = lines.one(
        f"count({value}), quantile_disc({value}, [0.001, 0.999]), bool_and({value} = trunc({value}))"
    )
    if not present:
        raise BadInput("There are no values to draw here. Choose another column or scale.")
    low, high = ends
    if whole and high - low < 1e15:
        return _whole_grid(low, high)
    if low == high:
        return _Grid(low - 0.5, 1.0, 1, 1)
    return _Grid(low, (high - low) / CELLS, CELLS, CELLS // BARS)


def _whole_grid(low: float, high: float) -> _Grid:
    """Whole numbers get cells around them, so that each bar holds equally many of them."""
    width = math.ceil((high - low + 1) / CELLS)
    cells = math.ceil((high - low + 1) / width)
    per_bar = math.ceil(cells / BARS)
    return _Grid(low - 0.5, width, math.ceil(cells / per_bar) * per_bar, per_bar)


def _counted(
    lines: Lines, value: str, grid: _Grid, groups: tuple[Group, ...], by: str | None, log: bool
) -> tuple[Counts, Counts, Counts]:
    """Rows per group and cell, outside of the cells, and without a value."""
    scaled = _scaled(value, log)
    cell = f"floor(({scaled} - {grid.low!r}) / {grid.width!r})"
    # The largest value lies on the last edge and belongs inside.
    high = grid.low + grid.width * grid.cells
    found = lines.rows.aggregate(
        f"{lines.text(by) if by else 'null'} as value, case when {value} is null then -2 when {scaled} is null then -1 "
        f"when {scaled} between {grid.low!r} and {high!r} then least({cell}, {grid.cells - 1}) else -1 end::int as cell, "
        "count(*) as n"
    ).fetchall()
    place_of = places(groups)
    counts = np.zeros((len(groups), grid.cells + 2), np.int64)
    for name, place, n in found:
        counts[place_of[name], place] += n
    return counts[:, : grid.cells], counts[:, -1], counts[:, -2]


def _drawn(cells: Counts, grid: _Grid) -> tuple[Counts, Floats]:
    """The bars and the density of one group."""
    bars = cells.reshape(-1, grid.per_bar).sum(axis=1)
    rows = cells.sum()
    if not rows:
        return bars, np.zeros(grid.cells)
    smooth = gaussian_filter1d(cells.astype(np.float64), _bandwidth(cells), mode="reflect", truncate=4.0)
    return bars, smooth / (rows * grid.width)


def _bandwidth(cells: Counts) -> float:
    """Silverman's rule in widths of a cell, from the counts alone."""
    rows = cells.sum()
    places_ = np.arange(len(cells))
    deviation = math.sqrt(np.average((places_ - np.average(places_, weights=cells)) ** 2, weights=cells))
    quarter, three_quarters = np.searchsorted(np.cumsum(cells), [rows / 4, rows * 3 / 4])
    spread = min(deviation, (three_quarters - quarter) / 1.34) or deviation
    return max(0.5, 0.9 * float(spread) / math.pow(rows, 0.2))
