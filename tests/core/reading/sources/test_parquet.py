import io
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from tests.core.reading.reading_of import read


def parquet(columns: dict[str, pa.Array]) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out)
    return out.getvalue()


def test_typed_columns_become_our_types(tmp_path: Path) -> None:
    content = parquet(
        {
            "customer id": pa.array([17850.0, None, 12346.0]),
            "order id": pa.array([83290718932496, 36253792848113, 9007199254740993]),
            "bought": pa.array([date(2024, 5, 1), None, date(2024, 5, 3)]),
            "seen": pa.array([datetime(2024, 5, 1, 8)] * 3, pa.timestamp("ms", "Europe/Berlin")),
            "spend": pa.array([Decimal("1.50"), Decimal("2.25"), None]),
            "vip": pa.array([True, False, None]),
            "city": pa.array(["Rome", "Rome", None]).dictionary_encode(),
        }
    )
    reading, table = read(tmp_path, content, name="t.parquet")
    assert table == {
        "customer id": ["17850", None, "12346"],
        "order id": ["83290718932496", "36253792848113", "9007199254740993"],
        "bought": [datetime(2024, 5, 1), None, datetime(2024, 5, 3)],
        "seen": [datetime(2024, 5, 1, 8)] * 3,
        "spend": [1.5, 2.25, None],
        "vip": ["true", "false", None],
        "city": ["Rome", "Rome", None],
    }
    assert [column.missing for column in reading.columns] == [1, 0, 1, 0, 1, 1, 1]


def test_text_in_parquet_is_understood_as_in_a_text(tmp_path: Path) -> None:
    content = parquet({"id": pa.array(["001", "002"]), "spend": pa.array(["1,50", "2,25"])})
    assert read(tmp_path, content, name="t.parquet")[1] == {"id": ["001", "002"], "spend": [1.5, 2.25]}


def test_nested_columns_are_left_out_and_told(tmp_path: Path) -> None:
    content = parquet(
        {"id": pa.array(["a", "b"]), "orders": pa.array([[1], [2]]), "home": pa.array([{"x": 1}, {"x": 2}])}
    )
    reading, table = read(tmp_path, content, name="t.parquet")
    assert table == {"id": ["a", "b"]}
    assert "Column 'orders' holds lists. Only simple columns can be used; it was left out." in reading.notes
    assert len(reading.notes) == 3  # the lists, the records, and that 'id' is text


def test_infinite_numbers_count_as_missing(tmp_path: Path) -> None:
    content = parquet({"id": pa.array(["a", "b", "c"]), "spend": pa.array([1.5, float("inf"), float("nan")])})
    assert read(tmp_path, content, name="t.parquet")[1]["spend"] == [1.5, None, None]


def test_rows_without_anything_are_left_out(tmp_path: Path) -> None:
    content = parquet({"id": pa.array(["a", None, "c"]), "spend": pa.array([1.5, None, None])})
    assert read(tmp_path, content, name="t.parquet")[1] == {"id": ["a", "c"], "spend": [1.5, None]}
