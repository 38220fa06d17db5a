"""What each repair does to a table, which itself stays as it came."""

from datetime import datetime
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import BadInput
from core.exploring import Table
from core.exploring.repairs import (
    Blank,
    Clip,
    Drop,
    DropCopies,
    Fill,
    Ignore,
    KeepLast,
    Merge,
    Repair,
    ToCategory,
    ToNumber,
)  # fmt: skip

ROLES = {"id": "customer", "age": "number", "sex": "category", "code": "number", "since": "date"}


def table(**columns: Any) -> Table:
    return Table.of(pa.table(columns), ROLES)


def cells(table: Table, name: str) -> list[Any]:
    return list(table.read([name]).read_all().column(0).to_pylist())


def after(repair: Repair, **columns: Any) -> list[Any]:
    """The first column once the repair is made."""
    return cells(repair.applied(table(**columns)), next(iter(columns)))


def test_gaps_get_the_median_mean_most_common_or_given_value() -> None:
    assert after(Fill("age"), age=[1.0, None, 3.0, 8.0]) == [1.0, 3.0, 3.0, 8.0]
    assert after(Fill("age", "mean"), age=[1.0, float("nan"), 3.0, 8.0]) == [1.0, 4.0, 3.0, 8.0]
    assert after(Fill("sex", "most common"), sex=["f", "", "f", "m", None]) == ["f", "f", "f", "m", "f"]
    assert after(Fill("sex", "value", "?"), sex=["f", None]) == ["f", "?"]


def test_whole_numbers_stay_whole_unless_the_median_is_a_fraction() -> None:
    assert after(Fill("age"), age=[1, None, 3]) == [1, 2, 3]
    repaired = Fill("age").applied(table(age=[1, None, 4]))
    assert cells(repaired, "age") == [1.0, 2.5, 4.0]
    assert repaired.column("age").type == pa.float64()


@pytest.mark.parametrize(
    ("repair", "columns"),
    [
        (Fill("age"), {"age": pa.array([None], pa.float64())}),
        (Fill("sex"), {"sex": ["f", None]}),
        (Fill("age", "value", "many"), {"age": [1.0]}),
        (Fill("age", "value"), {"age": [1.0]}),
        (Fill("sex", "most common"), {"sex": ["f", "m", None]}),
        (Merge("age", (("1", "2"),)), {"age": [1.0]}),
        (Clip("sex", 1), {"sex": ["f"]}),
        (Blank("since", below="yesterday"), {"since": [datetime(2024, 1, 1)]}),
        (ToNumber("age"), {"age": [1.0]}),
        (ToCategory("sex"), {"sex": ["f"]}),
        (KeepLast("id"), {"age": [1.0]}),
    ],
)
def test_a_repair_that_does_not_fit_says_so(repair: Repair, columns: dict[str, Any]) -> None:
    with pytest.raises(BadInput):
        repair.applied(table(**columns))


def test_spellings_become_one_in_plain_and_in_coded_text() -> None:
    merge = Merge("sex", (("F", "female"), ("Femal", "female")))
    found = ["F", "female", None, "Femal", "male"]
    assert after(merge, sex=found) == ["female", "female", None, "female", "male"]
    assert after(merge, sex=pa.array(found).dictionary_encode()) == ["female", "female", None, "female", "male"]


def test_clipped_numbers_end_at_the_limits_and_gaps_stay() -> None:
    assert after(Clip("age", 0, 100), age=[-5, 50, 180, None]) == [0, 50, 100, None]
    assert after(Clip("age", high=99.5), age=[50, 180]) == [50.0, 99.5]


def test_values_can_count_as_missing() -> None:
    assert after(Blank("age", above=120), age=[30, 180, 120]) == [30, None, 120]
    assert after(Blank("sex", values=("?", "n/a")), sex=["f", "?", "n/a"]) == ["f", None, None]
    assert after(Blank("age", values=(999,)), age=[30.0, 999.0]) == [30.0, None]
    days = [datetime(1970, 1, 1), datetime(2024, 5, 31), datetime(2024, 5, 31, 23, 59)]
    assert after(Blank("since", below="1990-01-01", above="2024-05-31"), since=days) == [None, days[1], None]


