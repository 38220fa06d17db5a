"""The other methods on the same points: they find clear groups, number them by size, and place new customers."""

from dataclasses import replace

import numpy as np
import pytest
from sklearn.cluster import HDBSCAN, AgglomerativeClustering
from sklearn.metrics import adjusted_rand_score
from sklearn.mixture import GaussianMixture

from core.clustering import NOBODY, Model, run, sweep
from core.clustering.methods import others
from core.errors import BadInput
from core.recipe import Measure, Recipe
from tests.core.clustering import clouds

RECIPE = Recipe((Measure("a"), Measure("b")), segments=3)
METHODS = ("k-means", "minibatch", "ward", "gaussian", "hdbscan")


def groups(size: int = 400) -> tuple[np.ndarray, np.ndarray]:
    chance = np.random.default_rng(1)
    truth = chance.choice(3, size, p=[0.2, 0.5, 0.3])
    return np.array([[0.0, 0], [12, 0], [0, 12]])[truth] + chance.standard_normal((size, 2)), truth


@pytest.mark.parametrize("method", METHODS)
def test_every_method_finds_clear_groups_and_numbers_them_by_size(method: str) -> None:
    points, truth = groups()
    solution = run(points, replace(RECIPE, method=method))
    kept = solution.labels != NOBODY
    assert solution.k == 3
    assert adjusted_rand_score(truth[kept], solution.labels[kept]) > 0.99
    assert kept.mean() > 0.9
    assert (np.diff(solution.sizes) <= 0).all()
    assert (np.bincount(solution.labels[kept]) == solution.sizes).all()
    assert solution.noise == (~kept).sum()


@pytest.mark.parametrize("method", METHODS)
def test_a_model_comes_back_from_json_and_arrays_and_places_new_customers_the_same(method: str) -> None:
    points, _ = groups()
    solution = run(points, replace(RECIPE, method=method))
    new = np.random.default_rng(5).uniform(-3, 15, (200, 2))
    again = Model.load(solution.model.facts(), {name: array.copy() for name, array in solution.model.arrays.items()})
    assert (again.assign(new) == solution.model.assign(new)).all()
    assert again.assigning.startswith("A new customer joins")
    assert all(array.dtype != object for array in solution.model.arrays.values())


@pytest.mark.parametrize("method", ["k-means", "minibatch", "gaussian"])
def test_known_customers_are_placed_where_they_are(method: str) -> None:
    points = clouds.make("shoppers", 2, 900, 2)
    solution = run(points, replace(RECIPE, method=method, segments=5))
    assert (solution.model.assign(points) == solution.labels).all()


def test_half_a_model_is_refused() -> None:
    points, _ = groups()
    model = run(points, RECIPE).model
    with pytest.raises(BadInput, match="stored model is not complete"):
        Model.load(model.facts(), {})


def test_ward_is_that_of_scikit_learn_and_hands_out_its_tree() -> None:
    points = clouds.make("shoppers", 3, 500, 3)
    found = sweep(points, replace(RECIPE, method="ward"), (2, 5, 9)).solutions
    for k, solution in found.items():
        theirs = AgglomerativeClustering(k, linkage="ward").fit_predict(points)
        assert adjusted_rand_score(theirs, solution.labels) == 1
        assert solution.tree is not None
        assert solution.tree.shape == (499, 4)


def test_ward_on_a_sample_says_so_and_places_the_rest_at_the_nearest_centre(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(others, "WARD_ROWS", 100)
    points, truth = groups()
    solution = run(points, replace(RECIPE, method="ward"))
    assert solution.remark == "The tree was grown on 100 of 400 customers; the rest joined the nearest centre."
    assert adjusted_rand_score(truth, solution.labels) > 0.99


def test_gaussian_shares_are_those_of_scikit_learn_and_add_up() -> None:
    points, _ = groups()
    solution = run(points, replace(RECIPE, method="gaussian"))
    shares = solution.model.shares(points)
    assert shares.sum(axis=1) == pytest.approx(np.ones(len(points)))
    theirs = GaussianMixture(3, n_init=3, max_iter=300, random_state=1).fit(points).predict_proba(points)
    assert np.sort(shares, axis=1) == pytest.approx(np.sort(theirs, axis=1), abs=1e-9)


def test_other_models_say_yes_or_no() -> None:
    points, _ = groups()
    shares = run(points, RECIPE).model.shares(points[:5])
    assert sorted(shares.ravel().tolist()) == [0] * 10 + [1] * 5


def test_hdbscan_counts_noise_apart_and_outside_the_inertia() -> None:
    chance = np.random.default_rng(3)
    points = np.vstack([groups()[0], chance.uniform(-40, 40, (40, 2))])
    solution = run(points, replace(RECIPE, method="hdbscan"))
    theirs = HDBSCAN(min_cluster_size=5, copy=True).fit_predict(points)
    assert solution.noise == (theirs < 0).sum() > 20
    assert solution.sizes.sum() + solution.noise == len(points)
    kept = solution.labels != NOBODY
    squares = ((points[kept] - solution.centres[solution.labels[kept]]) ** 2).sum()
    assert solution.inertia == pytest.approx(squares)
    # somebody far from everybody is noise as well
    assert solution.model.assign(np.array([[1000.0, 1000]])).tolist() == [NOBODY]


def test_hdbscan_without_dense_places_says_so() -> None:
    with pytest.raises(BadInput, match="found no dense places"):
        run(np.geomspace(1, 1e6, 12)[:, None], replace(RECIPE, method="hdbscan"))
    with pytest.raises(BadInput, match="more than 5 customers"):
        run(np.arange(4.0)[:, None], replace(RECIPE, method="hdbscan"))
