"""A segment through a chain of runs."""

from itertools import pairwise

import numpy as np
import pytest

from core.clustering import NOBODY
from core.comparing import Stop, follow, stop
from core.errors import BadInput
from tests.core.comparing.runs import matched, run_of


def stop_of(run: str, text: str) -> Stop:
    membership = run_of(text, money=1)
    return stop(run, membership.labels, membership.segments, membership.money, {})


def test_the_figures_of_a_stop_by_hand() -> None:
    nan = float("nan")
    labels = np.array([0, 0, 1, NOBODY], np.uint8)
    found = stop("May", labels, 2, np.array([10.0, 30, 60, 99]), {"orders": np.array([1.0, nan, 4, 9])})
    assert found.customers.tolist() == [2, 1]
    assert found.money is not None
    assert found.money.tolist() == [40, 60]
    assert found.means["orders"].tolist() == [1, 4]


def test_a_line_follows_a_segment_whatever_its_number() -> None:
    months = ["000000 111 .", "111111 000 .", "111110 000 ."]
    stops = [stop_of(str(place), text) for place, text in enumerate(months)]
    lines = follow(stops, [matched(months[0], months[1]), matched(months[1], months[2])])
    assert [[point.segment for point in line.points] for line in lines] == [[0, 1, 1], [1, 0, 0]]
    assert [point.customers for point in lines[0].points] == [6, 6, 5]
    assert [point.share for point in lines[0].points] == pytest.approx([6 / 9, 6 / 9, 5 / 9])
    # Customer n is worth n: 0 + 1 + ... + 5 = 15 of 0 + ... + 8 = 36
    assert (lines[0].points[0].money, lines[0].points[0].money_share) == (15, 15 / 36)
    assert {(line.began, line.ended) for line in lines} == {("first", None)}


def test_lines_begin_and_end_where_segments_do() -> None:
    # 0 is split and goes on in its larger part, the other part begins; 1 is merged into 0's at the end.
    months = ["0000000000 11111", "0000002222 11111", "0000002222 00000"]
    numbered = ["0000000000 11111", "0000002222 11111", "0000001111 00000"]
    stops = [stop_of(str(place), text) for place, text in enumerate(numbered)]
    lines = follow(stops, [matched(months[0], months[1]), matched(numbered[1], numbered[2])])
    assert [([point.segment for point in line.points], line.began, line.ended) for line in lines] == [
        ([0, 0, 0], "first", None),
        ([1, 1], "first", "merged"),
        ([2, 1], "split", None),
    ]


def test_every_segment_of_every_run_is_on_exactly_one_line() -> None:
    months = ["00011122", "01201201", "00001111", "01234567"]
    stops = [stop_of(str(place), text) for place, text in enumerate(months)]
    lines = follow(stops, [matched(one, other) for one, other in pairwise(months)])
    met = sorted((point.run, point.segment) for line in lines for point in line.points)
    assert met == [(str(place), segment) for place, text in enumerate(months) for segment in range(len(set(text)))]


def test_a_run_alone_and_a_segment_without_customers() -> None:
    found = stop("May", np.array([1], np.uint8), 2, None, {"orders": np.array([3.0])})
    empty, one = follow([found], [])
    assert (empty.points[0].customers, empty.points[0].share, empty.points[0].money_share) == (0, 0, None)
    assert np.isnan(empty.points[0].means["orders"])
    assert one.points[0].means == {"orders": 3}
    assert follow([], []) == ()


def test_a_chain_needs_a_matching_between_all_its_runs() -> None:
    with pytest.raises(BadInput, match="Match them first"):
        follow([stop_of("a", "01"), stop_of("b", "01")], [])
