"""The search finds what ten starts find, or better, whatever the order, the units or the number of threads."""

import warnings
from collections.abc import Mapping
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score
from threadpoolctl import threadpool_limits

from core.clustering.kmeans import Found, search
from tests.core.clustering import clouds

KS = range(1, 13)
SIZES = ((150, 2), (300, 3), (800, 5), (2000, 4), (5000, 8))
CASES = [
    (shape, seed, *SIZES[seed % len(SIZES)]) for seed in range(40) for shape in (clouds.GROUPED | clouds.GROUPLESS)
]


def usual(points: np.ndarray, k: int) -> float:
    """The loop that everybody writes."""
    with threadpool_limits(1), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return float(KMeans(k, n_init=10, random_state=0).fit(points).inertia_)


def check_against_the_usual(shape: str, seed: int, size: int, width: int) -> None:
    points = clouds.make(shape, seed, size, width)
    found = search(points, KS, seed=1)
    allowed = 1.001 if shape in clouds.GROUPED else 1.005
    worst = max((found[k].inertia / usual(points, k), k) for k in KS)
    assert worst[0] <= allowed, f"{shape} {seed}: {worst}"


def test_there_are_two_hundred_cases() -> None:
    assert len(CASES) == 200


@pytest.mark.parametrize(("shape", "seed", "size", "width"), CASES[:15])
def test_inertia_is_as_good_as_that_of_ten_starts(shape: str, seed: int, size: int, width: int) -> None:
    check_against_the_usual(shape, seed, size, width)


@pytest.mark.load
@pytest.mark.parametrize(("shape", "seed", "size", "width"), CASES[15:])
def test_inertia_is_as_good_as_that_of_ten_starts_in_every_case(shape: str, seed: int, size: int, width: int) -> None:
    check_against_the_usual(shape, seed, size, width)


@pytest.mark.load
@pytest.mark.timeout(900)
@pytest.mark.parametrize("shape", clouds.GROUPED)
def test_inertia_is_as_good_where_the_table_is_sampled(shape: str) -> None:
    check_against_the_usual(shape, 1, 120_000, 8)


def same(one: Mapping[int, Found], other: Mapping[int, Found]) -> bool:
    return all(
        (one[k].centres == other[k].centres).all()
        and (one[k].labels == other[k].labels).all()
        and one[k].inertia == other[k].inertia
        for k in one
    )


@pytest.mark.parametrize("size", [300, 20_000, 110_000])
def test_the_same_bits_on_one_thread_and_on_many(size: int) -> None:
    points = clouds.make("shoppers", 3, size, 3)
    alone = search(points, KS, seed=5, threads=1)
    assert same(alone, search(points, KS, seed=5, threads=2))
    assert same(alone, search(points, KS, seed=5, threads=5))


def test_the_same_seed_gives_the_same_answer_and_another_may_not() -> None:
    points = clouds.make("strewn", 3, 2000, 6)
    assert same(search(points, KS, seed=5), search(points, KS, seed=5))
    assert not same(search(points, KS, seed=5), search(points, KS, seed=6))


def test_the_order_of_rows_makes_no_difference() -> None:
    points = clouds.make("shoppers", 4, 1500, 4)
    order = np.random.default_rng(1).permutation(len(points))
    found, shuffled = search(points, KS, seed=1), search(points[order], KS, seed=1)
    for k in KS:
        assert (found[k].labels[order] == shuffled[k].labels).all()
        assert (found[k].centres == shuffled[k].centres).all()


def test_the_order_of_rows_makes_no_difference_to_clear_groups_in_a_sampled_table() -> None:
    chance = np.random.default_rng(1)
    middles = np.array([[0.0, 0], [9, 0], [0, 9], [9, 9]])
    points = middles[chance.choice(4, 30_000, p=[0.4, 0.3, 0.2, 0.1])] + chance.standard_normal((30_000, 2))
    order = chance.permutation(len(points))
    found, shuffled = search(points, [4], seed=1)[4], search(points[order], [4], seed=1)[4]
    assert adjusted_rand_score(found.labels[order], shuffled.labels) > 0.999
    assert found.inertia == pytest.approx(shuffled.inertia, rel=1e-5)


