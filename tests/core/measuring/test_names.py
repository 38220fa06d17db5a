"""The two lists of names cover every code once."""

from itertools import product

import pytest

from core.errors import BadInput
from core.measuring import ELEVEN, SIX, names_by_code


@pytest.mark.parametrize(("levels", "names", "segments"), [(5, ELEVEN, 11), (3, SIX, 6)])
def test_every_code_has_exactly_one_name(levels: int, names: dict[str, str], segments: int) -> None:
    listed = [int(code) for codes in names.values() for code in codes.split()]
    scores = range(1, levels + 1)
    every = [recency * 100 + frequency * 10 + money for recency, frequency, money in product(scores, scores, scores)]
    assert sorted(listed) == every
    assert sorted(names_by_code(levels)) == every
    assert len(names) == segments


def test_the_sizes_of_the_eleven_are_the_published_ones() -> None:
    assert [len(codes.split()) for codes in ELEVEN.values()] == [7, 8, 24, 7, 16, 8, 8, 22, 8, 11, 6]


def test_four_scores_have_no_list() -> None:
    with pytest.raises(BadInput, match="none for 4"):
        names_by_code(4)
