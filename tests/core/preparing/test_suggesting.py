"""A suggestion fits the data, says why, and never overrules what somebody chose."""

import numpy as np
import pandas as pd
import pytest

from core.errors import BadInput
from core.preparing import suggest
from core.recipe import Measure

RNG = np.random.default_rng(4)
TABLE = pd.DataFrame(
    {
        "customer_id": np.arange(500),
        "age": RNG.normal(40, 10, 500),
        "spend": np.exp(RNG.normal(3, 1.2, 500)),
        "balance": np.exp(RNG.normal(1, 1, 500)) - 5,
        "country": "DE",
        "branch": 7,
        "channel": RNG.choice(["web", "shop", "app"], 500),
    }
)


def test_skewed_and_never_negative_becomes_a_logarithm_and_says_so() -> None:
    suggestion = suggest(TABLE, names=["spend", "age"])
    assert [m.transform for m in suggestion.recipe.measures] == ["log1p", "none"]
    assert len(suggestion.reasons) == 1
    assert "'spend' is skewed to the right" in suggestion.reasons[0]
    assert "its logarithm is used" in suggestion.reasons[0]


def test_skewed_with_negatives_becomes_yeo_johnson() -> None:
    assert suggest(TABLE, names=["balance"]).recipe.measures[0].transform == "yeo-johnson"


def test_without_names_ids_and_constants_are_left_out_with_the_reason() -> None:
    suggestion = suggest(TABLE)
    assert [m.name for m in suggestion.recipe.measures] == ["age", "spend", "balance"]
    assert "'customer_id' is left out" in suggestion.reasons[0]
    assert "'branch' is left out" in suggestion.reasons[1]


def test_what_was_chosen_stays_and_the_rest_is_filled() -> None:
    given = {"measures": [{"name": "spend", "scaling": "robust"}, {"name": "age", "transform": "sqrt"}], "seed": 9}
    recipe = suggest(TABLE, given).recipe
    assert recipe.measures == (
        Measure("spend", transform="log1p", scaling="robust"),
        Measure("age", transform="sqrt", scaling="z-score"),
    )
    assert recipe.seed == 9


def test_gaps_are_counted() -> None:
    table = pd.DataFrame({"age": [1.0, np.nan, 3.0, np.nan]})
    assert suggest(table).reasons == ("'age' has 2 gaps: they are filled with its median.",)


def test_text_becomes_a_category_of_little_weight() -> None:
    suggestion = suggest(TABLE, names=["channel"])
    assert suggestion.recipe.measures == (Measure("channel", kind="category", gaps="own", weight=0.5),)
    assert "3 values" in suggestion.reasons[0]


def test_text_that_is_different_everywhere_is_refused() -> None:
    with pytest.raises(BadInput, match="500 different values"):
        suggest(pd.DataFrame({"note": [f"n{i}" for i in range(500)]}), names=["note"])


def test_an_unknown_setting_is_refused_before_anything_is_read() -> None:
    with pytest.raises(BadInput, match="has no setting 'color'"):
        suggest(TABLE, {"color": 1})


def test_a_table_without_numbers_is_refused() -> None:
    with pytest.raises(BadInput, match="no column of numbers"):
        suggest(TABLE[["country", "branch"]])
