"""A rule is data: checked like anything that comes from outside, and the same in words, in SQL and on a table."""

import duckdb
import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings

from core.errors import BadInput
from core.explaining import Condition, Customers, Rule, meaning_of, twins
from core.explaining.rules import as_sql, as_text
from core.explaining.wording import THIN
from tests.core.explaining.tables import Array, divided

TABLE = {
    "orders": np.array([1.0, 3, 7, np.nan]),
    "return rate": np.array([0.1, 0.2, 0.3, 0.4]),
    'it\'s "odd"': np.array(["O'Neil", "b", "", "b"]),
}
RULE = Rule((Condition("orders", 3, 8, whole=True), Condition("return rate", below=0.3)))


def test_conditions_have_an_inner_and_an_outer_limit_and_no_place_for_gaps() -> None:
    # At least 3 and below 8: the second and third; below 0.3: the first and second; nobody knows the orders of the fourth.
    assert RULE.fits(Customers.of(TABLE)).tolist() == [False, True, False, False]


def test_a_rule_reads_well() -> None:
    customers = Customers.of(TABLE)
    assert as_text(RULE, customers.meanings) == f"3 to 7 orders, return rate below 30{THIN}%."
    at_most = Rule((Condition("orders", below=4, whole=True),))
    assert as_text(at_most, customers.meanings) == "At most 3 orders."
    assert as_text(Rule((Condition("orders", 1, 2, whole=True),)), customers.meanings) == "Exactly 1 order."
    assert as_text(Rule((Condition("return rate", 0.005),)), customers.meanings) == f"Return rate at least 0.5{THIN}%."
    assert as_text(Rule((Condition("orders", below=2.5, whole=True),)), customers.meanings) == "Below 2.5 orders."
    paid = {"money": meaning_of("money", currency="EUR")}
    assert as_text(Rule((Condition("money", -5, 1250.5),)), paid) == "Spend −€5 to below €1,250.5."
    assert as_text(Rule(()), customers.meanings) == "Everyone."


def test_json_brings_the_same_rule_back() -> None:
    rule = Rule((*RULE.conditions, Condition('it\'s "odd"', values=("b",))))
    assert Rule.from_json(rule.to_json()) == rule
    assert rule.to_json().startswith('{"all": [{"measure": "orders", "from": 3, "below": 8, "whole": true}')


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "{}",
        "not json",
        '{"all": [1]}',
        '{"all": [{"measure": "x"}]}',
        '{"all": [{"from": 1}]}',
        '{"all": [{"measure": "x", "from": "1"}]}',
        '{"all": [{"measure": "x", "from": 1e999}]}',
        '{"all": [{"measure": "x", "from": 2, "below": 1}]}',
        '{"all": [{"measure": "x", "from": ' + "9" * 400 + "}]}",
        '{"all": [{"measure": "x", "in": [1]}]}',
        '{"all": [{"measure": "x", "in": ["a"], "from": 1}]}',
        '{"all": [{"measure": "x", "eval": "1"}]}',
        '{"all": [' + ", ".join(['{"measure": "x", "from": 1}'] * 4) + "]}",
    ],
)
def test_what_is_no_rule_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(BadInput, match=r"\.$"):
        Rule.from_json(text)


def test_a_rule_needs_the_measures_that_it_speaks_of() -> None:
    for condition in (Condition("tenure", 1), Condition("country", values=("DE",))):
        with pytest.raises(BadInput, match=condition.measure):
            Rule((condition,)).fits(Customers.of(TABLE))


def test_names_and_values_cannot_break_out_of_sql() -> None:
    rule = Rule((Condition('it\'s "odd"', values=("O'Neil",)), Condition("orders", 1, 2.5)))
    assert as_sql(rule) == '''"it's ""odd""" IN ('O''Neil') AND "orders" >= 1 AND "orders" < 2.5'''
    assert _asked(TABLE, rule) == [True, False, False, False]
    assert as_sql(Rule(())) == "TRUE"


@settings(max_examples=25, deadline=None)
@given(divided())
def test_a_database_names_the_same_customers(drawn: tuple[Customers, Array, int]) -> None:
    customers, labels, segments = drawn
    genders = customers.categories["gender"]
    texts = np.array(genders.values)[genders.codes]
    table = {**customers.numbers, "gender": np.where(texts == "unknown", "", texts)}
    for twin in twins(customers, labels, segments):
        rule = Rule.from_json(twin.rule.to_json())
        assert rule == twin.rule
        assert _asked(table, rule) == rule.fits(customers).tolist()


def _asked(table: dict[str, Array], rule: Rule) -> list[bool]:
    """What is missing is NULL in the database."""
    columns = {name: pa.array(values, from_pandas=True) for name, values in table.items()}
    size = len(next(iter(columns.values())))
    rows = pa.table({**columns, "place": range(size)})
    with duckdb.connect() as connection:
        connection.register("t", rows)
        found = {place for (place,) in connection.execute(f"select place from t where {as_sql(rule)}").fetchall()}
    return [place in found for place in range(size)]
