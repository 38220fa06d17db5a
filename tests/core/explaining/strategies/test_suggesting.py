"""Strategies: the right one on segments whose answer is known by hand, and none that the numbers deny."""

from typing import Any

import pytest
from hypothesis import given, settings

from core.explaining import Customers, profiles, strategies, strategy
from core.explaining.strategies.suggesting import PROGRAMMES
from tests.core.explaining.tables import Array, divided, profiled

# Segment 0 is the one that is asked about; segment 1 is everybody else, scattered around the middle.
REST = {
    "recency": [20, 30, 40, 50, 60, 70, 80],
    "tenure": [200, 250, 300, 300, 350, 400, 450],
    "orders": [2, 2, 3, 3, 3, 4, 4],
    "money": [80, 100, 120, 130, 140, 160, 200],
    "return rate": [0.02, 0.05, 0.06, 0.07, 0.08, 0.1, 0.15],
    "discount": [0.1, 0.15, 0.2, 0.2, 0.2, 0.25, 0.3],
}
USUAL = {"recency": 50, "tenure": 300, "orders": 3, "money": 130, "return rate": 0.07, "discount": 0.2}


def _first(without: tuple[str, ...] = (), **own: float) -> Any:
    asked = USUAL | {name.replace("_", " "): value for name, value in own.items()}
    columns = {name: [asked[name]] * 3 + REST[name] for name in REST if name not in without}
    return strategy(profiled([0] * 3 + [1] * 7, **columns), 0)


@pytest.mark.parametrize(
    ("own", "key"),
    [
        ({"tenure": 20, "orders": 1, "return_rate": 0.6, "recency": 15}, "new with high returns"),
        ({"tenure": 20, "orders": 1, "return_rate": 0.6, "recency": 90}, "new with high returns"),
        ({"money": 900, "return_rate": 0.5}, "big spenders with high returns"),
        ({"return_rate": 0.5}, "heavy returners"),
        ({"recency": 200, "money": 900, "orders": 9}, "lapsing big spenders"),
        ({"recency": 5, "money": 900, "orders": 9}, "best customers"),
        ({"orders": 9, "return_rate": 0, "recency": 20}, "loyal without returns"),
        ({"discount": 0.6}, "bargain hunters"),
        ({"recency": 200, "money": 20, "orders": 1}, "lost small customers"),
        ({"recency": 200}, "lapsing"),
        ({"tenure": 20, "recency": 10}, "new"),
        ({"orders": 1}, "one-time buyers"),
        ({"orders": 9}, "loyal"),
        ({"money": 900, "orders": 1}, "rare big baskets"),
        ({"money": 900}, "keen spenders"),
        ({"money": 20}, "small customers"),
        ({}, "steady middle"),
    ],
)
def test_the_strategy_is_drawn_from_what_the_segment_is_like(own: dict[str, float], key: str) -> None:
    assert _first(**own).key == key


def test_without_recency_the_best_are_those_who_buy_much_and_often() -> None:
    assert _first(("recency", "tenure"), money=900, orders=9).key == "best customers"


def test_few_returns_are_no_returns_worth_fighting() -> None:
    # Thirty times as many as everyone, yet only 15 %.
    columns = {"return_rate": [0.15] * 3 + [0.005] * 7, "orders": [3] * 10}
    assert strategy(profiled([0] * 3 + [1] * 7, **columns), 0).key == "of its own kind"


@pytest.mark.parametrize(
    ("segment", "key"),
    [(0, "well off and spending"), (1, "well off but careful"), (2, "spending beyond income"), (3, "careful with little"), (4, "steady middle")],
)  # fmt: skip
def test_customers_of_a_shopping_centre_have_strategies_too(segment: int, key: str) -> None:
    income, score = [86, 88, 87, 86, 26, 25, 26, 25, 55, 56], [82, 84, 17, 16, 79, 80, 20, 21, 50, 49]
    found = profiled([0, 0, 1, 1, 2, 2, 3, 3, 4, 4], income=income, spending_score=score)
    assert strategy(found, segment).key == key


def test_segments_of_age_are_addressed_by_age() -> None:
    found = profiled([0, 0, 1, 1], age=[20, 22, 60, 62])
    assert [strategy(found, segment).key for segment in (0, 1)] == ["younger", "older"]


def test_a_measure_that_nobody_knows_still_gives_a_reason() -> None:
    found = profiled([0, 0, 1, 1], fresh=[9, 8, 1, 2])
    assert strategy(found, 0).key == "of its own kind"
    assert strategy(found, 0).reason == "High fresh (median 8.5 against 5)."


def test_a_weekday_alone_makes_no_strategy() -> None:
    found = profiled([0, 0, 1, 1], **{"share on Monday": [1, 1, 0, 0], "fresh": [5, 6, 6, 5]})
    assert strategy(found, 0).key == "steady middle"


def test_the_reason_is_told_from_the_numbers() -> None:
    # Everyone's middle customer: 50.0 days and 130 spent; orders 3.
    assert _first(recency=200, money=20, orders=1).reason.startswith(
        "Silent for longer than everyone (median 200 days since"
    )


@settings(max_examples=60, deadline=None)
@given(divided())
def test_something_always_fits_and_the_general_comes_last(drawn: tuple[Customers, Array, int]) -> None:
    customers, labels, segments = drawn
    found = profiles(customers, labels, segments)
    for segment in range(segments):
        fitting = strategies(found, segment)
        assert fitting[-1].key == "steady middle"
        assert all(one.reason for one in fitting)


def test_every_programme_says_what_for_with_what_where_and_how_to_see_it() -> None:
    assert len({one.key for one in PROGRAMMES}) == len(PROGRAMMES)
    for one in PROGRAMMES:
        assert all((one.title, one.objective, one.offer, one.channel, one.watch))
        assert not one.offer.endswith(".") and one.offer[0].isupper()
    assert PROGRAMMES[-1].needs == ()
    assert all(one.needs for one in PROGRAMMES[:-1])
