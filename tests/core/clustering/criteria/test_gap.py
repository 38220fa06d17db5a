"""The gap statistic finds groups where there are some, and says one where there are none."""

import numpy as np
import pytest

from core.clustering.criteria import Gap, choose_by_gap, gaps, rising
from core.clustering.criteria.gap import box
from core.clustering.kmeans import search
from tests.core.clustering import clouds


def gap_of(points: np.ndarray) -> dict[int, Gap]:
    found = search(points, range(1, 9), seed=1)
    return gaps(points, {k: f.inertia for k, f in found.items()}, seed=1)


def test_four_far_groups_are_four() -> None:
    chance = np.random.default_rng(1)
    middles = np.array([[0.0, 0], [8, 0], [0, 8], [8, 8]])
    found = gap_of(middles[chance.integers(0, 4, 400)] + chance.standard_normal((400, 2)))
    assert 4 in rising(found)
    assert choose_by_gap(found) == 4


@pytest.mark.parametrize("shape", clouds.GROUPLESS)
@pytest.mark.parametrize(("size", "width"), [(300, 1), (300, 2), (2000, 4), (2000, 8)])
def test_a_cloud_without_groups_is_one(shape: str, size: int, width: int) -> None:
    found = gap_of(clouds.make(shape, 2, size, width))
    assert rising(found) == []
    assert choose_by_gap(found) == 1


def test_overlapping_shoppers_are_more_than_one() -> None:
    assert rising(gap_of(clouds.make("shoppers", 2, 2000, 4)))


def test_the_box_is_as_long_as_the_cloud_however_it_is_turned() -> None:
    straight = np.array([[0.0, 0], [10, 0], [10, 2], [0, 2]])
    turn = np.array([[np.cos(0.4), -np.sin(0.4)], [np.sin(0.4), np.cos(0.4)]])
    assert sorted(box(straight @ turn)) == pytest.approx([2, 10])


def test_the_choice_by_hand() -> None:
    def curve(*values: float) -> dict[int, Gap]:
        return {k: Gap(value, 0.02) for k, value in enumerate(values, 1)}

    # 0.9 at three is not beaten by 0.91 - 0.02
    assert choose_by_gap(curve(0.2, 0.5, 0.9, 0.91, 0.95)) == 3
    # a first step that is no better does not hide the later rise
    assert choose_by_gap(curve(0.5, 0.48, 0.9, 0.7)) == 3
    assert choose_by_gap(curve(0.5, 0.55, 0.52)) == 1
    assert choose_by_gap(curve(0.1, 0.4, 0.8, 1.2)) is None


def test_numbers_that_cost_nothing_have_no_gap() -> None:
    assert gaps(np.array([[0.0], [1.0], [2.0]]), {3: 0.0}, seed=1) == {}
