"""Who is drawn: everyone evenly, and of small segments enough to be seen."""

import numpy as np

from core.clustering.views import draw_fairly, show_fairly
from core.clustering.views.drawn import EACH


def test_of_few_customers_all_are_drawn_once() -> None:
    rows, even = draw_fairly([np.zeros(50, np.uint8)], 50, seed=1)
    assert even == 50
    assert sorted(rows) == list(range(50))


def test_a_segment_of_thirty_among_a_hundred_thousand_is_drawn_whole() -> None:
    labels = np.zeros(100_000, np.uint8)
    labels[500:530] = 1
    rows, even = draw_fairly([labels], 100_000, seed=1, most=2_000)
    assert even == 2_000
    assert (labels[rows] == 1).sum() == 30
    assert len(set(rows)) == len(rows)


def test_of_a_larger_small_segment_as_many_as_can_be_seen_are_drawn() -> None:
    labels = np.zeros(100_000, np.uint8)
    labels[:200] = 1
    rows, _ = draw_fairly([labels], 100_000, seed=1, most=2_000)
    assert (labels[rows] == 1).sum() == EACH


def test_the_same_seed_draws_the_same_customers() -> None:
    labels = [np.zeros(30_000, np.uint8)]
    first, again = (draw_fairly(labels, 30_000, seed=4, most=100)[0] for _ in range(2))
    assert first.tolist() == again.tolist()
    assert first.tolist() != draw_fairly(labels, 30_000, seed=5, most=100)[0].tolist()


def test_dots_follow_the_sizes_of_segments_but_no_segment_has_fewer_than_it_takes_to_see_it() -> None:
    labels = np.repeat(np.array([0, 1, 2], np.uint8), [8_000, 1_990, 10])
    shown = labels[show_fairly(labels, 1_000)]
    # A tenth of each, rounded up, but at least 40, and no more than there are.
    assert np.bincount(shown).tolist() == [800, 199, 10]


def test_few_customers_are_all_shown() -> None:
    labels = np.array([0, 0, 1, 255], np.uint8)
    assert show_fairly(labels, 2_400).tolist() == [0, 1, 2, 3]
