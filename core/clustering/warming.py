"""Compile, or load from the cache, everything that a sweep will need: a worker does it at its start.

A first compilation takes some seconds; it is kept on disk for this processor, and loaded in a fraction of one.
"""

import numpy as np

from core.clustering.criteria.silhouette import EXACT
from core.clustering.kmeans.kernel import TILE
from core.clustering.kmeans.layout import MIDDLE, SPARED
from core.clustering.sweep import judge, run, stability_of, sweep
from core.recipe import Measure, Recipe

RECIPE = Recipe((Measure("one"), Measure("two")), segments=2, iterations=1)

# A table that is its own sample, and one that is sampled and too large for exact silhouettes.
SIZES = (TILE, max(int(MIDDLE * SPARED), EXACT) + 1)


def warm() -> None:
    for size in SIZES:
        # Few different customers, so that there is little to search for.
        points = np.random.default_rng(0).integers(0, 3, (size, 2)).astype(np.float64)
        swept = sweep(points, RECIPE, (1, 2))
        judge(points, swept, resamples=1)
        stability_of(points, swept, resamples=1, follow=True)
        run(points, RECIPE).model.assign(points[::2])
