"""The tree of a hierarchical method, cut down to its highest branches: how segments would join, and how far apart they are."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import dendrogram

from core.clustering.methods.others import WARD_ROWS, sample_rows

Array = NDArray[Any]

LEAVES = 30


@dataclass(frozen=True)
class Tree:
    """Links as brackets of four corners; `leaf` is one that hangs below each link. Of every leaf: how many customers it
    stands for, and the row of one of them, whose segment is that of all. `heights` of all joins, the highest last."""

    across: Array
    up: Array
    leaf: Array
    sizes: Array
    rows: Array
    heights: Array


def tree_of(linkage: Array, customers: int, seed: int, leaves: int = LEAVES) -> Tree:
    """`linkage` as scipy makes it, of the customers that the method sampled."""
    grown = len(linkage) + 1
    drawn = dendrogram(linkage, truncate_mode="lastp", p=min(leaves, grown), no_plot=True)
    across, up = np.array(drawn["icoord"]), np.array(drawn["dcoord"])
    nodes = np.array(drawn["leaves"])
    sizes = np.where(nodes < grown, 1, linkage[np.maximum(nodes - grown, 0), 3]).astype(np.int64)
    rows = sample_rows(customers, WARD_ROWS, seed)[[_first_row(linkage, node, grown) for node in nodes]]
    return Tree(across, up, _leaf_below(across, up), sizes, rows, linkage[-leaves:, 2])


def _first_row(linkage: Array, node: int, grown: int) -> int:
    while node >= grown:
        node = int(linkage[node - grown, 0])
    return int(node)


def _leaf_below(across: Array, up: Array) -> Array:
    """Leaves stand at 5, 15, 25, ...; a link whose left leg ends higher hangs over the link whose middle is there."""
    found = np.empty(len(across), np.int64)
    for place in np.argsort(up[:, 1], kind="stable"):
        left, foot = across[place, 0], up[place, 0]
        below = np.flatnonzero((np.isclose((across[:, 1] + across[:, 2]) / 2, left)) & np.isclose(up[:, 1], foot))
        lower = [link for link in below if link != place and foot > 0]
        found[place] = found[lower[0]] if lower else round((left - 5) / 10)
    return found
