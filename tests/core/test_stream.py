"""A stream is read anew for every scan, and a problem in it is told as it was said."""

from collections.abc import Callable, Iterator
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from core.errors import BadInput
from core.exploring.engine import opened
from core.exploring.table import Table
from core.stream import Stream, told

DAMAGED = "The stored copy of 'March' is damaged. Restore it from a backup."


def two_batches() -> Iterator[pa.RecordBatch]:
    yield pa.RecordBatch.from_pydict({"what a person typed": ["a", "b"]})
    yield pa.RecordBatch.from_pydict({"what a person typed": ["c"]})


def damaged() -> Iterator[pa.RecordBatch]:
    yield from two_batches()
    raise BadInput(DAMAGED)


def ask(read: Callable[[], Iterator[pa.RecordBatch]], question: str) -> list[tuple[object, ...]]:
    rows = Stream([pa.string()], read)
    with duckdb.connect() as connection, told([rows]):
        connection.register("lines", rows)
        return connection.execute(question).fetchall()


def test_columns_have_names_of_our_own_and_rows_their_places() -> None:
    assert ask(two_batches, "select c0, row from lines order by row") == [("a", 0), ("b", 1), ("c", 2)]


def test_a_stream_may_be_scanned_twice() -> None:
    assert ask(two_batches, "select count(*) from lines as one join lines as other using (row)") == [(3,)]


def test_a_problem_is_told_as_it_was_said() -> None:
    with pytest.raises(BadInput) as told_problem:
        ask(damaged, "select count(c0) from lines")
    assert told_problem.value.sentence == DAMAGED


def test_other_faults_stay_what_they_are() -> None:
    with pytest.raises(duckdb.BinderException):
        ask(two_batches, "select c9 from lines")


def exploring() -> Table:
    batches = list(two_batches())
    schema = batches[0].schema
    table = Table.of(pa.Table.from_batches(batches), {})
    return Table(
        table.kind, table.columns, table.rows, lambda names: pa.RecordBatchReader.from_batches(schema, damaged())
    )


@pytest.mark.parametrize(
    "read",
    [lambda rows: rows.fetchall(), lambda rows: rows.to_arrow_reader(2).read_all()],
    ids=["as rows", "as a stream"],
)
def test_who_explores_a_table_hears_of_it_too(read: Callable[[Any], object]) -> None:
    with pytest.raises(BadInput, match=r"^The stored copy of 'March' is damaged\."), opened(exploring()) as lines:
        read(lines.rows)
