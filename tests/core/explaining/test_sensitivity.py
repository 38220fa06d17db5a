"""Would another analyst get the same: variants, agreement, and the one choice that matters."""

import json

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score

from core.clustering import run
from core.errors import BadInput
from core.explaining import Sensitivity, agreement, sensitivity, variants
from core.preparing import prepare
from core.recipe import Measure, Recipe

labels_of = st.lists(st.sampled_from([0, 1, 2, 3, 255]), min_size=40, max_size=40)
RECIPE = Recipe((Measure("orders", transform="log1p"), Measure("recency")), segments=3, starts=10)


def test_every_variant_differs_in_one_choice_and_says_which() -> None:
    found = variants(RECIPE)
    assert [one.name for one in found] == [
        "Seed 2",
        "Seed 3",
        "No transform",
        "Logarithm of every number",
        "Scaled from 0 to 1",
        "Robust scaling",
        "Lowest and highest 1 % clipped",
        "Clipped at 1.5 times the box",
        "Without orders",
        "Without recency",
        "One segment fewer",
        "One segment more",
    ]
    assert len({one.recipe.fingerprint for one in found} | {RECIPE.fingerprint}) == len(found) + 1


def test_two_segments_are_not_tried_as_one_and_a_single_measure_is_not_left_out() -> None:
    names = [one.name for one in variants(Recipe((Measure("orders"),), segments=2))]
    assert "One segment fewer" not in names and not any(name.startswith("Without") for name in names)


def test_what_leaves_nothing_to_chance_has_no_other_seeds() -> None:
    assert not [
        one for one in variants(Recipe(RECIPE.measures, method="hdbscan")) if one.choice in ("seed", "segments")
    ]


@given(labels_of, labels_of)
def test_agreement_is_the_adjusted_rand_index_of_those_in_both(one: list[int], other: list[int]) -> None:
    first, second = np.array(one, np.uint8), np.array(other, np.uint8)
    both = (first != 255) & (second != 255)
    if both.any():
        assert agreement(first, second) == pytest.approx(adjusted_rand_score(first[both], second[both]))


def test_three_firm_groups_are_found_by_everyone_who_uses_the_measure_that_makes_them() -> None:
    # Recency alone makes the groups; orders are noise.
    rng = np.random.default_rng(1)
    group = np.repeat([0, 1, 2], [300, 200, 100])
    table = pa.table({"orders": rng.poisson(5, 600), "recency": group * 100.0 + rng.normal(0, 3, 600)})
    recipe = Recipe((Measure("orders", weight=0.3), Measure("recency")), segments=3, starts=10)
    labels = _labels(table, recipe)
    told: list[float] = []
    found = sensitivity(table, recipe, labels, progress=lambda share, _: told.append(share))
    by_name = {one.name: one for one in found.outcomes}
    assert by_name["Seed 2"].agreement == 1 and by_name["Without orders"].agreement == 1
    assert abs(by_name["Without recency"].agreement or 0) < 0.05
    assert found.matters_most and found.matters_most.choice == "measures"
    # The largest segment appears wherever recency is used and groups are not merged or split.
    assert max(found.appears) < 1 and min(found.appears) > 0.6
    assert told == sorted(told) and len(told) == len(found.outcomes)
    assert found.rows == found.customers == 600
    assert "What matters most is which measures are used" in found.sentence
    assert Sensitivity.from_dict(json.loads(json.dumps(found.to_dict()))) == found


def test_a_choice_that_the_customers_do_not_allow_is_told_and_counts_for_nothing() -> None:
    rng = np.random.default_rng(2)
    group = np.repeat([0, 1], [160, 40])
    # Below zero there is no logarithm, and four fifths of equal values have no robust scale.
    table = pa.table(
        {"a": group * 9.0 + rng.normal(0, 1, 200) - 5, "b": np.where(group == 0, 1.0, rng.normal(5, 1, 200))}
    )
    recipe = Recipe((Measure("a"), Measure("b")), segments=2, starts=10)
    found = {one.name: one for one in sensitivity(table, recipe, _labels(table, recipe)).outcomes}
    assert found["Logarithm of every number"].agreement is None
    assert "below zero" in found["Logarithm of every number"].problem
    assert "robust scaling" in found["Robust scaling"].problem
    assert found["Seed 2"].agreement == 1


def test_large_tables_are_answered_by_a_sample() -> None:
    rng = np.random.default_rng(3)
    table = pa.table({"a": np.repeat([0.0, 9], 500) + rng.normal(0, 1, 1_000)})
    recipe = Recipe((Measure("a"),), segments=2, starts=10)
    found = sensitivity(table, recipe, _labels(table, recipe), most_rows=300)
    assert (found.rows, found.customers) == (300, 1_000)
    assert {one.name: one for one in found.outcomes}["Seed 2"].agreement == 1


def test_what_was_kept_only_in_part_is_refused() -> None:
    with pytest.raises(BadInput, match="not complete"):
        Sensitivity.from_dict({"outcomes": []})


def test_labels_of_another_table_are_refused() -> None:
    with pytest.raises(BadInput, match="1 labels for 2 customers"):
        sensitivity(pa.table({"a": [1, 2]}), RECIPE, np.zeros(1, np.uint8))


def _labels(table: pa.Table, recipe: Recipe) -> np.ndarray:
    _, points = prepare(table, recipe)
    return np.asarray(run(points.values, recipe).labels)
