"""A table is read column by column, again and again, and asked by names that no query ever sees."""

from collections.abc import Iterator

import pyarrow as pa
import pytest

from core.errors import BadInput
from core.exploring import Column, Table
from core.exploring.engine import opened


def test_a_stream_is_read_only_when_rows_are_asked_for_and_only_the_columns_named() -> None:
    asked: list[tuple[str, ...]] = []

    def read(names: list[str]) -> pa.RecordBatchReader:
        def batches() -> Iterator[pa.RecordBatch]:
            asked.append(tuple(names))
            yield pa.record_batch({name: [1, 2, 3] for name in names})

        return pa.RecordBatchReader.from_batches(pa.schema([(name, pa.int64()) for name in names]), batches())

    table = Table("customers", tuple(Column(name, "number", pa.int64()) for name in "abc"), 3, read)
    with opened(table, ["b"]) as lines:
        assert asked == []
        assert lines.one(f"sum({lines.number('b')}), max(row)") == (6.0, 2)
    assert asked == [("b",)]


def test_columns_may_have_any_name() -> None:
    strange = ['"); drop table lines; --', "]", "", "c1", "row", "SELECT"]
    table = Table.of(pa.table({name: [place] for place, name in enumerate(strange)}), {})
    with opened(table) as lines:
        assert [lines.one(f"max({lines.raw(name)})")[0] for name in strange] == [0, 1, 2, 3, 4, 5]


def test_a_table_larger_than_its_memory_is_still_counted() -> None:
    numbers = pa.table({"a": range(2_000_000)})
    with opened(Table.of(numbers, {}), memory="60MB") as lines:
        assert lines.one(f"count(distinct {lines.raw('a')})") == (2_000_000,)


def test_a_query_reaches_nothing_but_the_table() -> None:
    import duckdb

    with opened(Table.of(pa.table({"a": [1]}), {})) as lines, pytest.raises(duckdb.Error):
        lines.connection.sql("from read_text('/etc/hostname')").fetchall()


@pytest.mark.parametrize("asked", ["missing", "text"])
def test_a_column_that_is_not_there_or_no_number_is_refused_with_its_name(asked: str) -> None:
    table = Table.of(pa.table({"text": ["x"]}), {})
    with pytest.raises(BadInput, match=f"'{asked}'"), opened(table) as lines:
        lines.number(asked)


def test_whole_fractions_are_the_same_text_in_queries_and_in_batches() -> None:
    from core.exploring.plain import as_text

    cells = [1.0, 2.5, None, float("nan"), float("inf"), -3.0, 1e12]
    expected = ["1", "2.5", None, None, None, "-3", "1000000000000"]
    assert as_text(pa.array(cells)).to_pylist() == expected
    with opened(Table.of(pa.table({"a": cells}), {})) as lines:
        found = lines.rows.project(f"{lines.text('a')} as text, row").order("row").fetchall()
    assert [text for text, _ in found] == expected
