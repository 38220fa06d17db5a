"""What differs between two versions, and only that."""

from typing import Any

import pyarrow as pa

from core.versioning import Column, Room, Table, difference
from tests.webapp.components.tree import parts, words
from webapp.components import difference as drawn

COLUMNS = (
    Column("id", "text", "customer"), Column("age", "number", "number"), Column("town", "text", "category"),
    Column("since", "date", "date"),
)  # fmt: skip


def facts(tmp_path: Any, before: pa.Table, after: pa.Table) -> dict[str, Any]:
    tables = [_table(each) for each in (before, after)]
    return difference(*tables, Room(tmp_path)).to_json()


def _table(rows: pa.Table) -> Table:
    columns = tuple(column for column in COLUMNS if column.name in rows.column_names)
    return Table("customers", columns, rows.num_rows, lambda names: iter(rows.select(list(names)).to_batches()))


def people(ids: range, age: int = 30, town: str = "Berlin") -> pa.Table:
    day = pa.scalar("2025-03-01").cast(pa.timestamp("us"))
    return pa.table(
        {
            "id": [f"{number:03d}" for number in ids],
            "age": pa.array([float(age + number % 10) for number in ids]),
            "town": [town for _ in ids],
            "since": pa.array([day.as_py()] * len(ids), pa.timestamp("us")),
        }
    )


def body_rows(tree: Any) -> list[str]:
    tables = [part for part in parts(tree) if type(part).__name__ == "Tbody"]
    return [words(row) for table in tables for row in parts(table) if type(row).__name__ == "Tr"]


def test_customers_and_rows_are_told_in_one_sentence(tmp_path: Any) -> None:
    # 0 to 99 before, 40 to 119 now: 20 new, 40 gone, 60 kept
    told = drawn.sentence(facts(tmp_path, people(range(100)), people(range(40, 120))))
    assert told == "Of the customers, 20 new, 40 gone and 60 kept; 80 rows instead of 100."


def test_what_did_not_move_has_no_row(tmp_path: Any) -> None:
    shown = drawn.shown(facts(tmp_path, people(range(100)), people(range(100))))
    assert body_rows(shown) == []
    assert "4 columns moved no further than by chance." in words(shown)


def test_what_moved_has_a_row_with_before_and_now(tmp_path: Any) -> None:
    shown = drawn.shown(facts(tmp_path, people(range(100)), people(range(100), age=60, town="Paris")))
    age, town = body_rows(shown)
    # ages 30 to 39 ten times each have the median 34.5, ages 60 to 69 the median 64.5
    assert age == "age median 34.5 median 64.5 · · very different"
    assert town.startswith("town 1 category 1 category (new: Paris; gone: Berlin)")


def test_columns_that_come_and_go_are_named(tmp_path: Any) -> None:
    before, after = people(range(100)).drop_columns(["town"]), people(range(100)).drop_columns(["age"])
    told = words(drawn.shown(facts(tmp_path, before, after)))
    assert "New columns: town." in told
    assert "Columns that are gone: age." in told
