"""How segments split as their number grows: who of a segment is in which with the next number of segments."""

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.clustering.kmeans.kernel import NOBODY

Array = NDArray[Any]


@dataclass(frozen=True)
class Splits:
    """`shared[a, b]`: customers who are in segment a of the `fewer` and in segment b of the `more`."""

    fewer: int
    more: int
    shared: Array


def splits_of(labels: Mapping[int, Array]) -> tuple[Splits, ...]:
    """Between each number of segments and the next that was tried."""
    ks = sorted(labels)
    return tuple(Splits(a, b, _shared(labels[a], a, labels[b], b)) for a, b in itertools.pairwise(ks))


def _shared(one: Array, k: int, other: Array, next_k: int) -> Array:
    both = one.astype(np.uint16) * (NOBODY + 1) + other
    counts = np.bincount(both, minlength=(NOBODY + 1) ** 2).reshape(NOBODY + 1, NOBODY + 1)
    return counts[:k, :next_k]
