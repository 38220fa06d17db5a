"""Moves that leave a local optimum: what Lloyd's iterations cannot do, since they never carry a centre across a gap.

Merge two centres whose union costs little and open one where customers are far from all centres; grow from the best
solution with one segment fewer; shrink from the best with one more.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.clustering.kmeans.layout import Layer
from core.clustering.kmeans.race import Candidate
from core.clustering.kmeans.seeding import extend

Array = NDArray[Any]

MERGES = 5
OPENINGS = 2
TRIALS = 3


def neighbours(
    best: Mapping[int, Candidate], k: int, layer: Layer, chance: np.random.Generator, failed: int = 0
) -> list[Array]:
    """Other starts for k, made from the best solutions for k and for the numbers beside it."""
    fewer = merge(best[k], failed) if k > 2 else []
    if k - 1 in best:
        fewer.append(best[k - 1].centres)
    starts = [open_one(layer, centres, chance) for centres in fewer for _ in range(OPENINGS)]
    if k > 1 and k + 1 in best:
        starts += merge(best[k + 1], failed)
    return starts


def merge(candidate: Candidate, failed: int = 0) -> list[Array]:
    """The solution with one centre fewer, for each of the pairs that are cheapest to unite in Ward's sense."""
    centres, weights = candidate.centres, candidate.weights
    one, other = np.triu_indices(len(centres), 1)
    both = np.maximum(weights[one] + weights[other], np.finfo(float).tiny)
    cost = ((centres[one] - centres[other]) ** 2).sum(axis=1) * weights[one] * weights[other] / both
    return [
        unite(centres, weights, one[p], other[p]) for p in np.argsort(cost, kind="stable")[failed * MERGES :][:MERGES]
    ]


def unite(centres: Array, weights: Array, one: int, other: int) -> Array:
    """A centre without customers joins as half of a pair."""
    both = weights[one] + weights[other]
    share = weights[other] / both if both > 0 else 0.5
    left: Array = centres[np.arange(len(centres)) != other]
    left[one] += (centres[other] - centres[one]) * share
    return left


def open_one(layer: Layer, centres: Array, chance: np.random.Generator) -> Array:
    """The solution with one centre more, where a few weighted draws find the most to gain."""
    grown = np.empty((len(centres) + 1, centres.shape[1]))
    grown[:-1] = centres
    extend(layer.tiles, layer.weights, grown, len(centres), len(grown), chance.random((1, TRIALS)))
    return grown
