"""One way in for every method: points and a recipe in, for each number of segments a solution out."""

from collections.abc import Sequence

from threadpoolctl import threadpool_limits

from core.clustering.kmeans import Effort, Progress, search, silent
from core.clustering.kmeans.search import THOROUGH, Array
from core.clustering.methods.others import gaussian, hdbscan, minibatch, ward
from core.clustering.methods.solution import Solution
from core.clustering.model import Model
from core.recipe import Recipe

__all__ = ["Solution", "solve"]


def solve(
    points: Array,
    ks: Sequence[int],
    recipe: Recipe,
    *,
    effort: Effort | None = None,
    threads: int | None = None,
    progress: Progress = silent,
) -> dict[int, Solution]:
    """HDBSCAN finds its own number; a method that leaves a segment empty answers for the number it found."""
    if recipe.method == "k-means":
        effort = effort or Effort(chains=max(recipe.starts, THOROUGH.chains))
        return k_means(points, ks, recipe, effort, threads, progress)
    with threadpool_limits(1, "blas"):
        if recipe.method == "ward":
            progress(0.0, "Growing the tree")
            return ward(points, ks, recipe)
        if recipe.method == "hdbscan":
            progress(0.0, "Looking for dense places")
            found = hdbscan(points, recipe)
            return {found.k: found}
        one = {"minibatch": minibatch, "gaussian": gaussian}[recipe.method]
        solutions = []
        for number, k in enumerate(ks):
            progress(number / len(ks), f"Looking for {k} segments")
            solutions.append(one(points, k, recipe))
        return {solution.k: solution for solution in solutions}


def k_means(
    points: Array, ks: Sequence[int], recipe: Recipe, effort: Effort, threads: int | None, progress: Progress
) -> dict[int, Solution]:
    found = search(
        points, ks, seed=recipe.seed, effort=effort, iterations=recipe.iterations, threads=threads, progress=progress
    )
    return {
        k: Solution(k, f.labels, f.sizes, f.centres, f.inertia, Model("centres", k, {"centres": f.centres}))
        for k, f in found.items()
    }
