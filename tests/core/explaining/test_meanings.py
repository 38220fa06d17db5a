"""Meanings: measures by their names, and the names of columns as words."""

import pytest

from core.explaining import Meaning, meaning_of, meanings_of
from core.explaining.meanings import told_once
from core.measuring import Measure


@pytest.mark.parametrize(
    ("name", "unit", "label", "sense"),
    [
        ("recency", "days", "days since the last order", "recency"),
        ("orders", "count", "orders", "frequency"),
        ("money", "money", "spend", "money"),
        ("return rate", "share", "return rate", "returns"),
        ("share on Monday", "share", "share of orders on a Monday", ""),
        ("share of Shoes", "share", "share of units in Shoes", ""),
        ("Annual Income (k$)", "number", "annual income", "income"),
        ("spending_score", "number", "spending score", "score"),
        ("Age", "number", "age", "age"),
        ("Average Return Rate", "share", "average return rate", "returns"),
        ("Products Ordered", "count", "products ordered", "products"),
        ("Total Spending", "money", "total spending", "money"),
        ("NumWebPurchases", "number", "num web purchases", ""),
        ("MINIMUM_PAYMENTS", "number", "minimum payments", ""),
        ("BALANCE_FREQUENCY", "number", "balance frequency", ""),
        ("TENURE", "number", "tenure", "tenure"),
        ("average", "number", "average", ""),
    ],
)
def test_the_name_of_a_measure_tells_its_unit_its_words_and_its_sense(
    name: str, unit: str, label: str, sense: str
) -> None:
    found = meaning_of(name)
    assert (found.unit, found.label, found.sense) == (unit, label, sense)


def test_measures_that_tell_nearly_the_same_are_of_one_family() -> None:
    assert meaning_of("orders").family == meaning_of("units").family == meaning_of("products").family
    assert meaning_of("return rate").family == meaning_of("returned share").family
    assert meaning_of("share in April").family == meaning_of("recency").family
    assert meaning_of("share of Shoes").family != meaning_of("share of Toys").family


def test_words_that_are_given_are_kept() -> None:
    assert Meaning("x").high == "High x"
    assert Meaning("x", high="Keen").high == "Keen"
    assert Meaning("recency", sense="recency").low == "Recent"


def test_long_names_of_columns_are_cut() -> None:
    label = meaning_of("answer to question 17: how often do you shop with us in a usual month").label
    assert label == "answer to question 17: how often do you…"
    assert len(label) == 40


def test_only_money_has_a_currency() -> None:
    assert meaning_of("money", currency="€").currency == "€"
    assert meaning_of("orders", currency="€").currency == ""


def test_the_second_measure_of_a_sense_is_called_by_its_own_name() -> None:
    first, second = told_once([meaning_of("annual income"), meaning_of("income of the household")])
    assert (first.sense, second.sense) == ("income", "")
    assert second.high == "High income of the household"


def test_measures_from_orders_bring_their_units_and_ids_and_dates_have_no_meaning() -> None:
    made = [Measure("customer", "customer", "Who", "who"), Measure("money", "money", "Sum", "money")]
    assert [one.name for one in meanings_of(made, "€")] == ["money"]
