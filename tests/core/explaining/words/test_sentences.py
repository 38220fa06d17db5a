"""Sentences: in original units, at most three, and never against the means."""

import re

import numpy as np
from hypothesis import given, settings

from core.explaining import Customers, Meaning, profiles, sentences
from core.explaining.wording import THIN
from tests.core.explaining.tables import Array, divided, of_columns, profiled

MORE = re.compile(
    r"^(High|Older|Newer|Silent|Sends back more|.* more |.* (times|twice) |Customers for longer|Takes longer)"
)
LESS = re.compile(r"^(Low|Younger|Ordered more recently|Sends back less|.* (less|fewer) |.*(half|third|quarter) as)")


def test_orders_are_told_as_times_with_both_medians() -> None:
    found = profiled([0, 0, 0, 1, 1, 1, 1], orders=[9, 9, 9, 3, 3, 3, 3])
    assert [one.text for one in sentences(found, 0)] == [
        "Orders 3 times as often as everyone (median 9 orders against 3)."
    ]
    # The others order 3 times, as everyone does in the middle, though 5.6 times on average: told by the means.
    assert [one.text for one in sentences(found, 1)] == [
        f"Orders 46{THIN}% less often than everyone (mean 3 orders against 5.57)."
    ]


def test_money_has_its_currency_and_categories_their_share() -> None:
    table = {"money": np.array([600.0, 400, 100, 100]), "gender": np.array(["f", "f", "m", "f"])}
    customers = Customers.of(table, [Meaning("money", "money", "spend", "money", "€")])
    found = profiles(customers, np.array([0, 0, 1, 1], np.uint8), 2)
    assert [one.text for one in sentences(found, 0)] == [
        "Spends twice as much as everyone (median €500 against €250).",
        f"Gender is more often f (100{THIN}% against 75{THIN}% of everyone).",
    ]


def test_shares_are_told_by_means_where_the_medians_are_both_nothing() -> None:
    found = profiled([0] * 5 + [1] * 15, return_rate=[0, 0, 0, 0.5, 0.5] + [0] * 14 + [0.1])
    # Means: 1 / 5 against 1.1 / 20.
    assert sentences(found, 0)[0].text == f"Sends back more than everyone (mean 20{THIN}% against 5.5{THIN}%)."


def test_measures_that_tell_nearly_the_same_get_one_sentence() -> None:
    found = profiled([0, 0, 1, 1], orders=[8, 9, 1, 2], units=[80, 90, 10, 20], products=[8, 9, 1, 2])
    assert len(sentences(found, 0)) == 1


def test_what_is_only_a_part_of_a_measure_is_not_told_after_it() -> None:
    found = profiled([0, 0, 1, 1], advance=[8, 9, 1, 2], advance_count=[7, 7, 1, 2], wines=[5, 5, 4, 4])
    assert [one.measure for one in sentences(found, 0)] == ["advance", "wines"]


def test_the_measures_that_made_the_segments_are_told_first() -> None:
    found = profiled([0, 0, 0, 1, 1, 1], age=[60, 61, 21, 20, 22, 23], income=[9, 8, 7, 1, 2, 3])
    assert sentences(found, 0)[0].measure == "income"
    assert sentences(found, 0, chosen=["age"])[0].measure == "age"


def test_a_segment_in_the_middle_is_told_by_the_measures_that_were_chosen() -> None:
    found = profiled([0, 0, 1, 2], income=[50, 52, 10, 90], score=[5, 6, 1, 10])
    assert [one.text for one in sentences(found, 0, ["income"])] == [
        "Near the middle of everyone: income 51 against 51 and score 5.5 against 5.5 (medians)."
    ]


def test_words_that_somebody_gave_are_used() -> None:
    meaning = Meaning("fresh", high="Fond of fresh goods", low="Little fresh goods")
    customers = Customers.of({"fresh": np.array([9, 9, 1, 1])}, [meaning])
    found = profiles(customers, np.array([0, 0, 1, 1], np.uint8), 2)
    assert sentences(found, 0)[0].text == "Fond of fresh goods (median 9 against 5)."


def test_a_segment_without_customers_has_no_sentences() -> None:
    customers, labels = of_columns([0, 0], age=[1, 2])
    assert sentences(profiles(customers, labels, 2), 1) == ()


@settings(max_examples=60, deadline=None)
@given(divided())
def test_no_sentence_contradicts_a_mean(drawn: tuple[Customers, Array, int]) -> None:
    customers, labels, segments = drawn
    found = profiles(customers, labels, segments)
    for own in found.segments:
        told = sentences(found, int(own.segment or 0))
        assert len(told) <= 3
        for one in told:
            if one.measure in own.numbers and not one.text.startswith("Near"):
                rises = own.numbers[one.measure].difference > 0
                assert bool(MORE.match(one.text)) == (rises or one.text.startswith("Ordered more")), one.text
                assert bool(LESS.match(one.text)) == (not rises), one.text
