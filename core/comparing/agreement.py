"""How far two runs agree about the customers who have a segment in both.

The adjusted Rand index asks of every pair of customers whether both runs put it together or apart, and takes off what
chance would give: 1 is the same division, 0 is no better than chance. Normalised mutual information says how much
knowing one segment tells of the other, over the mean of both entropies. Neither minds how segments are numbered.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.comparing.matching import Matching

Array = NDArray[Any]


@dataclass(frozen=True)
class Agreement:
    """None where no customer has a segment in both runs. `stayed` is the share of those in the segment that continues theirs."""

    customers: int
    adjusted_rand: float | None
    mutual_information: float | None
    stayed: float | None


def agree(shared: Array, matching: Matching) -> Agreement:
    """`shared` are the customers by old and new segment (`members.shared`)."""
    customers = int(shared.sum())
    if not customers:
        return Agreement(0, None, None, None)
    stayed = sum(int(shared[pair.old, pair.new]) for pair in matching.pairs)
    return Agreement(customers, adjusted_rand(shared), mutual_information(shared), stayed / customers)


def adjusted_rand(shared: Array) -> float:
    together = _pairs(shared)
    old, new, all_pairs = _pairs(shared.sum(axis=1)), _pairs(shared.sum(axis=0)), _pairs(shared.sum())
    by_chance, most = old * new / max(all_pairs, 1), (old + new) / 2
    return 1.0 if most == by_chance else float((together - by_chance) / (most - by_chance))


def mutual_information(shared: Array) -> float:
    shares = shared / shared.sum()
    rows, columns = shares.sum(axis=1), shares.sum(axis=0)
    entropy = _entropy(rows) + _entropy(columns)
    if entropy == 0:
        return 1.0
    return float(np.clip(2 * (1 - _entropy(shares.ravel()) / entropy), 0.0, 1.0))


def _pairs(counts: Array) -> int:
    return sum(count * (count - 1) // 2 for count in np.ravel(counts).tolist())


def _entropy(shares: Array) -> float:
    known = shares[shares > 0]
    return float(-(known * np.log(known)).sum())
