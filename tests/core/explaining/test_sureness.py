"""How sure: silhouettes by segment, stability in bands, customers at the border."""

import numpy as np
import pytest
from sklearn.metrics import silhouette_samples

from core.clustering import Stability
from core.explaining import Leaning, closeness, firmness, leanings
from core.explaining.sureness import MOST_SLIVERS, thinned


def test_closeness_of_each_segment_is_that_of_its_customers() -> None:
    rng = np.random.default_rng(1)
    labels = np.repeat([0, 1, 2], [200, 150, 50]).astype(np.uint8)
    points = rng.normal(labels[:, None] * 2.0, 1, (400, 2))
    found = closeness(points, labels, 3)
    exact = silhouette_samples(points, labels)
    assert found.mean == pytest.approx(exact.mean(), abs=1e-5) and found.error == 0
    for one in found.segments:
        own = exact[labels == one.segment]
        assert one.mean == pytest.approx(own.mean(), abs=1e-5)
        assert one.lowest == pytest.approx(own.min(), abs=1e-5)
        assert one.negative == pytest.approx((own < 0).mean(), abs=1e-9)
        assert one.asked == len(own)


def test_customers_in_no_segment_take_no_part() -> None:
    points = np.array([[0.0], [0.1], [5.0], [5.1], [99.0]])
    found = closeness(points, np.array([0, 0, 1, 1, 255], np.uint8), 2)
    assert sum(one.asked for one in found.segments) == 4
    # 0 is 0.1 from its own and 5.05 from the others on average: 1 - 0.1 / 5.05.
    assert found.segments[0].plot[0] == pytest.approx(1 - 0.1 / 5.05, abs=1e-5)


def test_a_plot_has_few_values_in_falling_order_with_both_ends() -> None:
    values = np.random.default_rng(1).normal(size=5_000)
    plot = thinned(values)
    assert len(plot) == MOST_SLIVERS
    assert (plot[0], plot[-1]) == (values.max(), values.min())
    assert list(plot) == sorted(plot, reverse=True)
    assert thinned(np.array([0.1, 0.3, 0.2])) == (0.3, 0.2, 0.1)


def test_stability_comes_in_bands_with_the_customers_at_the_border() -> None:
    # Company from 0.85 on is core, from 0.6 on usual, below border; the fifth customer is in no segment.
    company = np.array([0.9, 0.7, 0.2, 1.0, np.nan])
    stable = Stability(segments=(0.9, 0.58), dissolved=(0, 7), resamples=20, rows=5, company=company)
    first, second = firmness(stable, np.array([0, 0, 0, 1, 255], np.uint8))
    assert (first.band, first.core, first.usual, first.border) == ("highly stable", 1, 1, 1)
    assert (second.band, second.dissolved, second.core, second.border) == ("not to be trusted", 7, 1, 0)


def test_where_customers_were_not_followed_nobody_counts_them() -> None:
    stable = Stability(segments=(0.8,), dissolved=(0,), resamples=20, rows=2, company=None)
    (only,) = firmness(stable, np.array([0, 0], np.uint8))
    assert (only.band, only.core, only.usual, only.border) == ("stable", None, None, None)


def test_customers_at_the_border_lean_to_the_nearest_other_centre() -> None:
    # Centres at 1, 10 and 30: from 3 the nearest other is 10, from 11 it is 1, though 30 is the larger number.
    points = np.array([[0.0], [0.0], [3.0], [9.0], [11.0], [30.0], [99.0]])
    labels = np.array([0, 0, 0, 1, 1, 2, 255], np.uint8)
    everyone, nobody = np.ones(7, bool), np.zeros(7, bool)
    assert leanings(points, labels, 3, everyone) == ((Leaning(0, 1, 3),), (Leaning(1, 0, 2),), (Leaning(2, 1, 1),))
    assert leanings(points, labels, 3, nobody) == ((), (), ())
