"""Regions: where half of a segment lies, and where four fifths do."""

import numpy as np
import pytest

from core.clustering.views import regions_of
from core.clustering.views.regions import CELLS, FEWEST, INNER, WIDE

ENDS = (-4.0, 4.0)


@pytest.mark.parametrize(("height", "share"), [(INNER, 0.5), (WIDE, 0.8)])
def test_the_regions_of_a_bell_hold_what_they_say(height: int, share: float) -> None:
    x, y = np.random.default_rng(0).normal(size=(2, 200_000))
    found = regions_of(x, y, np.zeros(len(x), np.uint8), 1, ENDS, ENDS)
    grid = found.heights[0]
    assert grid is not None
    columns = np.clip(((x + 4) / 8 * CELLS[0]).astype(int), 0, CELLS[0] - 1)
    rows = np.clip(((y + 4) / 8 * CELLS[1]).astype(int), 0, CELLS[1] - 1)
    # Smoothing makes a region a little wider than the segment is.
    assert share - 0.01 <= (grid[rows, columns] >= height).mean() <= share + 0.05


def test_a_segment_of_too_few_has_no_region() -> None:
    x = np.zeros(FEWEST + 1)
    labels = np.array([0] * FEWEST + [1], np.uint8)
    whole, none = regions_of(x, x, labels, 2, ENDS, ENDS).heights
    assert whole is not None
    assert none is None


def test_customers_who_are_all_in_one_place_still_have_a_region() -> None:
    x = np.full(100, 0.05)
    (grid,) = regions_of(x, x, np.zeros(100, np.uint8), 1, ENDS, ENDS).heights
    assert grid is not None
    assert grid.max() >= 254
    assert (grid >= INNER).sum() < (grid >= WIDE).sum() < grid.size / 10
