"""Claims: what may be claimed, how it is said, and whether it still holds."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.comparing import Claim, check
from core.errors import BadInput

SILENT = Claim(3, "recency", "median", "above", 90)
GOOD: dict[str, Any] = {"segment": 3, "measure": "recency", "statistic": "median", "comparison": "above", "value": 90}


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        (SILENT, "median recency of Nearly lost above 90"),
        (Claim(3, "money", "mean", "at most", 12.5), "mean money of Nearly lost at most 12.5"),
        (Claim(3, None, "share", "at least", 0.125), "share of Nearly lost in all customers at least 12.5 %"),
        (Claim(3, "money", "share", "between", 0.1, 0.3), "share of Nearly lost in money between 10 % and 30 %"),
        (Claim(3, None, "customers", "below", 12000), "customers in Nearly lost below 12,000"),
    ],
)
def test_a_claim_in_words(claim: Claim, words: str) -> None:
    assert claim.words("Nearly lost") == words


def test_a_claim_that_holds_and_one_that_does_not_any_more() -> None:
    held = check(SILENT, {("median", "recency"): 112.0}, "Nearly lost")
    assert (held.state, held.found) == ("still true", 112)
    assert held.sentence == "Still true: median recency of Nearly lost is 112, above 90."
    broken = check(SILENT, {("median", "recency"): 61.0}, "Nearly lost")
    assert (broken.state, broken.found) == ("no longer true", 61)
    assert broken.sentence == "No longer true: median recency of Nearly lost is now 61, not above 90."


def test_a_claim_that_cannot_be_checked_says_why() -> None:
    told = [check(SILENT, figures, "Nearly lost") for figures in (None, {}, {("median", "recency"): float("nan")})]
    assert {checked.state for checked in told} == {"can't be checked"}
    assert [checked.sentence for checked in told] == [
        "Can't be checked: no segment of this run continues Nearly lost.",
        "Can't be checked: this run has no measure 'recency'.",
        "Can't be checked: nobody in Nearly lost has a value of measure 'recency'.",
    ]
    size = check(Claim(0, None, "customers", "above", 5), {}, "Loyal")
    assert size.sentence == "Can't be checked: this run has no number for the customers."


@pytest.mark.parametrize(
    ("comparison", "holds"),
    [("above", "..o"), ("at least", ".oo"), ("below", "o.."), ("at most", "oo.")],
)
def test_comparisons_at_below_and_above_the_value(comparison: str, holds: str) -> None:
    claim = Claim(0, "orders", "mean", comparison, 5)
    assert "".join("o" if claim.holds(found) else "." for found in (4.999, 5, 5.001)) == holds


def test_between_includes_both_ends() -> None:
    claim = Claim(0, "orders", "mean", "between", 2, 4)
    assert [claim.holds(found) for found in (1.99, 2, 3, 4, 4.01)] == [False, True, True, True, False]


def test_a_found_figure_that_looks_like_the_value_is_told_to_the_digit() -> None:
    told = check(SILENT, {("median", "recency"): 89.9999}, "Nearly lost")
    assert told.sentence == "No longer true: median recency of Nearly lost is now 89.9999, not above 90."


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"segment": -1}, "number of a segment"),
        ({"segment": True}, "number of a segment"),
        ({"segment": "3"}, "number of a segment"),
        ({"statistic": "mode"}, "must be one of: median, mean, share, customers"),
        ({"comparison": "equals"}, "must be one of: above"),
        ({"comparison": ["above"]}, "must be one of: above"),
        ({"measure": None}, "needs a measure"),
        ({"measure": ""}, "name of a column"),
        ({"measure": 4}, "name of a column"),
        ({"statistic": "customers"}, "has no measure"),
        ({"statistic": "customers", "measure": None, "value": -1}, "never below 0"),
        ({"statistic": "share", "value": 40}, "Write 40 % as 0.4"),
        ({"value": "90"}, "must be a number"),
        ({"value": True}, "must be a number"),
        ({"value": float("nan")}, "must be a number"),
        ({"value": None}, "must be a number"),
        ({"value": 10**400}, "must be a number"),
        ({"upper": 100}, "Only 'between'"),
        ({"comparison": "between"}, "must be a number"),
        ({"comparison": "between", "upper": 90}, "larger than the first"),
        ({"colour": "red"}, "no setting 'colour'"),
    ],
)
def test_claims_that_say_nothing_are_refused(change: dict[str, Any], said: str) -> None:
    with pytest.raises(BadInput, match=said):
        Claim.from_dict({**GOOD, **change})


@pytest.mark.parametrize("key", ["segment", "statistic", "comparison", "value"])
def test_a_claim_that_is_not_complete_is_refused(key: str) -> None:
    with pytest.raises(BadInput, match=f"needs its {key}"):
        Claim.from_dict({name: value for name, value in GOOD.items() if name != key})


@given(
    st.integers(0, 49), st.sampled_from(["median", "mean", "share"]), st.sampled_from(["above", "at most", "between"]),
    st.floats(0, 0.5), st.floats(0.6, 1),
)  # fmt: skip
def test_a_claim_survives_json(segment: int, statistic: str, comparison: str, value: float, upper: float) -> None:
    claim = Claim(segment, "recency", statistic, comparison, value, upper if comparison == "between" else None)
    assert Claim.from_dict(json.loads(json.dumps(claim.to_dict()))) == claim


def test_a_claim_goes_with_its_segment() -> None:
    assert SILENT.on(1) == Claim(1, "recency", "median", "above", 90)
