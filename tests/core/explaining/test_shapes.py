"""How values lie: counted by hand, and nobody counted twice."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from core.clustering import NOBODY
from core.explaining import Customers, shapes


def test_whole_numbers_get_a_step_each_and_everyone_holds_all_segments() -> None:
    customers = Customers.of({"orders": np.array([1, 1, 2, 3, 3, 3])})
    (shape,) = shapes(customers, np.array([0, 0, 0, 1, 1, NOBODY], np.uint8), 2, ["orders"])
    assert (shape.low, shape.width) == (0.5, 1.0)
    assert shape.segments == ((2, 1, 0), (0, 0, 2))
    assert shape.everyone == (2, 1, 3)  # the customer without a segment among them


def test_a_few_large_values_do_not_press_all_others_together() -> None:
    # Of 1,001 customers one has a million: the range ends at the 99 % of everyone, 9.9.
    values = np.append(np.linspace(0.0, 10.0, 1_000), 1e6)
    (shape,) = shapes(Customers.of({"spend": values}), np.zeros(1_001, np.uint8), 1, ["spend"])
    assert shape.low + len(shape.everyone) * shape.width < 10
    assert sum(shape.everyone) < 1_001


def test_gaps_and_categories_have_no_shape() -> None:
    customers = Customers.of({"gone": np.array([np.nan, np.nan]), "land": np.array(["DE", "FR"])})
    assert shapes(customers, np.zeros(2, np.uint8), 1, ["gone", "land", "unknown"]) == ()


def test_one_value_is_one_step() -> None:
    (shape,) = shapes(Customers.of({"rate": np.full(3, 0.5)}), np.zeros(3, np.uint8), 1, ["rate"])
    assert (shape.low, shape.width, shape.everyone) == (0.0, 1.0, (3,))


@given(
    st.lists(st.tuples(st.floats(-1e9, 1e9) | st.just(float("nan")), st.integers(0, 3)), min_size=1, max_size=60),
    st.permutations(range(4)),
)
def test_renaming_segments_moves_their_counts_and_nothing_else(
    rows: list[tuple[float, int]], renamed: list[int]
) -> None:
    values, labels = np.array([value for value, _ in rows]), np.array([label for _, label in rows], np.uint8)
    before = shapes(Customers.of({"x": values}), labels, 4, ["x"])
    after = shapes(Customers.of({"x": values}), np.array(renamed, np.uint8)[labels], 4, ["x"])
    for one, other in zip(before, after, strict=True):
        assert other.everyone == one.everyone == tuple(map(sum, zip(*one.segments, strict=True)))
        assert [other.segments[to] for to in renamed] == list(one.segments)
