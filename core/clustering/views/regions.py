"""Where each segment lies thickest: the regions that hold half of it and four fifths, as grids to draw contours of."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter

Array = NDArray[Any]
Ends = tuple[float, float]

CELLS = (48, 38)
SMOOTHING = 2.0  # cells
FEWEST = 25  # customers without whom there is no telling where a segment lies
WIDE, INNER, TOP = 85, 170, 255  # heights of the edge of four fifths, of that of half, and of the thickest place
HELD = (0.8, 0.5)


@dataclass(frozen=True)
class Regions:
    """`heights[segment]` is a grid of whole numbers from 0 to 255, or None for a segment of too few."""

    across: Array
    up: Array
    heights: tuple[Array | None, ...]


def regions_of(x: Array, y: Array, labels: Array, segments: int, width: Ends, height: Ends) -> Regions:
    """Of customers drawn evenly, within the ends of both axes."""
    edges = [np.linspace(*ends, cells + 1) for ends, cells in zip((width, height), CELLS, strict=True)]
    found = []
    for segment in range(segments):
        own = labels == segment
        counts, *_ = np.histogram2d(y[own], x[own], (edges[1], edges[0]))
        found.append(_heights(gaussian_filter(counts, SMOOTHING)) if counts.sum() >= FEWEST else None)
    across, up = ((edge[1:] + edge[:-1]) / 2 for edge in edges)
    return Regions(across, up, tuple(found))


def _heights(density: Array) -> Array:
    """So that the same heights mean the same shares in every segment."""
    ordered = np.sort(density, axis=None)[::-1]
    held = np.cumsum(ordered) / ordered.sum()
    wide, inner = (float(ordered[min(int(np.searchsorted(held, share)), len(held) - 1)]) for share in HELD)
    # Levels may fall together where a segment lies in one cell; heights must rise all the same.
    levels = np.maximum.accumulate([0.0, wide, inner, float(ordered[0])]) + np.arange(4) * 1e-12
    return np.asarray(np.interp(density, levels, [0, WIDE, INNER, TOP]), np.uint8)
