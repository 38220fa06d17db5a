"""What can be chosen as measures, and what is chosen until somebody chooses."""

import numpy as np
import pandas as pd

from core.preparing.candidates import ALIKE, USUAL, candidates

CHANCE = np.random.default_rng(0)
SIZE = 500
TABLE = pd.DataFrame(
    {
        "spend": CHANCE.lognormal(3, 1.2, SIZE),
        "age": CHANCE.normal(40, 10, SIZE),
        "same": np.ones(SIZE),
        "country": CHANCE.choice(["DE", "FR", "NL"], SIZE, p=[0.6, 0.3, 0.1]),
    }
)


def test_every_column_is_told_with_the_preparation_that_suits_it() -> None:
    spend, age, same, country = candidates(TABLE).columns
    assert spend.measure is not None and spend.measure.transform == "log1p"
    assert "logarithm" in spend.reasons[0]
    assert age.measure is not None and age.measure.transform == "none"
    assert (same.measure, same.refusal) == (
        None,
        "'same' has the same value everywhere and cannot separate customers. Leave it out.",
    )
    assert country.measure is not None and (country.measure.kind, country.measure.weight, country.values) == (
        "category",
        0.5,
        3,
    )


def test_bars_hold_nearly_all_customers() -> None:
    """The farthest half percent on each side is left out, so that a long tail leaves something to see."""
    spend = candidates(TABLE).columns[0]
    assert len(spend.bars) == 14
    assert 0.98 * SIZE <= sum(spend.bars) <= SIZE


def test_gaps_are_counted() -> None:
    table = pd.DataFrame({"age": [20.0, np.nan, 40.0, 60.0], "sex": ["f", None, "m", None]})
    assert [column.gaps for column in candidates(table).columns] == [1, 2]


def test_a_category_with_one_value_cannot_be_chosen() -> None:
    (only,) = candidates(pd.DataFrame({"country": ["DE", "DE", "DE"]})).columns
    assert only.measure is None
    assert "same value everywhere" in only.refusal


def test_numbers_that_say_nearly_the_same_are_not_both_chosen() -> None:
    age = TABLE["age"]
    table = pd.DataFrame({"age": age, "age in months": 12 * age + CHANCE.normal(size=SIZE), "spend": TABLE["spend"]})
    found = candidates(table)
    assert found.alike[0, 1] > ALIKE
    assert found.usual == ("age", "spend")


def test_only_a_few_are_chosen_of_many() -> None:
    table = pd.DataFrame({f"m{place}": CHANCE.normal(size=SIZE) for place in range(30)})
    assert candidates(table).usual == tuple(f"m{place}" for place in range(USUAL))


def test_of_orders_those_are_chosen_that_everybody_asks_for_first() -> None:
    names = ["tenure", "recency", "orders", "money", "share on Monday"]
    table = pd.DataFrame({name: CHANCE.normal(size=SIZE) for name in names})
    assert candidates(table).usual == ("recency", "orders", "money")


def test_a_table_without_anything_to_choose_has_nothing_chosen() -> None:
    found = candidates(pd.DataFrame({"same": [1.0, 1.0], "text": ["a", "a"]}))
    assert (found.usual, found.numbers) == ((), ())
    assert all(column.measure is None for column in found.columns)