@given(st.floats(-1e6, 1e6), st.floats(1e-6, 1e6))
@settings(max_examples=10, deadline=None)
def test_shift_and_scale_make_no_difference(shift: float, scale: float) -> None:
    points = np.round(clouds.make("blobs", 6, 250, 2), 3)
    moved = points * scale + shift
    if np.unique(moved, axis=0).shape != np.unique(points, axis=0).shape:
        return  # so small beside so far that double precision itself cannot tell customers apart
    found, again = search(points, [4], seed=1)[4], search(moved, [4], seed=1)[4]
    assert adjusted_rand_score(found.labels, again.labels) > 0.99
    assert again.inertia == pytest.approx(found.inertia * scale**2, rel=1e-3)


def test_every_customer_twice_doubles_sizes_and_inertia_and_nothing_else() -> None:
    points = clouds.make("shoppers", 7, 700, 3)
    once, twice = search(points, KS, seed=1), search(np.vstack([points, points]), KS, seed=1)
    for k in KS:
        assert (twice[k].sizes == 2 * once[k].sizes).all()
        assert twice[k].inertia == pytest.approx(2 * once[k].inertia)
        assert (twice[k].labels[:700] == once[k].labels).all()


def test_segments_are_numbered_by_size_and_labels_agree() -> None:
    points = clouds.make("raw money", 8, 9000, 3)
    for k, found in search(points, KS, seed=1).items():
        assert (np.diff(found.sizes) <= 0).all()
        assert (np.bincount(found.labels, minlength=k) == found.sizes).all()
        nearest = ((points[:, None] - found.centres[None]) ** 2).sum(axis=2)
        assert (nearest.argmin(axis=1) == found.labels).all()
        assert found.inertia == pytest.approx(nearest.min(axis=1).sum(), rel=1e-12)


def test_segments_of_one_size_are_numbered_by_their_centres() -> None:
    points = np.array([[5.0, 1], [5, 2], [1, 9], [1, 8], [1, 1], [1, 2]])
    centres = search(points, [3], seed=1)[3].centres
    assert centres == pytest.approx(np.array([[1, 1.5], [1, 8.5], [5, 1.5]]))


@pytest.mark.parametrize("different", [2, 3, 7, 12])
def test_as_many_segments_as_different_customers_cost_nothing_and_none_is_empty(different: int) -> None:
    chance = np.random.default_rng(different)
    points = chance.standard_normal((different, 2))[chance.integers(0, different, 400)]
    found = search(points, range(1, different + 1), seed=1)
    assert found[different].inertia == pytest.approx(0, abs=1e-9)
    assert all((f.sizes > 0).all() for f in found.values())


@given(st.integers(0, 10_000), st.integers(1, 4), st.integers(2, 6))
@settings(max_examples=25, deadline=None)
def test_no_segment_is_empty_on_a_grid_full_of_ties(seed: int, width: int, levels: int) -> None:
    points = np.random.default_rng(seed).integers(0, levels, (120, width)).astype(float)
    most = min(12, len(np.unique(points, axis=0)))
    for found in search(points, range(1, most + 1), seed=seed).values():
        assert (found.sizes > 0).all()
        assert found.sizes.sum() == 120


def test_more_segments_never_cost_more() -> None:
    points = clouds.make("strewn", 9, 400, 3)
    costs = [found.inertia for found in search(points, KS, seed=1).values()]
    assert all(later < earlier for earlier, later in pairwise(costs))


def test_whoever_watches_can_stop_it() -> None:
    class StopError(Exception):
        pass

    def stop(share: float, _sentence: str) -> None:
        if share > 0.05:
            raise StopError

    with pytest.raises(StopError):
        search(clouds.make("blobs", 1, 500, 2), KS, seed=1, progress=stop)


def test_progress_only_grows() -> None:
    shares: list[float] = []
    search(clouds.make("shoppers", 1, 20_000, 2), KS, seed=1, progress=lambda share, _sentence: shares.append(share))
    assert shares == sorted(shares)
    assert shares[0] >= 0
    assert shares[-1] <= 1
