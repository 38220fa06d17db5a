"""Numbers and comparisons as people read them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.explaining import Meaning
from core.explaining.wording import THIN, compare, described, plain, share, written

positive = st.floats(1e-6, 1e9)


@pytest.mark.parametrize(
    ("value", "text"),
    [(12480.4, "12,480"), (99.96, "100"), (62.71, "62.7"), (3.0, "3"), (2.346, "2.35"), (0.0123, "0.012"), (-4.5, "−4.5"), (-1e-9, "−1e-09"), (0, "0")],
)  # fmt: skip
def test_numbers_have_few_digits(value: float, text: str) -> None:
    assert plain(value) == text.replace("−1e-09", "−1e−09")


@pytest.mark.parametrize(("value", "text"), [(0.37, "37"), (0.052, "5.2"), (0, "0"), (1, "100"), (0.0999, "10")])
def test_shares_are_whole_percents_from_ten_on(value: float, text: str) -> None:
    assert share(value) == f"{text}{THIN}%"


def test_each_measure_is_written_in_its_unit() -> None:
    assert written(1234.5, Meaning("money", "money", currency="€")) == "€1,234"
    assert written(-3, Meaning("money", "money", currency="€")) == "−€3"
    assert written(546, Meaning("money", "money", currency="EUR")) == "€546"
    assert written(-546, Meaning("money", "money", currency="CHF")) == f"−CHF{THIN}546"
    assert described(1, Meaning("orders", "count", sense="frequency")) == "1 order"
    assert described(174, Meaning("recency", "days", sense="recency")) == "174 days since the last order"


@pytest.mark.parametrize(
    ("own", "others", "text"),
    [
        (9, 3, "3 times as often as"),
        (7, 2, "3.5 times as often as"),
        (4, 2, "twice as often as"),
        (1, 2, "half as often as"),
        (1, 3, "a third as often as"),
        (3, 2, f"50{THIN}% more often than"),
        (2, 5, f"60{THIN}% less often than"),
        (1, 1000, f"99{THIN}% less often than"),
        (2500, 2, "1,250 times as often as"),
    ],
)
def test_one_number_is_told_by_the_other(own: float, others: float, text: str) -> None:
    assert compare(own, others, "as often", "more often", "less often") == text


@given(positive, positive)
def test_a_comparison_never_turns_the_numbers_round(own: float, others: float) -> None:
    text = compare(own, others, "as much", "more", "less")
    if "more" in text or "times" in text or "twice" in text:
        assert own >= others
    else:
        assert own <= others
