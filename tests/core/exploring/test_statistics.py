"""The figures of columns, against pandas."""

from datetime import datetime

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.exploring import Table, figures, statistics

cells = st.one_of(st.none(), st.floats(-1e6, 1e6), st.just(float("nan")), st.just(float("inf")))


@settings(max_examples=30, deadline=None)
@given(st.lists(cells, min_size=1, max_size=40))
def test_figures_of_numbers_agree_with_pandas(values: list[float | None]) -> None:
    known = pd.Series([value for value in values if value is not None and abs(value) < float("inf")], dtype=float)
    found = figures(Table.of(pa.table({"a": pa.array(values, pa.float64())}), {}), "a")
    assert (found.present, found.missing, found.different) == (len(known), len(values) - len(known), known.nunique())
    if found.numbers is None:
        assert known.empty
        return
    assert found.numbers.mean == pytest.approx(known.mean(), abs=1e-6)
    assert found.numbers.deviation == pytest.approx(known.std(), rel=1e-6, abs=1e-6, nan_ok=True) or len(known) == 1
    quantiles = [
        found.numbers.low,
        found.numbers.quarter,
        found.numbers.median,
        found.numbers.three_quarters,
        found.numbers.high,
    ]
    assert quantiles == pytest.approx(known.quantile([0, 0.25, 0.5, 0.75, 1]).tolist(), rel=1e-9, abs=1e-9)


def test_the_wholesale_file_is_as_skewed_as_published(shared_data) -> None:  # type: ignore[no-untyped-def]
    frame = pd.read_csv(shared_data / "wholesale_customers.csv")
    for one in statistics(Table.of(pa.Table.from_pandas(frame), {})):
        assert one.numbers is not None
        assert one.numbers.skewness == pytest.approx(frame[one.column.name].skew())
    # The published figure of the column with the longest tail.
    assert figures(Table.of(pa.Table.from_pandas(frame), {}), "Delicassen").numbers.skewness == pytest.approx(
        11.15, abs=0.005
    )  # type: ignore[union-attr]


def test_text_has_its_most_common_value_and_dates_their_ends() -> None:
    days = [datetime(2024, 3, 1), None, datetime(2023, 3, 1)]
    text, when = statistics(Table.of(pa.table({"a": ["x", "y", "x"], "b": days}), {}))
    assert (text.different, text.most_common, text.missing) == (2, "x", 0)
    assert (when.first, when.last, when.missing) == (datetime(2023, 3, 1), datetime(2024, 3, 1), 1)


def test_values_that_come_once_have_no_most_common_one() -> None:
    assert figures(Table.of(pa.table({"a": ["x", "y", ""]}), {}), "a").most_common is None


def test_empty_columns_and_empty_tables_have_figures_too() -> None:
    empty = figures(Table.of(pa.table({"a": pa.array([None, None], pa.float64())}), {}), "a")
    assert (empty.present, empty.missing, empty.numbers) == (0, 2, None)
    assert figures(Table.of(pa.table({"a": pa.array([], pa.string())}), {}), "a").present == 0
