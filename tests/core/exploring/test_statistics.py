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


def test_absurd_numbers_count_as_missing_in_every_figure_and_picture() -> None:
    from core.exploring import find
    from core.exploring.pictures import boxes, correlations, distribution, pairs

    table = Table.of(pa.table({"a": [1e308, -1e308, 1.0, 2.0, 3.5], "b": [1.0, 2.0, 3.0, 5.0, 4.0]}), {"a": "number"})
    assert figures(table, "a").missing == 2
    assert [(one.kind, one.count) for one in find(table)] == [("missing", 2)]
    assert (boxes(table, "a")[0].rows, distribution(table, "a").curves[0].missing) == (3, 2)
    assert correlations(table, ["a", "b"]).rows[0].tolist() == [3, 3]
    assert pairs(table, ["a", "b"]).pairs[0].counts.sum() == 3


def test_moments_with_a_zone_are_told_in_utc() -> None:
    when = pa.array([0, 3_600_000_000], pa.timestamp("us", "Europe/Berlin"))
    found = figures(Table.of(pa.table({"when": when}), {"when": "date"}), "when")
    assert (found.first, found.last) == (datetime(1970, 1, 1), datetime(1970, 1, 1, 1))


def test_yes_and_no_are_values_like_any_other() -> None:
    found = figures(Table.of(pa.table({"a": [True, False, True, None]}), {}), "a")
    assert (found.different, found.most_common, found.missing) == (2, "true", 1)


def test_different_numbers_of_a_large_table_are_counted_where_few_and_estimated_where_many() -> None:
    rows = 1_100_000
    table = Table.of(pa.table({"code": [place % 7 for place in range(rows)], "place": range(rows)}), {})
    code, place = statistics(table)
    assert code.different == 7
    assert place.different == pytest.approx(rows, rel=0.2)
    assert place.numbers is not None and (place.numbers.low, place.numbers.high) == (0, rows - 1)


def test_an_id_of_a_large_table_is_still_known_for_one() -> None:
    from core.exploring import find

    ids = Table.of(pa.table({"position": range(1_100_000)}), {"position": "number"})
    assert "code" in {one.kind for one in find(ids)}
