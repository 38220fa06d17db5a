"""Names: never against the means, none twice, and those of RFM where they are true."""

import numpy as np
import pytest
from hypothesis import given, settings

from core.explaining import Customers, names, profiles
from core.explaining.meanings import WORDS
from core.explaining.words.rfm import SAID, rfm_name
from core.measuring import ELEVEN
from tests.core.explaining.tables import Array, divided, profiled

MALL = {"income": [86, 88, 87, 86, 26, 25, 26, 25, 55, 56], "score": [82, 84, 17, 16, 79, 80, 20, 21, 50, 49]}


def test_high_income_with_high_score_are_never_low_spenders() -> None:
    # The centres that were published for a shopping centre: 86.5 with 82.1 was called low spenders there.
    found = profiled([0, 0, 1, 1, 2, 2, 3, 3, 4, 4], **MALL)
    assert names(found, ["income", "score"]) == (
        "High income, high score",
        "High income, low score",
        "Low income, high score",
        "Low income, low score",
        "Middle income, middle score",
    )


def test_recency_frequency_and_money_have_the_names_of_rfm() -> None:
    # Ten customers, two a fifth: the first pair scores 5 in all, the last 1 in all.
    days, orders, money = (
        [1, 1, 9, 9, 20, 20, 40, 40, 90, 90],
        [9, 9, 5, 5, 3, 3, 2, 2, 1, 1],
        [900, 900, 300, 300, 90, 90, 40, 40, 9, 9],
    )
    found = profiled([0, 0, 2, 2, 2, 2, 2, 2, 1, 1], recency=days, orders=orders, money=money)
    assert names(found)[:2] == ("Champions", "Lost")


def test_a_name_of_rfm_that_a_mean_denies_is_not_given() -> None:
    # The middle one of segment 0 scores high in all, but one of them has been silent so long that their mean is above everyone's.
    found = profiled(
        [0, 0, 0, 1, 1, 1, 1, 1],
        recency=[1, 1, 900, 50, 50, 60, 60, 70],
        orders=[9, 9, 9, 1, 2, 2, 3, 3],
        money=[90, 90, 90, 1, 2, 3, 4, 5],
    )
    assert found.segments[0].numbers["recency"].difference > 0
    assert rfm_name(found, 0) == ""
    assert "Champions" not in names(found)


def test_every_name_of_rfm_says_something_that_is_checked() -> None:
    assert set(SAID) == set(ELEVEN)


def test_segments_that_are_alike_still_have_names_of_their_own() -> None:
    found = profiled([0, 1, 2], income=[5, 5, 5], score=[7, 7, 7])
    assert names(found) == (
        "Middle income, middle score",
        "Middle income, middle score (2)",
        "Middle income, middle score (3)",
    )


def test_of_two_segments_alike_the_one_that_is_most_so_is_called_that() -> None:
    products = [2, 2, 3, 3, 1, 1, 1, 1, 1, 1]
    found = profiled([0, 0, 1, 1, 2, 2, 2, 2, 2, 2], products=products, money=[n * 100 for n in products])
    assert names(found) == ("Many products, high spend", "Most products, highest spend", "Few products, low spend")


def test_a_third_measure_tells_two_segments_apart_that_share_two() -> None:
    # Segments 0 and 1 are high in income and score alike; age is what differs.
    found = profiled(
        [0, 0, 1, 1, 2, 2, 2, 2],
        income=[9, 9, 9, 9, 1, 1, 1, 1],
        score=[9, 9, 9, 9, 1, 1, 1, 1],
        age=[60, 61, 30, 31, 40, 41, 42, 43],
    )
    assert len(set(names(found))) == 3
    assert names(found)[:2] == ("High income, older", "High income, younger")


def test_segments_of_categories_alone_are_called_by_what_is_common_in_them() -> None:
    found = profiled([0, 0, 1, 1], gender=["f", "f", "m", "m"])
    assert names(found) == ("Gender f", "Gender m")


@settings(max_examples=60, deadline=None)
@given(divided())
def test_high_and_low_in_a_name_agree_with_the_mean(drawn: tuple[Customers, Array, int]) -> None:
    customers, labels, segments = drawn
    found = profiles(customers, labels, segments)
    told = names(found)
    assert len(set(told)) == segments == len(told)
    for own, name in zip(found.segments, told, strict=True):
        words = [word.lower() for word in name.split(", ")]
        for figure, meaning in ((own.numbers[one], found.meanings[one]) for one in own.numbers):
            assert meaning.high.lower() not in words or figure.difference > 0
            assert meaning.low.lower() not in words or figure.difference < 0


@settings(max_examples=60, deadline=None)
@given(divided())
def test_what_a_name_of_rfm_says_agrees_with_the_means(drawn: tuple[Customers, Array, int]) -> None:
    customers, labels, segments = drawn
    found = profiles(customers, labels, segments)
    for own in found.segments:
        called = rfm_name(found, int(own.segment or 0))
        for sense, side in SAID.get(called, {}).items():
            name = found.named(sense)
            if name in own.numbers:
                assert own.numbers[name].difference * (1 if side == "high" else -1) > 0


@pytest.mark.parametrize("sense", WORDS)
def test_much_and_little_of_a_measure_have_different_words(sense: str) -> None:
    assert len(set(WORDS[sense])) == 2
    assert sum(WORDS[sense][0] == high for high, _ in WORDS.values()) == 1


def test_a_name_speaks_only_of_the_measures_that_were_chosen() -> None:
    rng = np.random.default_rng(1)
    labels = np.repeat([0, 1], 50).astype(np.uint8)
    table = {"income": labels + rng.normal(0, 0.1, 100), "age": labels * 30 + 20}
    assert names(profiles(Customers.of(table), labels, 2), ["age"]) == ("Younger", "Older")
