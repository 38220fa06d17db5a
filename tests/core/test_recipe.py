"""A recipe that exists is a good recipe, and is always the same text."""

import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import BadInput
from core.recipe import (
    GAPS,
    METHODS,
    OUTLIERS,
    SCALINGS,
    TRANSFORMS,
    Measure,
    Recipe,
    check_range,
    check_segments,
    read_json,
)

names = st.text(min_size=1, max_size=20)
quantiles = st.tuples(st.floats(0, 0.4), st.floats(0.5, 1))
measures = st.builds(
    Measure,
    name=names,
    gaps=st.sampled_from(GAPS) | st.floats(-1e9, 1e9),
    outliers=st.sampled_from(OUTLIERS) | quantiles,
    transform=st.sampled_from(TRANSFORMS),
    scaling=st.sampled_from(SCALINGS),
    weight=st.floats(0.01, 100),
)
recipes = st.builds(
    Recipe,
    measures=st.lists(measures, min_size=1, max_size=5, unique_by=lambda m: m.name).map(tuple),
    method=st.sampled_from(METHODS),
    segments=st.none() | st.integers(2, 50),
    starts=st.integers(10, 500),
    iterations=st.integers(1, 500),
    seed=st.integers(0, 2**32 - 1),
    repairs=st.lists(st.dictionaries(names, st.integers() | names, max_size=3), max_size=3).map(tuple),
)


@given(recipes)
def test_a_recipe_comes_back_from_json_as_it_was(recipe: Recipe) -> None:
    again = Recipe.from_json(recipe.to_json())
    assert again == recipe
    assert again.fingerprint == recipe.fingerprint


def test_the_fingerprint_sees_every_setting() -> None:
    plain = Recipe((Measure("income"),))
    others = [
        Recipe((Measure("Income"),)),
        Recipe((Measure("income", transform="log1p"),)),
        Recipe((Measure("income", weight=2),)),
        Recipe((Measure("income"),), segments=4),
        Recipe((Measure("income"),), seed=2),
        Recipe((Measure("income"),), method="ward"),
        Recipe((Measure("income"),), repairs=({"drop": "row 3"},)),
        Recipe((Measure("income"),), measuring=({"reference": "2024-01-01"},)),
    ]
    assert len({recipe.fingerprint for recipe in [plain, *others]}) == 9


def test_a_whole_weight_and_a_broken_one_are_the_same_recipe() -> None:
    assert Recipe((Measure("a", weight=2),)).fingerprint == Recipe((Measure("a", weight=2.0),)).fingerprint


def test_nobody_can_change_the_repairs_of_a_recipe_from_outside() -> None:
    repair = {"fill": "median"}
    recipe = Recipe((Measure("a"),), repairs=(repair,))
    repair["fill"] = "mean"
    assert recipe.repairs == ({"fill": "median"},)


HOSTILE: list[Any] = [
    10**9, 0, -1, 1.5, float("nan"), float("inf"), 1e308, "3; DROP TABLE", int("9" * 4000), [], [3], {}, None, "", True, "4", b"4"
]  # fmt: skip


@pytest.mark.parametrize("segments", HOSTILE, ids=lambda value: repr(value)[:20])
def test_a_hostile_number_of_segments_is_refused_at_once_with_the_range(segments: Any) -> None:
    begin = time.perf_counter()
    with pytest.raises(BadInput, match=r"^Choose between 2 and 50 segments\.$"):
        check_segments(segments)
    assert time.perf_counter() - begin < 0.05


@pytest.mark.parametrize("value", [value for value in HOSTILE if value is not None], ids=lambda value: repr(value)[:20])
@pytest.mark.parametrize(
    ("setting", "allowed"),
    [
        ("starts", "between 10 and 500"),
        ("iterations", "between 1 and 500"),
        ("seed", "between 0 and 4,294,967,295"),
        ("segments", "between 2 and 50"),
    ],
)
def test_hostile_settings_are_refused_with_their_range(setting: str, allowed: str, value: Any) -> None:
    if setting == "seed" and value in (0, 10**9):
        assert Recipe.from_dict({"measures": [{"name": "a"}], "seed": value}).seed == value
        return
    with pytest.raises(BadInput) as caught:
        Recipe.from_dict({"measures": [{"name": "a"}], setting: value})
    assert allowed in caught.value.sentence
    assert len(caught.value.sentence) < 240


@pytest.mark.parametrize(
    "ks", [*HOSTILE, [0, 1], [51], [1.5], ["1"], range(10**9), [True]], ids=lambda value: repr(value)[:20]
)
def test_a_hostile_range_of_a_sweep_is_refused(ks: Any) -> None:
    if ks == [3]:
        assert check_range(ks) == (3,)
        return
    with pytest.raises(BadInput, match="between 1 and 50 segments"):
        check_range(ks)


@pytest.mark.parametrize(
    ("measure", "says"),
    [
        ({"name": "a", "transform": "sin"}, "'a''s transform must be one of: none, log1p, sqrt, yeo-johnson."),
        ({"name": "a", "weight": 0}, "must be above 0 and at most 100"),
        ({"name": "a", "weight": "heavy"}, "must be a number"),
        ({"name": "a", "gaps": "mode"}, "must be one of: median, mean, drop"),
        ({"name": "a", "gaps": float("nan")}, "must lie between"),
        ({"name": "a", "outliers": [0.9, 0.1]}, "two quantiles to clip to"),
        ({"name": "a", "outliers": [0.1, 2]}, "must lie between 0 and 1"),
        ({"name": ""}, "needs the name of a column"),
        ({"weight": 1}, "needs the name of a column"),
        ({"name": "a", "colour": "red"}, "has no setting 'colour'"),
        ("a", "is an object with settings"),
    ],
)
def test_a_wrong_measure_is_told_what_is_allowed(measure: Any, says: str) -> None:
    with pytest.raises(BadInput) as caught:
        Recipe.from_dict({"measures": [measure]})
    assert says in caught.value.sentence


def test_a_hundred_thousand_measures_are_refused() -> None:
    with pytest.raises(BadInput, match="between 1 and 200 measures"):
        Recipe.from_dict({"measures": [{"name": str(i)} for i in range(100_000)]})


def test_a_measure_named_twice_is_refused() -> None:
    with pytest.raises(BadInput, match="'age' is in the recipe twice"):
        Recipe((Measure("age"), Measure("age", weight=2)))


@pytest.mark.parametrize("text", ["", "{", "[1]", "3", '{"seed": NaN}', '{"seed": ' + "9" * 5000 + "}", "[" * 100_000])
def test_text_that_is_no_recipe_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        read_json(text)


def test_json_says_the_same_in_any_order() -> None:
    one = {"measures": [{"name": "a", "weight": 2}], "seed": 3}
    other = json.loads('{"seed": 3, "measures": [{"weight": 2, "name": "a"}]}')
    assert Recipe.from_dict(one).fingerprint == Recipe.from_dict(other).fingerprint
