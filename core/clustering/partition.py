"""The plain facts of any division of customers, whoever made it: sizes, centres, and how far customers are from them."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.clustering.kmeans.kernel import NOBODY, compiled

Array = NDArray[Any]


@dataclass(frozen=True)
class Partition:
    """Customers with the label NOBODY are noise: they belong to no segment and count in none of these facts."""

    sizes: Array
    centres: Array  # the mean of the customers of each segment
    squares: Array  # sum of squared distances to that centre, per segment
    distances: Array  # sum of distances to that centre, per segment

    @property
    def k(self) -> int:
        return len(self.sizes)

    @property
    def inertia(self) -> float:
        return float(self.squares.sum())


def describe(points: Array, labels: Array, k: int) -> Partition:
    sizes, sums = gather(points, labels, k)
    centres = sums / np.maximum(sizes, 1)[:, None]
    squares, distances = spread(points, labels, centres)
    return Partition(sizes, centres, squares, distances)


@compiled
def gather(points, labels, k):  # type: ignore[no-untyped-def]
    sizes = np.zeros(k, np.int64)
    sums = np.zeros((k, points.shape[1]))
    for i in range(len(points)):
        if labels[i] != NOBODY:
            sizes[labels[i]] += 1
            for m in range(points.shape[1]):
                sums[labels[i], m] += points[i, m]
    return sizes, sums


@compiled
def spread(points, labels, centres):  # type: ignore[no-untyped-def]
    squares = np.zeros(len(centres))
    distances = np.zeros(len(centres))
    for i in range(len(points)):
        if labels[i] != NOBODY:
            square = 0.0
            for m in range(points.shape[1]):
                square += (points[i, m] - centres[labels[i], m]) ** 2
            squares[labels[i]] += square
            distances[labels[i]] += np.sqrt(square)
    return squares, distances
