"""Silhouettes are scikit-learn's where they are exact, and within the stated error where they are not."""

import numpy as np
import pytest
from sklearn.metrics import silhouette_samples, silhouette_score

from core.clustering.criteria import silhouette as subject
from core.clustering.criteria import silhouettes
from core.clustering.kmeans import search
from core.clustering.kmeans.kernel import NOBODY
from tests.core.clustering import clouds


def labelled(shape: str, size: int, width: int) -> tuple[np.ndarray, dict[int, np.ndarray]]:
    points = clouds.make(shape, 5, size, width)
    return points, {k: f.labels for k, f in search(points, (2, 3, 6, 12), seed=1).items()}


def test_four_customers_by_hand() -> None:
    # 0, 1 against 5, 7. For 0: a = 1, b = 6, so 5/6. For 1: a = 1, b = 5, so 4/5.
    # For 5: a = 2, b = 4.5, so 5/9. For 7: a = 2, b = 6.5, so 9/13.
    found = silhouettes(np.array([[0.0], [1], [5], [7]]), {2: np.array([0, 0, 1, 1], np.uint8)}, seed=1)[2]
    assert found.values == pytest.approx([5 / 6, 4 / 5, 5 / 9, 9 / 13], abs=1e-6)
    assert found.means == pytest.approx((49 / 60, (5 / 9 + 9 / 13) / 2), abs=1e-6)
    assert found.lowest == pytest.approx((4 / 5, 5 / 9), abs=1e-6)
    assert found.negative == (0, 0)
    assert found.error == 0


@pytest.mark.parametrize("shape", [*clouds.GROUPED, *clouds.GROUPLESS])
def test_every_value_of_every_k_is_that_of_scikit_learn(shape: str) -> None:
    points, labels = labelled(shape, 1100, 5)
    for k, found in silhouettes(points, labels, seed=1).items():
        assert found.mean == pytest.approx(silhouette_score(points, labels[k]), abs=1e-6)
        assert found.values == pytest.approx(silhouette_samples(points, labels[k]), abs=1e-5)


def test_who_is_alone_has_zero_and_noise_has_no_say() -> None:
    points = np.array([[0.0], [1], [9], [500]])
    found = silhouettes(points, {2: np.array([0, 0, 1, NOBODY], np.uint8)}, seed=1)[2]
    # 0: a = 1, b = 9; 1: a = 1, b = 8; 9 is alone
    assert found.values[:3] == pytest.approx([8 / 9, 7 / 8, 0], abs=1e-5)
    assert found.mean == pytest.approx((8 / 9 + 7 / 8) / 3, abs=1e-5)


def test_the_same_bits_on_one_thread_and_on_many() -> None:
    points, labels = labelled("shoppers", 1500, 3)
    alone, many = silhouettes(points, labels, seed=1, threads=1), silhouettes(points, labels, seed=1, threads=4)
    assert all((alone[k].values == many[k].values).all() for k in alone)


@pytest.mark.parametrize("shape", ["shoppers", "raw money", "strewn"])
def test_an_estimate_keeps_to_its_stated_error(shape: str, monkeypatch: pytest.MonkeyPatch) -> None:
    points, labels = labelled(shape, 6000, 4)
    exact = silhouettes(points, labels, seed=1)
    monkeypatch.setattr(subject, "EXACT", 100)
    monkeypatch.setattr(subject, "ASKED", 1500)
    monkeypatch.setattr(subject, "OTHERS", 3000)
    for seed in range(3):
        for k, found in silhouettes(points, labels, seed=seed).items():
            assert 0.003 <= found.error < 0.05
            assert abs(found.mean - exact[k].mean) <= found.error
            # per segment there is no control variate, and fewer are asked
            assert np.abs(np.array(found.means) - exact[k].means).max() < 0.1


def test_a_tiny_segment_is_not_missed_by_the_sample() -> None:
    chance = np.random.default_rng(1)
    points = np.vstack([chance.standard_normal((40_000, 2)), chance.standard_normal((40, 2)) * 0.1 + 30])
    labels = np.repeat([0, 1], [40_000, 40]).astype(np.uint8)
    found = silhouettes(points, {2: labels}, seed=1)[2]
    asked = labels[found.rows]
    assert (asked == 1).sum() >= 25
    # far away and tight: the exact value is that of 1 - 0.13 / 42
    assert found.means[1] == pytest.approx(0.996, abs=0.002)
