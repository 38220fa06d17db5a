"""Boxes against numpy, whiskers by the rule, and the published outliers."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from core.exploring import Table
from core.exploring.pictures import boxes, outliers


def test_whiskers_end_at_the_last_value_within_one_and_a_half_boxes() -> None:
    # Quartiles 2.25, 3.5 and 4.75: fences at -1.5 and 8.5.
    table = Table.of(pa.table({"x": [1.0, 2.0, 3.0, 4.0, 5.0, 100.0]}), {})
    (box,) = boxes(table, "x")
    assert (box.quarter, box.median, box.three_quarters) == (2.25, 3.5, 4.75)
    assert (box.whisker_low, box.whisker_high, box.below, box.above) == (1.0, 5.0, 0, 1)
    assert (box.low, box.high, box.rows, box.mean) == (1.0, 100.0, 6, pytest.approx(115 / 6))


def test_boxes_of_groups_agree_with_numpy() -> None:
    chance = np.random.default_rng(4)
    values, by = chance.lognormal(3, 1, 500), chance.choice(["it's a", "b", "c"], 500)
    for box in boxes(Table.of(pa.table({"x": values, "by": by}), {}), "x", "by"):
        inside = values[by == box.name]
        quarter, median, three_quarters = np.quantile(inside, [0.25, 0.5, 0.75])
        assert (box.quarter, box.median, box.three_quarters) == pytest.approx((quarter, median, three_quarters))
        assert box.above == (inside > three_quarters + 1.5 * (three_quarters - quarter)).sum()
        assert box.whisker_high == inside[inside <= three_quarters + 1.5 * (three_quarters - quarter)].max()


def test_groups_without_numbers_have_no_box() -> None:
    table = Table.of(pa.table({"x": [1.0, None, None], "by": ["a", "b", None]}), {})
    assert [box.name for box in boxes(table, "x", "by")] == ["a"]


def test_the_wholesale_file_has_the_published_outliers_after_logs(shared_data) -> None:  # type: ignore[no-untyped-def]
    frame = pd.read_csv(shared_data / "wholesale_customers.csv")
    columns = ("Fresh", "Milk", "Grocery", "Frozen", "Detergents_Paper", "Delicassen")
    found = outliers(Table.of(pa.Table.from_pandas(frame), {}), columns, log=True)
    assert [one.below + one.above for one in found.fences] == [16, 4, 2, 10, 2, 14]
    assert found.rows == 42


def test_a_column_without_values_has_no_outliers() -> None:
    table = Table.of(pa.table({"x": pa.array([None, None], pa.float64()), "y": [1.0, 2.0]}), {})
    assert outliers(table, ("x", "y")).rows == 0
