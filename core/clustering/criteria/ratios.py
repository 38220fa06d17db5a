"""Two ratios of spread between segments to spread within them."""

import numpy as np

from core.clustering.partition import Partition


def calinski_harabasz(partition: Partition) -> float | None:
    """Higher is better. None where it is not defined: one segment, or as many as customers."""
    k, size = partition.k, int(partition.sizes.sum())
    if k < 2 or size <= k:
        return None
    middle = np.average(partition.centres, axis=0, weights=partition.sizes)
    between = float(partition.sizes @ ((partition.centres - middle) ** 2).sum(axis=1))
    if partition.inertia == 0:
        return None
    return between / (k - 1) / (partition.inertia / (size - k))


def davies_bouldin(partition: Partition) -> float | None:
    """Lower is better: how much each segment overlaps with the one it overlaps most, on average."""
    if partition.k < 2:
        return None
    reach = partition.distances / partition.sizes
    apart = np.sqrt(((partition.centres[:, None] - partition.centres[None]) ** 2).sum(axis=2))
    np.fill_diagonal(apart, np.inf)
    if (apart == 0).any():
        return None
    return float(((reach[:, None] + reach[None]) / apart).max(axis=1).mean())
