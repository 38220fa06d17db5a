"""Two runs joined by customer."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.clustering import NOBODY
from core.comparing import ABSENT, Membership, join
from core.errors import BadInput
from tests.core.comparing.runs import joined_of

marks = st.lists(st.tuples(*[st.sampled_from("012.-")] * 2).filter(lambda pair: pair != ("-", "-")), max_size=40)


def test_everyone_of_either_run_is_there_once_the_old_ones_first() -> None:
    old = Membership(["b", "a", "c"], np.array([0, 1, 1]), 2)
    new = Membership(["d", "c", "b"], np.array([1, NOBODY, 0]), 2)
    joined = join(old, new)
    assert joined.ids.to_pylist() == ["b", "a", "c", "d"]
    assert joined.old.tolist() == [0, 1, 1, ABSENT]
    assert joined.new.tolist() == [0, ABSENT, NOBODY, 1]
    assert joined.old_rows.tolist() == [0, 1, 2, -1]
    assert joined.new_rows.tolist() == [2, -1, 1, 0]
    assert (joined.everyone, joined.kept, joined.came, joined.gone) == (4, 2, 1, 1)


def test_ids_are_the_same_as_text_as_number_and_with_spaces_around() -> None:
    old = Membership(pa.array([17850, 12346]), np.array([0, 1]), 2)
    for ids in (["12346 ", "17850"], pa.array([12346.0, 17850.0]), np.array(["12346", "17850"])):
        assert join(old, Membership(ids, np.array([1, 0]), 2)).kept == 2


def test_leading_zeros_make_another_customer() -> None:
    assert join(Membership(["007"], np.array([0]), 1), Membership(["7"], np.array([0]), 1)).kept == 0


def test_of_repeated_ids_the_last_row_speaks_and_rows_without_one_are_left_out() -> None:
    old = Membership(["a", "b", "a", None, ""], np.array([0, 0, 1, 1, 1]), 2, np.array([1.0, 2, 4, 8, 16]))
    joined = join(old, Membership(["a", "b"], np.array([1, 0]), 2))
    assert joined.ids.to_pylist() == ["b", "a"]
    assert joined.old.tolist() == [0, 1]
    assert joined.old_rows.tolist() == [1, 2]
    assert joined.old_money is not None
    assert joined.old_money.tolist() == [2, 4]
    assert joined.left_out == 3


@pytest.mark.parametrize(
    ("ids", "labels", "segments", "money"),
    [(["a"], [0, 1], 2, None), (["a"], [2], 2, None), (["a"], [0], 1, [1.0, 2.0])],
)
def test_labels_that_do_not_fit_are_refused(
    ids: list[str], labels: list[int], segments: int, money: list[float] | None
) -> None:
    with pytest.raises(BadInput, match="Make the run again"):
        Membership(ids, np.array(labels), segments, None if money is None else np.array(money))


def test_empty_runs_can_be_joined() -> None:
    nobody = Membership([], np.array([], np.uint8), 2)
    assert join(nobody, nobody).everyone == 0
    assert join(nobody, Membership(["a"], np.array([0]), 1)).came == 1
    assert join(Membership(["a"], np.array([0]), 1), nobody).gone == 1


@given(marks)
def test_kept_came_and_gone_are_everyone(pairs: list[tuple[str, str]]) -> None:
    joined = joined_of("".join(old for old, _ in pairs), "".join(new for _, new in pairs))
    assert joined.kept + joined.came + joined.gone == joined.everyone == len(pairs)
    assert joined.came == sum(old == "-" for old, _ in pairs)
    assert joined.gone == sum(new == "-" for _, new in pairs)
