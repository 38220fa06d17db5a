"""Rules come close to their segments, and what is said of them is counted on everyone."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from sklearn.tree import DecisionTreeClassifier

from core.errors import BadInput
from core.explaining import Condition, Customers, Rule, held_against, twins, who_differs
from core.samples import shopping_centre
from tests.core.explaining.tables import Array, divided, of_columns


def test_a_segment_that_is_a_rule_is_found_exactly() -> None:
    rng = np.random.default_rng(1)
    orders, recency = rng.poisson(4, 5_000), rng.integers(0, 365, 5_000)
    labels = ((orders >= 3) & (recency < 80)).astype(np.uint8)
    inside = twins(Customers.of({"orders": orders, "recency": recency, "noise": rng.normal(size=5_000)}), labels, 2)[1]
    assert inside.precision > 0.97 and inside.recall > 0.97
    assert {one.measure for one in inside.rule.conditions} == {"orders", "recency"}
    assert next(one for one in inside.rule.conditions if one.measure == "orders").low == 3


def test_an_island_in_the_middle_needs_a_limit_on_either_side() -> None:
    customers, labels = of_columns([0] * 10 + [1] * 10 + [0] * 10, income=list(range(30)))
    (condition,) = twins(customers, labels, 2)[1].rule.conditions
    assert (condition.low, condition.below) == (10, 20)


def test_categories_make_rules_too() -> None:
    customers, labels = of_columns([0, 0, 0, 1, 1, 1], country=["DE", "FR", "DE", "IT", "ES", "IT"])
    found = twins(customers, labels, 2)
    assert found[1].rule.conditions == (Condition("country", values=("ES", "IT")),)
    assert found[1].text == "Country ES or IT."
    assert (found[1].precision, found[1].recall) == (1, 1)


def test_precision_recall_and_who_differs_are_counted() -> None:
    customers, labels = of_columns([0, 0, 0, 1, 1, 255], orders=[5, 6, 1, 7, 2, 8])
    rule = Rule((Condition("orders", 5),))
    # Named: 5, 6, 7 and 8. Of segment 0 are the first two; the third is missed, 7 and 8 are wrong.
    found = held_against(rule, customers, labels, 0)
    assert (found.customers, found.wrong, found.missed) == (4, 2, 1)
    assert (found.precision, found.recall) == (pytest.approx(0.5), pytest.approx(2 / 3))
    differing = who_differs(rule, customers, labels, 0)
    assert np.flatnonzero(differing.wrong).tolist() == [3, 5]
    assert np.flatnonzero(differing.missed).tolist() == [2]


def test_rules_come_closer_than_the_leaves_of_a_tree_as_deep() -> None:
    sample = shopping_centre(1)
    labels = sample.truth.cat.codes.to_numpy().astype(np.uint8)
    table = {name: sample.table[name].to_numpy() for name in ("income", "spending_score", "age")}
    points = np.column_stack(list(table.values()))
    leaves = [_best_leaf(points, labels == segment) for segment in range(5)]
    found = [_f1(twin) for twin in twins(Customers.of(table), labels, 5)]
    assert np.mean(found) > np.mean(leaves)
    assert all(own > leaf - 0.01 for own, leaf in zip(found, leaves, strict=True))


def test_a_small_segment_is_not_lost_in_a_large_table() -> None:
    labels = np.zeros(60_000, np.uint8)
    labels[:90] = 1
    values = np.random.default_rng(1).normal(0, 1, 60_000)
    values[:90] += 50
    small = twins(Customers.of({"money": values}), labels, 2)[1]
    assert (small.customers, small.precision, small.recall) == (90, 1, 1)


def test_a_segment_without_customers_has_a_rule_that_finds_nobody_of_it() -> None:
    customers, labels = of_columns([0, 0], age=[1, 2])
    assert twins(customers, labels, 2)[1].recall == 0


@settings(max_examples=50, deadline=None)
@given(divided())
def test_rules_are_short_and_no_worse_than_naming_everyone(drawn: tuple[Customers, Array, int]) -> None:
    customers, labels, segments = drawn
    found = twins(customers, labels, segments)
    for twin in found:
        size = int((labels == twin.segment).sum())
        assert len(twin.rule.conditions) <= 3
        assert len({one.measure for one in twin.rule.conditions}) == len(twin.rule.conditions)
        assert twin.customers == twin.wrong + size - twin.missed
        assert _f1(twin) >= 2 * size / (size + customers.size) - 1e-9


def _best_leaf(points: Array, inside: Array) -> float:
    leaf = DecisionTreeClassifier(max_depth=3, random_state=1).fit(points, inside).apply(points)
    counts = [(int((inside & (leaf == one)).sum()), int((leaf == one).sum())) for one in np.unique(leaf)]
    return float(max(2 * hits / (inside.sum() + named) for hits, named in counts))


def _f1(twin: Any) -> float:
    hits = twin.customers - twin.wrong
    return 2 * hits / max(2 * hits + twin.wrong + twin.missed, 1)


def test_a_measure_that_is_not_there_is_named() -> None:
    customers, labels = of_columns([0, 1], age=[1, 2])
    with pytest.raises(BadInput, match="no measure 'income'"):
        twins(customers, labels, 2, ["income"])
