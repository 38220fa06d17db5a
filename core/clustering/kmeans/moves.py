"""Moves that leave a local optimum: what Lloyd's iterations cannot do, since they never carry a centre across a gap.

Merge the two centres whose union costs least and open one where customers are far from all centres; grow from the best
solution with one segment fewer; shrink from the best with one more.
"""

from collections.abc import Mapping
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from core.clustering.kmeans.layout import Layer
from core.clustering.kmeans.race import Candidate
from core.clustering.kmeans.seeding import extend

Array = NDArray[Any]

MERGES = 3
SPLITS = 2
TRIALS = 6


def neighbours(layer: Layer, best: Mapping[int, Candidate], k: int, chance: np.random.Generator) -> list[Array]:
    """Other starts for k, from the best solutions for k and its neighbours."""
    fewer = merged(best[k], MERGES) if k > 2 else []
    if k - 1 in best:
        fewer.append(best[k - 1].centres)
    grown = [opened(layer, centres, chance) for centres in fewer for _ in range(SPLITS)]
    return grown + (merged(best[k + 1], MERGES) if k + 1 in best and k > 1 else [])


def merged(candidate: Candidate, most: int) -> list[Array]:
    """The solution with one centre fewer, for the cheapest pairs in Ward's sense."""
    centres, weights = candidate.centres, candidate.weights
    first, second = np.triu_indices(len(centres), 1)
    both = weights[first] + weights[second]
    gap = ((centres[first] - centres[second]) ** 2).sum(axis=1)
    cost = gap * weights[first] * weights[second] / np.maximum(both, np.finfo(float).tiny)
    return [united(centres, weights, first[p], second[p]) for p in np.argsort(cost, kind="stable")[:most]]


def united(centres: Array, weights: Array, one: int, other: int) -> Array:
    pair = [one, other]
    share = weights[pair] if weights[pair].sum() > 0 else None
    middle = np.average(centres[pair], axis=0, weights=share)
    return cast(Array, np.vstack([np.delete(centres, pair, axis=0), middle]))


def opened(layer: Layer, centres: Array, chance: np.random.Generator) -> Array:
    """The solution with one centre more, where a weighted draw finds the most to gain."""
    grown = np.vstack([centres, np.zeros_like(centres[:1])])
    extend(layer.tiles, layer.weights, grown, len(centres), len(grown), chance.random((1, TRIALS)))
    return grown
