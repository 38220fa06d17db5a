"""Stability by shared customers, per segment and per customer."""

from dataclasses import replace

import numpy as np
import pytest

from core.clustering import run, stability_of, sweep
from core.clustering.kmeans.kernel import NOBODY
from core.clustering.stability import Stability, band_of, jaccard
from core.recipe import Measure, Recipe
from tests.core.clustering import clouds

RECIPE = Recipe((Measure("a"), Measure("b")))


def test_jaccard_by_hand() -> None:
    ours = np.array([0, 0, 0, 1, 1, NOBODY], np.uint8)
    theirs = np.array([1, 1, 0, 0, 0, 0], np.uint8)
    # ours 0 and theirs 1 share 2 of 3; ours 0 and theirs 0 share 1 of 3 + 4 - 1; ours 1 and theirs 0 share 2 of 4
    assert jaccard(ours, theirs, 2, 2).tolist() == [[pytest.approx(1 / 6), pytest.approx(2 / 3)], [0.5, 0]]


@pytest.mark.parametrize(
    ("value", "band"),
    [(1.0, "highly stable"), (0.85, "highly stable"), (0.849, "stable"), (0.75, "stable"), (0.749, "doubtful"),
     (0.6, "doubtful"), (0.599, "not to be trusted"), (0.0, "not to be trusted")],
)  # fmt: skip
def test_the_bands_are_hennigs(value: float, band: str) -> None:
    assert band_of(value) == band


def three_groups() -> np.ndarray:
    chance = np.random.default_rng(1)
    middles = np.array([[0.0, 0], [10, 0], [0, 10]])
    return middles[chance.choice(3, 300, p=[0.5, 0.3, 0.2])] + chance.standard_normal((300, 2))


def test_far_groups_are_stable_and_a_cloud_cut_in_many_is_not() -> None:
    far = stability_of(three_groups(), sweep(three_groups(), RECIPE, (3,)), resamples=10)[3]
    assert far.lowest > 0.99
    assert far.bands == ("highly stable",) * 3
    assert far.dissolved == (0, 0, 0)
    cloud = clouds.make("one bell", 1, 300, 2)
    cut = stability_of(cloud, sweep(cloud, RECIPE, (9,)), resamples=10)[9]
    assert cut.mean < 0.7
    assert sum(cut.dissolved) > 0


def test_customers_between_two_groups_are_on_the_border() -> None:
    chance = np.random.default_rng(2)
    left, right = chance.normal(0, 1, (150, 2)), chance.normal((5, 0), 1, (150, 2))
    points = np.vstack([left, right, [[2.5, 0]] * 3])
    found = stability_of(points, sweep(points, RECIPE, (2,)), resamples=30, follow=True)[2]
    assert found.company is not None
    assert len(found.standing) == 303
    far = np.abs(points[:, 0] - 2.5) > 1.5
    assert (found.standing[far] == "core").all()
    assert found.company[far].min() > found.company[-1]
    assert set(found.standing[-3:]) <= {"usual", "border"}


def test_standing_by_hand() -> None:
    found = Stability((0.9,), (0,), 20, 4, np.array([0.85, 0.84, 0.6, 0.59, np.nan]))
    assert found.standing.tolist() == ["core", "usual", "usual", "border", ""]


def test_the_same_seed_gives_the_same_stability() -> None:
    points = clouds.make("shoppers", 1, 400, 2)
    swept = sweep(points, RECIPE, (4,))
    one = stability_of(points, swept, resamples=5, follow=True, threads=1)[4]
    other = stability_of(points, swept, resamples=5, follow=True, threads=3)[4]
    assert one.segments == other.segments
    assert (one.company == other.company).all()


def test_other_methods_are_resampled_by_themselves() -> None:
    points = three_groups()
    for method in ("ward", "gaussian", "minibatch"):
        recipe = replace(RECIPE, method=method)
        assert stability_of(points, sweep(points, recipe, (3,)), resamples=2)[3].lowest > 0.95


def test_noise_has_no_standing() -> None:
    chance = np.random.default_rng(4)
    points = np.vstack([three_groups(), chance.uniform(-20, 30, (30, 2))])
    recipe = replace(RECIPE, method="hdbscan")
    solution = run(points, recipe)
    found = stability_of(points, sweep(points, recipe), resamples=3, follow=True)[solution.k]
    noise = solution.labels == NOBODY
    assert noise.any()
    assert (found.standing[noise] == "").all()
    assert (found.standing[~noise] != "").all()