def test_whole_numbers_of_any_size_are_repaired() -> None:
    large = 2**53 + 1
    assert after(Clip("age", 0), age=[large, -1]) == [large, 0]
    assert after(Blank("age", above=120), age=[large, 7]) == [None, 7]
    assert after(Fill("age", "value", 1e20), age=[7, None]) == [7.0, 1e20]
    assert after(Clip("age", high=300), age=pa.array([7, None], pa.int8())) == [7.0, None]


def test_text_is_read_as_numbers_and_what_is_none_is_missing() -> None:
    assert after(ToNumber("age"), age=[" 19 ", "2.5", "?", "", None, "1e3", "0x10", "-4", "1_000"]) == [
        19.0, 2.5, None, None, None, 1000.0, None, -4.0, None,
    ]  # fmt: skip
    assert ToNumber("sex").applied(table(sex=["1"])).column("sex").role == "number"


def test_codes_become_categories() -> None:
    repaired = ToCategory("code").applied(table(code=[1.0, 3.0, None]))
    assert cells(repaired, "code") == ["1", "3", None]
    assert repaired.column("code").role == "category"


def test_a_column_left_out_keeps_its_values_and_loses_its_role() -> None:
    repaired = Ignore("age").applied(table(age=[1]))
    assert (repaired.column("age").role, cells(repaired, "age")) == ("ignore", [1])


def test_rows_are_dropped_by_a_column_that_is_not_read() -> None:
    repaired = Drop("age", missing=True, above=120).applied(table(id=["a", "b", "c"], age=[30, None, 180]))
    assert (cells(repaired, "id"), repaired.rows) == (["a"], 1)


def test_the_last_row_of_a_customer_stays_and_rows_without_an_id_all_do() -> None:
    repaired = KeepLast("id").applied(table(id=["a", "b", "a", None, None, "a", ""], age=[1, 2, 3, 4, 5, 6, 7]))
    assert (cells(repaired, "age"), repaired.rows) == ([2, 4, 5, 6, 7], 5)


def test_of_exact_copies_the_first_stays_and_gaps_are_alike() -> None:
    repaired = DropCopies().applied(table(id=["a", None, "a", None, "a"], age=[1, 2, 1, 2, 3]))
    assert (cells(repaired, "id"), cells(repaired, "age")) == (["a", None, "a"], [1, 2, 3])


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(["a", "b", None]), st.sampled_from([1.0, 2.0, None])), max_size=30),
    st.integers(1, 7),
)
def test_dropped_copies_are_those_pandas_finds_in_batches_of_any_size(
    rows: list[tuple[str | None, float | None]], size: int
) -> None:
    frame = pa.table(
        {"id": pa.array([one for one, _ in rows], pa.string()), "age": pa.array([one for _, one in rows], pa.float64())}
    )
    batched = Table(
        "customers", Table.of(frame, ROLES).columns, len(rows), lambda names: frame.select(list(names)).to_reader(size)
    )
    repaired = DropCopies().applied(batched)
    expected = frame.to_pandas().drop_duplicates()
    assert repaired.rows == len(expected)
    assert (
        repaired.read(["id", "age"])
        .read_all()
        .to_pandas()
        .reset_index(drop=True)
        .equals(expected.reset_index(drop=True))
    )


def test_the_version_stays_as_it_came() -> None:
    before = table(age=[1, None, 180], sex=["F", "f", "f"])
    Clip("age", 0, 100).applied(Fill("age").applied(Merge("sex", (("F", "f"),)).applied(before)))
    assert (cells(before, "age"), cells(before, "sex")) == ([1, None, 180], ["F", "f", "f"])


def test_a_limit_is_written_as_a_person_would() -> None:
    assert Drop("age", below=3.0, above=75.5).words == "Leave out rows where 'age' is below 3 or is above 75.5"
