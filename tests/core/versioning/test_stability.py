"""The population stability index and its words."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.versioning.stability import Stability, stability

counts = st.lists(st.integers(0, 10_000), min_size=1, max_size=8)


def test_the_index_of_two_cells() -> None:
    # with half a row more in each cell: 50.5/101 and 50.5/101 before, 90.5/101 and 10.5/101 after
    # (0.896 - 0.5) ln(0.896 / 0.5) + (0.104 - 0.5) ln(0.104 / 0.5) = 0.396 * (0.58338 + 1.57060) = 0.85306
    found = stability([50, 50], [90, 10])
    assert found.index == pytest.approx(0.85306, abs=1e-5)
    assert found.word == "very different"


@pytest.mark.parametrize(
    ("after", "word"),
    # half and half before; in two cells the index is (p - 0.5) ln(p / (1 - p)): 0.041, 0.093, 0.120, 0.229, 0.275
    [(6_000, "steady"), (6_500, "steady"), (6_700, "shifted"), (7_300, "shifted"), (7_500, "very different")],
)
def test_words_for_large_tables(after: int, word: str) -> None:
    share = after / 10_000
    found = stability([5_000, 5_000], [after, 10_000 - after])
    assert found.index == pytest.approx((share - 0.5) * math.log(share / (1 - share)), rel=0.01)
    assert found.word == word


def test_what_few_rows_differ_by_chance_is_steady() -> None:
    # the same shares; 8 rows against 8 may differ by 3.84 * (1/8 + 1/8) = 0.96 in two cells, 800 against 800 by 0.0096
    assert stability([4, 4], [6, 2]).word == "steady"
    assert stability([400, 400], [600, 200]).word == "very different"


@given(counts)
def test_nothing_moved_is_zero(cells: list[int]) -> None:
    assert stability(cells, cells) == (Stability(0.0, "steady") if any(cells) else Stability(None, "not comparable"))


@given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 10_000)), min_size=1, max_size=8))
def test_it_is_finite_not_below_zero_and_the_same_both_ways(cells: list[tuple[int, int]]) -> None:
    before, after = zip(*cells, strict=True)
    there, back = stability(before, after), stability(after, before)
    if there.index is None:
        assert back.index is None
        assert not (any(before) and any(after))
    else:
        assert 0 <= there.index < math.inf
        assert back.index == pytest.approx(there.index)
        assert back.word == there.word
