"""The methods beside K-Means. scikit-learn and scipy do the work; here they get the same points, seed and numbering."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import cut_tree, linkage
from scipy.spatial import cKDTree
from sklearn.cluster import HDBSCAN, MiniBatchKMeans
from sklearn.mixture import GaussianMixture

from core.clustering.kmeans.kernel import NOBODY
from core.clustering.methods.solution import Solution, order_of
from core.clustering.model import Model, nearest_centre
from core.clustering.partition import describe
from core.errors import BadInput
from core.recipe import MOST_SEGMENTS, Recipe

Array = NDArray[Any]

WARD_ROWS = 20_000  # its table of all distances takes 1.6 GB there and grows with the square
HDBSCAN_ROWS = 25_000
GAUSSIAN_ROWS = 100_000
SMALLEST_DENSE = 0.01  # share of customers below which a dense place is no segment
FEWEST_DENSE = 5
USUAL_REACH = 0.99


def minibatch(points: Array, k: int, recipe: Recipe) -> Solution:
    fitted = MiniBatchKMeans(
        k, n_init=10, max_iter=recipe.iterations, batch_size=4096, random_state=recipe.seed, reassignment_ratio=0
    ).fit(points)
    labels = nearest_centre(points, np.ascontiguousarray(fitted.cluster_centers_, np.float64))
    # A centre that won nobody is no segment.
    held = np.unique(labels)
    labels = np.searchsorted(held, labels).astype(np.uint8)
    _, order, _ = order_of(points, labels, len(held))
    centres = np.ascontiguousarray(fitted.cluster_centers_[held][order], np.float64)
    return by_centres(points, centres)


def gaussian(points: Array, k: int, recipe: Recipe) -> Solution:
    rows = sample_rows(len(points), GAUSSIAN_ROWS, recipe.seed)
    fitted = GaussianMixture(k, n_init=3, max_iter=recipe.iterations, random_state=recipe.seed).fit(points[rows])
    arrays = {
        "centres": fitted.means_,
        "weights": fitted.weights_,
        "covariances": fitted.covariances_,
        "factors": fitted.precisions_cholesky_,
    }
    labels = Model("gaussian", k, arrays).assign(points)
    held = np.unique(labels)
    new, order, facts = order_of(points, np.searchsorted(held, labels).astype(np.uint8), len(held))
    kept = {name: array[held][order] for name, array in arrays.items()}
    kept["weights"] = kept["weights"] / kept["weights"].sum()
    model = Model("gaussian", len(held), kept)
    return Solution(
        len(held),
        new,
        facts.sizes,
        facts.centres,
        facts.inertia,
        model,
        remark=sampled(rows, points, "The mixture was fitted"),
    )


def ward(points: Array, ks: Sequence[int], recipe: Recipe) -> dict[int, Solution]:
    """One tree answers every k. Above 20,000 customers it grows on a sample, and the rest join the nearest centre."""
    rows = sample_rows(len(points), WARD_ROWS, recipe.seed)
    tree = linkage(points[rows], "ward")
    cuts = cut_tree(tree, list(ks))
    remark = sampled(rows, points, "The tree was grown", "; the rest joined the nearest centre")
    solutions = {}
    for column, k in enumerate(ks):
        branch = cuts[:, column].astype(np.uint8)
        centres = describe(points[rows], branch, k).centres
        labels = nearest_centre(points, centres)
        labels[rows] = branch
        new, _, facts = order_of(points, labels, k)
        model = Model("centres", k, {"centres": facts.centres})
        solutions[k] = Solution(k, new, facts.sizes, facts.centres, facts.inertia, model, remark=remark, tree=tree)
    return solutions


def hdbscan(points: Array, recipe: Recipe) -> Solution:
    """Dense places become segments, as many as there are; everyone else is noise and counted apart."""
    if len(points) <= FEWEST_DENSE:
        raise BadInput(f"HDBSCAN needs more than {FEWEST_DENSE} customers. Choose another method.")
    rows = sample_rows(len(points), HDBSCAN_ROWS, recipe.seed)
    known = points[rows]
    smallest = max(FEWEST_DENSE, int(SMALLEST_DENSE * len(rows)))
    found = HDBSCAN(min_cluster_size=smallest, copy=True).fit_predict(known)
    k = int(found.max()) + 1
    if k == 0:
        raise BadInput(
            "HDBSCAN found no dense places: every customer would be noise. Choose another method or other measures."
        )
    if k > MOST_SEGMENTS:
        raise BadInput(
            f"HDBSCAN found {k:,} dense places, more than {MOST_SEGMENTS}. Choose another method or other measures."
        )
    inside = found >= 0
    model = Model("neighbours", k, _neighbours(known[inside], found[inside], k))
    labels = model.assign(points)
    labels[rows] = np.where(inside, found, NOBODY)
    new, order, facts = order_of(points, labels, k)
    model = Model("neighbours", k, _renumber(model.arrays, order))
    noise = int((new == NOBODY).sum())
    remark = sampled(rows, points, "Dense places were sought", "; the rest joined their nearest neighbour")
    return Solution(k, new, facts.sizes, facts.centres, facts.inertia, model, noise=noise, remark=remark)


def by_centres(points: Array, centres: Array) -> Solution:
    """Everyone at the nearest of these centres, which are numbered already."""
    labels = nearest_centre(points, centres)
    facts = describe(points, labels, len(centres))
    model = Model("centres", len(centres), {"centres": centres})
    return Solution(len(centres), labels, facts.sizes, centres, facts.inertia, model)


def sample_rows(size: int, most: int, seed: int) -> Array:
    if size <= most:
        return np.arange(size)
    return np.sort(np.random.default_rng([seed, 6]).choice(size, most, replace=False))


def sampled(rows: Array, points: Array, deed: str, rest: str = "") -> str:
    return "" if len(rows) == len(points) else f"{deed} on {len(rows):,} of {len(points):,} customers{rest}."


def _neighbours(known: Array, labels: Array, k: int) -> dict[str, Array]:
    """The known customers, and how far neighbours in each segment usually are from each other."""
    reach = np.zeros(k)
    for segment in range(k):
        own = known[labels == segment]
        far, _ = cKDTree(own).query(own, k=2)
        reach[segment] = np.quantile(far[:, 1], USUAL_REACH)
    return {"known": known, "labels": labels.astype(np.uint8), "reach": reach}


def _renumber(arrays: Any, order: Array) -> dict[str, Array]:
    new = np.argsort(order).astype(np.uint8)
    return {"known": arrays["known"], "labels": new[arrays["labels"]], "reach": arrays["reach"][order]}
