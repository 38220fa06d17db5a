"""What every method hands back for one number of segments."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.clustering.kmeans import by_size
from core.clustering.kmeans.kernel import NOBODY
from core.clustering.model import Model
from core.clustering.partition import Partition, describe

Array = NDArray[Any]


@dataclass(frozen=True)
class Solution:
    """Customers divided into segments, numbered by size, with the model for customers still to come.

    `centres` are in the units of the points. `remark` says what the method did that is not plain, in a sentence.
    """

    k: int
    labels: Array  # a segment each; NOBODY is noise
    sizes: Array
    centres: Array
    inertia: float
    model: Model
    noise: int = 0
    remark: str = ""
    tree: Array | None = None  # of Ward's method: the linkage of its sample


def order_of(points: Array, labels: Array, k: int) -> tuple[Array, Array, Partition]:
    """Renumber by size, ties by centre: the new labels, the old number of each new one, and the facts in new order."""
    facts = describe(points, labels, k)
    order = by_size(facts.centres, facts.sizes)
    new = np.full(NOBODY + 1, NOBODY, np.uint8)
    new[order] = np.arange(k)
    ordered = Partition(facts.sizes[order], facts.centres[order], facts.squares[order], facts.distances[order])
    return new[labels], order, ordered
