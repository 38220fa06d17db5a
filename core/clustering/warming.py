"""Compile, or load from the cache, everything that a sweep will need: a worker does it at its start.

A first compilation takes some seconds; it is kept on disk for this processor, and loaded in a fraction of one.
"""

import numpy as np

from core.clustering.criteria import silhouettes
from core.clustering.kmeans import LIGHT
from core.clustering.kmeans.layout import MIDDLE, SPARED
from core.clustering.kmeans.search import search
from core.clustering.sweep import judge, sweep
from core.recipe import Measure, Recipe


def warm() -> None:
    points = np.random.default_rng(0).standard_normal((60, 2))
    recipe = Recipe((Measure("one"), Measure("two")))
    judge(points, sweep(points, recipe, (1, 2, 3)), resamples=1)
    # Only larger tables are sampled, and ask some customers only for their silhouette.
    large = np.random.default_rng(0).standard_normal((int(MIDDLE * SPARED) + 1, 1))
    found = search(large, (1, 2), seed=0, effort=LIGHT)
    silhouettes(large, {2: found[2].labels}, seed=0)
