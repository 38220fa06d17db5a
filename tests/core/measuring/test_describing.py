"""A customers dataset becomes a table with exactly one row per customer."""

from datetime import datetime

import pyarrow as pa
import pytest

from core.errors import BadInput
from core.exploring import Table
from core.measuring import CATEGORY, CUSTOMER, NUMBER, OTHER, described

ROLES = {
    "id": "customer", "age": "number", "tier": "category", "code": "category", "mail": "e-mail", "since": "date",
    "country": "country", "secret": "ignore",
}  # fmt: skip


def people(**columns: list[object]) -> Table:
    return Table.of(pa.table(columns), ROLES)


def test_ids_are_text_and_come_first_whatever_their_place() -> None:
    made = described(people(age=[20, 30], id=[17850.0, 12.0]))
    assert made.batches().read_all().to_pydict() == {"id": ["17850", "12"], "age": [20.0, 30.0]}


def test_ids_keep_their_leading_zeros_and_lose_the_spaces_around_them() -> None:
    assert described(people(id=["00123 ", " 7"])).batches().read_all()["id"].to_pylist() == ["00123", "7"]


def test_the_last_row_of_a_repeated_id_speaks_and_rows_without_one_are_left_out() -> None:
    made = described(people(id=["a", None, "b", "a", ""], age=[1, 2, 3, 4, 5]))
    assert made.batches().read_all().to_pydict() == {"id": ["b", "a"], "age": [3.0, 4.0]}
    assert [(step.rule, step.left_out, step.lines) for step in made.steps] == [("customer", 2, 3), ("repeated", 1, 2)]
    assert (made.lines, made.customers) == (5, 2)


def test_without_ids_each_row_is_a_customer_called_by_its_number() -> None:
    table = pa.concat_tables([pa.table({"age": [20]}), pa.table({"age": [30]})])
    made = described(Table.of(table, {"age": "number"}))
    assert made.batches().read_all().to_pydict() == {"row": ["1", "2"], "age": [20.0, 30.0]}
    assert (made.columns[0].kind, made.steps) == (CUSTOMER, ())


def test_the_number_of_a_row_takes_no_name_that_is_taken() -> None:
    assert described(Table.of(pa.table({"row": [5]}), {"row": "number"})).columns[0].name == "row (2)"


def test_each_column_says_what_it_is_and_ignored_ones_are_out() -> None:
    made = described(
        people(id=["a"], age=[20], tier=["gold"], code=[3], mail=["a@b.c"], since=[datetime(2024, 5, 1)],
               country=["DE"], secret=["s"])
    )  # fmt: skip
    assert {column.name: column.kind for column in made.columns} == {
        "id": CUSTOMER, "age": NUMBER, "tier": CATEGORY, "code": CATEGORY, "mail": OTHER, "since": OTHER,
        "country": CATEGORY,
    }  # fmt: skip
    assert made.batches().read_all()["code"].to_pylist() == ["3"]


def test_infinite_numbers_and_empty_text_are_missing() -> None:
    made = described(people(id=["a", "b"], age=[float("inf"), float("nan")], tier=["", None])).batches().read_all()
    assert made["age"].to_pylist() == made["tier"].to_pylist() == [None, None]


def test_order_lines_are_refused() -> None:
    with pytest.raises(BadInput, match="row per order line"):
        described(Table.of(pa.table({"id": ["a"]}), ROLES, "orders"))
