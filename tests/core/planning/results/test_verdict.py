"""The result of a plan: when a verdict is made, of which segments, and what it is worth."""

from datetime import date, timedelta

import numpy as np
import pyarrow as pa
import pytest

from core.errors import BadInput
from core.planning import Arms
from core.planning.results import Outcome, Result, result

CLOSES = date(2026, 7, 1)
LAST = CLOSES - timedelta(days=1)


def arms(*segments: tuple[int, int]) -> Arms:
    """For each segment, how many are treated and how many held out."""
    held_out = np.concatenate([np.repeat([False, True], sizes) for sizes in segments])
    numbers = np.repeat(np.arange(len(segments)), [sum(sizes) for sizes in segments])
    return Arms(pa.array([f"C{place}" for place in range(len(held_out))]), numbers, held_out)


def bought(customers: list[int], each: float = 20.0, until: date | None = LAST) -> Outcome:
    money = np.full(len(customers), each)
    return Outcome(
        pa.array([f"C{place}" for place in customers], pa.string()), np.ones(len(customers), int), money, until
    )


# 100 treated of whom 40 order, 100 held out of whom 15 do.
ARMS = arms((100, 100))
WORKED = bought([*range(40), *range(100, 115)])


def judged(outcome: Outcome, kpi: str = "conversion", cost: float | None = None) -> Result:
    return result(ARMS, outcome, kpi=kpi, closes=CLOSES, cost=cost)


def test_arms_are_counted() -> None:
    found = judged(WORKED)
    assert (found.treated.customers, found.treated.buyers, found.treated.orders, found.treated.money) == (
        100,
        40,
        40,
        800,
    )
    assert (found.held_out.customers, found.held_out.buyers, found.held_out.money) == (100, 15, 300)


def test_a_clear_difference_is_separated_once_the_window_has_closed() -> None:
    found = judged(WORKED)
    assert found.state == "separated"
    assert found.differences[0].difference == pytest.approx(0.25)


def test_the_verdict_waits_for_the_last_day_of_the_window() -> None:
    day_before = bought([*range(40), *range(100, 115)], until=LAST - timedelta(days=1))
    found = judged(day_before)
    assert found.state == "collecting"
    assert found.differences[0].difference == pytest.approx(0.25)
    assert found.differences[0].chance is None
    assert judged(bought([], until=None)).state == "collecting"


def test_a_small_difference_is_undecided() -> None:
    assert judged(bought([*range(20), *range(100, 117)])).state == "undecided"
    assert judged(bought([])).state == "undecided"


def test_the_kpi_of_the_plan_stands_first_and_decides() -> None:
    # As many order in both arms; those treated spend ten times as much.
    customers = [*range(30), *range(100, 130)]
    outcome = Outcome(
        pa.array([f"C{place}" for place in customers]), np.ones(60, int), np.repeat([100.0, 10.0], 30), LAST
    )
    assert [one.kpi for one in judged(outcome, "money").differences] == ["money", "conversion", "orders"]
    assert judged(outcome, "money").state == "separated"
    assert judged(outcome, "orders").state == "undecided"


def test_value_is_what_all_treated_spent_beyond_expectation() -> None:
    # 800 / 100 - 300 / 100 = 5 for each of 100 treated.
    found = judged(WORKED, cost=120.0).value
    assert found is not None
    assert (found.extra, found.cost) == (pytest.approx(500), 120.0)
    assert found.low < found.extra < found.high


def test_segments_without_two_customers_in_each_arm_are_named_and_left_out() -> None:
    people = arms((50, 10), (3, 0), (4, 1), (20, 5))
    found = result(people, bought([0, 50, 60, 63]), kpi="conversion", closes=CLOSES)
    assert found.not_compared == (1, 2)
    assert [segment for segment, _ in found.by_segment] == [0, 3]
    # One of 50 and none of 20 against one of 10 and none of 5, weighed 60 to 25.
    assert found.differences[0].treated == pytest.approx(60 / 85 * 1 / 50)
    assert found.differences[0].held_out == pytest.approx(60 / 85 * 1 / 10)
    # All treated and all held out are counted, compared or not.
    assert (found.treated.customers, found.held_out.customers, found.treated.buyers) == (77, 16, 3)


def test_single_segments_get_intervals_and_no_verdict() -> None:
    found = result(arms((50, 50), (50, 50)), WORKED, kpi="orders", closes=CLOSES)
    assert [(one.kpi, one.chance) for _, one in found.by_segment] == [("orders", None), ("orders", None)]


def test_without_a_holdout_nothing_is_compared() -> None:
    found = result(arms((50, 0)), bought([1, 2]), kpi="conversion", closes=CLOSES)
    assert (found.state, found.differences, found.value, found.not_compared) == ("undecided", (), None, (0,))


def test_orders_without_amounts_cannot_judge_by_money() -> None:
    outcome = Outcome(pa.array(["C1"]), np.array([1]), None, LAST)
    assert result(ARMS, outcome, kpi="orders", closes=CLOSES).value is None
    with pytest.raises(BadInput, match="no amounts"):
        result(ARMS, outcome, kpi="money", closes=CLOSES)


def test_an_empty_audience_has_a_result_too() -> None:
    nobody = Arms(pa.array([], pa.string()), np.zeros(0, int), np.zeros(0, bool))
    assert result(nobody, WORKED, kpi="conversion", closes=CLOSES).state == "undecided"


def test_the_order_of_customers_does_not_matter() -> None:
    rows = np.random.default_rng(1).permutation(200)
    shuffled = Arms(ARMS.ids.take(pa.array(rows)), ARMS.segments[rows], ARMS.held_out[rows])
    found, same = result(shuffled, WORKED, kpi="money", closes=CLOSES), judged(WORKED, "money")
    for one, other in zip(found.differences, same.differences, strict=True):
        assert (one.low, one.high) == pytest.approx((other.low, other.high))
        assert one.chance == pytest.approx(other.chance, abs=0.02)
