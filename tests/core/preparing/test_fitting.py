"""From measures to points, with every number worked out by hand."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from core.errors import BadInput, TooBig
from core.preparing import check_memory, prepare
from core.recipe import Measure, Recipe

GAP = float("nan")


def points_of(values: list[float | None], **settings: object) -> list[float]:
    table = pd.DataFrame({"a": values})
    _, points = prepare(table, Recipe((Measure("a", **settings),)))  # type: ignore[arg-type]
    return [round(float(value), 6) for value in points.values[:, 0]]


def test_a_gap_takes_the_median_of_the_others() -> None:
    # known: 1, 2, 9; median 2
    assert points_of([1, GAP, 2, 9], scaling="none") == [1, 2, 2, 9]


def test_a_gap_takes_the_mean_a_number_or_leaves_the_customer_out() -> None:
    assert points_of([1, GAP, 2, 9], scaling="none", gaps="mean") == [1, 4, 2, 9]
    assert points_of([1, GAP, 2, 9], scaling="none", gaps=-1) == [1, -1, 2, 9]
    assert points_of([1, GAP, 2, 9], scaling="none", gaps="drop") == [1, 2, 9]


def test_infinite_values_count_as_gaps() -> None:
    assert points_of([1, float("inf"), 2, 9], scaling="none") == [1, 2, 2, 9]


def test_scaling_by_hand() -> None:
    # mean 3, standard deviation sqrt((4 + 1 + 0 + 1 + 4) / 5) = sqrt(2)
    assert points_of([1, 2, 3, 4, 5]) == [round((v - 3) / 2**0.5, 6) for v in (1, 2, 3, 4, 5)]
    assert points_of([1, 2, 3, 4, 5], scaling="min-max") == [0, 0.25, 0.5, 0.75, 1]
    # median 3, quartiles 2 and 4
    assert points_of([1, 2, 3, 4, 5], scaling="robust") == [-1, -0.5, 0, 0.5, 1]


def test_outliers_by_hand() -> None:
    # quartiles of 0 1 2 3 100 are 1 and 3, so the fences stand at 1 - 3 = -2 and 3 + 3 = 6
    assert points_of([0, 1, 2, 3, 100], scaling="none", outliers="iqr") == [0, 1, 2, 3, 6]
    assert points_of([0, 1, 2, 3, 100], scaling="none", outliers="drop") == [0, 1, 2, 3]
    assert points_of([0, 1, 2, 3, 100], scaling="none", outliers=(0.25, 0.75)) == [1, 1, 2, 3, 3]


def test_outliers_are_judged_after_the_transform() -> None:
    # logarithms of 1 + v: 0, 1, 2, 3, 4, none of which is far out
    values = [float(np.expm1(v)) for v in range(5)]
    assert points_of(values, scaling="none", transform="log1p", outliers="drop") == [0, 1, 2, 3, 4]


def test_a_weight_stretches_its_measure() -> None:
    assert points_of([1, 2, 3, 4, 5], scaling="min-max", weight=4) == [0, 1, 2, 3, 4]


def test_a_category_becomes_a_column_for_each_value() -> None:
    table = pd.DataFrame({"city": ["Ulm", None, "Bonn", "Ulm"]})
    preparation, points = prepare(table, Recipe((Measure("city", kind="category", gaps="own", weight=0.5),)))
    assert preparation.columns == ("city = Bonn", "city = Ulm", "city = (missing)")
    assert points.values.tolist() == [[0, 0.5, 0], [0, 0, 0.5], [0.5, 0, 0], [0, 0.5, 0]]


def test_who_is_left_out_is_left_out_of_every_measure_and_known_by_row() -> None:
    table = pd.DataFrame({"a": [1.0, GAP, 3, 5], "b": [9.0, 8, 7, 5]})
    recipe = Recipe((Measure("a", gaps="drop", scaling="none"), Measure("b", scaling="min-max")))
    _, points = prepare(table, recipe)
    assert points.rows.tolist() == [0, 2, 3]
    # of the three that are left b runs from 5 to 9
    assert points.values.tolist() == [[1, 1], [3, 0.5], [5, 0]]


def test_the_order_of_measures_changes_nothing_but_the_order_of_columns() -> None:
    rng = np.random.default_rng(1)
    table = pd.DataFrame({"a": rng.exponential(size=50), "b": rng.exponential(size=50)})
    table.loc[3, "a"] = GAP
    one, other = Measure("a", gaps="drop", outliers="drop"), Measure("b", outliers="drop")
    _, first = prepare(table, Recipe((one, other)))
    _, second = prepare(table, Recipe((other, one)))
    assert (first.values == second.values[:, ::-1]).all()
    assert (first.rows == second.rows).all()


def test_arrow_and_pandas_give_the_same_points() -> None:
    table = pa.table({"a": pa.array([1, None, 4], pa.int64()), "c": pa.array(["x", "y", "x"])})
    recipe = Recipe((Measure("a", gaps="mean"), Measure("c", kind="category", gaps="own")))
    assert (prepare(table, recipe)[1].values == prepare(table.to_pandas(), recipe)[1].values).all()


@pytest.mark.parametrize(
    ("column", "settings", "says"),
    [
        ([GAP, GAP], {}, "'spend' has no values. Choose another column."),
        ([3.0, 3.0], {}, "'spend' has the same value everywhere and cannot separate customers. Leave it out."),
        ([3.0, GAP], {}, "'spend' has the same value everywhere and cannot separate customers. Leave it out."),
        ([-5.0, 2.0], {"transform": "log1p"}, "'spend' has values below zero (the lowest is -5)"),
        ([-5.0, 2.0], {"transform": "sqrt"}, "its square root cannot be taken"),
        (["a", "b"], {}, "'spend' is not a column of numbers"),
        ([0.0, 0, 0, 0, 9], {"scaling": "robust"}, "robust scaling has nothing to go by"),
        (["a", "a"], {"kind": "category", "gaps": "own"}, "cannot separate customers"),
        ([f"n{i}" for i in range(101)], {"kind": "category", "gaps": "own"}, "has 101 different values"),
        ([], {}, "There are no customers in the table"),
    ],
)
def test_a_column_that_cannot_be_used_is_named(column: list[object], settings: dict[str, object], says: str) -> None:
    with pytest.raises(BadInput) as caught:
        prepare(pd.DataFrame({"spend": column}), Recipe((Measure("spend", **settings),)))  # type: ignore[arg-type]
    assert says in caught.value.sentence


def test_a_column_that_is_not_there_is_named() -> None:
    with pytest.raises(BadInput, match="There is no column 'age'"):
        prepare(pd.DataFrame({"Age": [1, 2]}), Recipe((Measure("age"),)))


def test_a_run_bigger_than_memory_is_refused_with_both_sizes() -> None:
    # 10 million rows of 24 measures at 40 bytes: 9.6e9 bytes, 8.9 GB
    with pytest.raises(TooBig, match=r"needs about 8\.9 GB; 4\.0 GB are allowed"):
        check_memory(10_000_000, 24, 4 * 2**30)
