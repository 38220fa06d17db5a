"""The tree of Ward's method, cut down to its highest branches."""

import numpy as np
from scipy.cluster.hierarchy import linkage

from core.clustering.views import tree_of

# Two pairs far from each other: {0, 1} join at 1, {10, 12} at 2, and both at the end.
FOUR = np.array([[0.0], [1.0], [10.0], [12.0]])


def test_every_customer_is_a_leaf_of_a_small_tree() -> None:
    tree = tree_of(linkage(FOUR, "ward"), 4, seed=1)
    assert sorted(tree.rows) == [0, 1, 2, 3]
    assert tree.sizes.tolist() == [1, 1, 1, 1]
    assert len(tree.across) == len(tree.up) == 3
    assert tree.heights[:2].tolist() == [1.0, 2.0]


def test_a_leaf_below_each_link_hangs_on_it() -> None:
    tree = tree_of(linkage(FOUR, "ward"), 4, seed=1)
    low = [link for link in range(3) if tree.up[link, 1] <= 2]
    for link in low:
        pair = {round((end - 5) / 10) for end in tree.across[link, [0, 3]]}
        assert int(tree.leaf[link]) in pair


def test_a_large_tree_keeps_its_highest_branches_with_what_they_stand_for() -> None:
    points = np.random.default_rng(0).normal(size=(400, 2))
    tree = tree_of(linkage(points, "ward"), 400, seed=1, leaves=12)
    assert len(tree.sizes) == 12
    assert tree.sizes.sum() == 400
    assert len(set(tree.rows)) == 12
