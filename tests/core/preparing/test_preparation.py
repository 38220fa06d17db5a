"""What was found in one table is applied to the next, and leads back to the measures' own units."""

import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import BadInput
from core.preparing import Preparation, prepare
from core.preparing.transforms import bend, unbend
from core.recipe import SCALINGS, TRANSFORMS, Measure, Recipe

MEASURES = (
    Measure("spend", transform="log1p", outliers="iqr", gaps="median", weight=2),
    Measure("orders", scaling="min-max", gaps=0.0),
    Measure("city", kind="category", gaps="own"),
)


def table(size: int = 40) -> pd.DataFrame:
    rng = np.random.default_rng(3)
    return pd.DataFrame(
        {
            "spend": rng.exponential(100, size),
            "orders": rng.integers(1, 9, size),
            "city": rng.choice(["Ulm", "Bonn"], size),
        }
    )


def test_new_customers_get_the_stored_fills_limits_and_scales() -> None:
    preparation, _ = prepare(table(), Recipe(MEASURES))
    new = pd.DataFrame({"spend": [np.nan, 1e9, 50.0], "orders": [np.nan, 3, 20], "city": ["Ulm", "Rome", None]})
    known = table()
    bent = np.log1p(known["spend"].to_numpy())
    first, third = np.quantile(bent, [0.25, 0.75])
    high = third + 1.5 * (third - first)
    limited = np.clip(bent, first - 1.5 * (third - first), high)
    middle, spread = limited.mean(), limited.std()
    fill = np.log1p(np.median(known["spend"]))
    low, reach = known["orders"].min(), known["orders"].max() - known["orders"].min()
    expected = [
        [2 * (fill - middle) / spread, (0 - low) / reach, 0, 1],
        [2 * (high - middle) / spread, (3 - low) / reach, 0, 0],  # a city never met is none of those known
        [2 * (np.log1p(50) - middle) / spread, (20 - low) / reach, 0, 0],
    ]
    assert preparation.columns == ("spend", "orders", "city = Bonn", "city = Ulm")
    assert np.allclose(preparation.apply(new).values, expected, rtol=1e-12)


def test_a_new_value_that_the_transform_cannot_take_is_a_gap() -> None:
    preparation, points = prepare(pd.DataFrame({"a": [1.0, 2, 3]}), Recipe((Measure("a", transform="sqrt"),)))
    assert preparation.apply(pd.DataFrame({"a": [-4.0]})).values[0, 0] == pytest.approx(points.values[1, 0])


def test_new_customers_are_left_out_where_the_recipe_says_so() -> None:
    recipe = Recipe((Measure("a", gaps="drop", outliers="drop"),))
    preparation, _ = prepare(pd.DataFrame({"a": [0.0, 1, 2, 3, 4]}), recipe)
    # quartiles 1 and 3: the fences stand at -2 and 6
    assert preparation.apply(pd.DataFrame({"a": [np.nan, 7.0, 6.0, -2.0]})).rows.tolist() == [2, 3]


def test_the_same_table_applied_again_gives_the_same_points() -> None:
    preparation, points = prepare(table(), Recipe(MEASURES))
    assert (preparation.apply(table()).values == points.values).all()


def test_a_preparation_comes_back_from_json_as_it_was() -> None:
    preparation, points = prepare(table(), Recipe(MEASURES))
    again = Preparation.from_dict(json.loads(json.dumps(preparation.to_dict())))
    assert again == preparation
    assert (again.apply(table()).values == points.values).all()


def test_half_a_stored_preparation_is_refused() -> None:
    with pytest.raises(BadInput, match="not complete"):
        Preparation.from_dict({"steps": [{"kind": "number", "name": "a"}]})


@pytest.mark.parametrize("transform", TRANSFORMS)
@pytest.mark.parametrize("scaling", SCALINGS)
def test_points_lead_back_to_the_units_of_the_measure(transform: str, scaling: str) -> None:
    measure = Measure("spend", transform=transform, scaling=scaling, weight=3)
    preparation, points = prepare(table(), Recipe((measure,)))
    assert np.allclose(preparation.undo(points.values)[:, 0], table()["spend"], rtol=1e-9)


def test_the_centre_of_a_category_is_the_share_of_its_customers() -> None:
    preparation, points = prepare(table(), Recipe((Measure("city", kind="category", gaps="own", weight=0.5),)))
    share = (table()["city"] == "Bonn").mean()
    assert preparation.undo(points.values.mean(axis=0)[None])[0].tolist() == pytest.approx([share, 1 - share])


@given(st.lists(st.floats(-50, 50), min_size=1), st.floats(-2, 4))
def test_yeo_johnson_is_undone(values: list[float], power: float) -> None:
    given_values = np.array(values)
    bent = bend(given_values, "yeo-johnson", power)
    assert np.allclose(unbend(bent, "yeo-johnson", power), given_values, rtol=1e-4, atol=1e-4)
