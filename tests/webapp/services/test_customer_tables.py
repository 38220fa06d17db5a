"""The table with a row per customer: made of what it says it is made of, once, and for those who may see it."""

import pytest

from tests.conftest import Cast
from tests.webapp import bought
from tests.webapp.brought import next_version
from tests.webapp.work_now import work_now
from webapp.errors import NotFound
from webapp.records import Dataset, Job, Viewer
from webapp.services import customer_tables
from webapp.services.customer_tables import CustomerTable
from webapp.store import stored_tables, treatments
from webapp.store.engine import writing


def orders(cast: Cast) -> Dataset:
    return bought.orders(cast.editor)


def customers(cast: Cast) -> Dataset:
    return bought.customers(cast.editor)


def join(orders: Dataset, customers: Dataset) -> None:
    with writing():
        treatments.change(orders.id, treatments.of(orders.id).edit, joined_id=customers.id)


def made(viewer: Viewer, dataset: Dataset, number: int | None = None) -> CustomerTable:
    """Asked for, worked out, asked again."""
    assert isinstance(customer_tables.ask(viewer, dataset.id, number), Job)
    assert work_now() == 1
    table = customer_tables.ask(viewer, dataset.id, number)
    assert isinstance(table, CustomerTable)
    return table


def rows(table: CustomerTable) -> list[dict[str, object]]:
    return list(stored_tables.read(table.table).read_all().to_pylist())


def test_orders_become_measures_with_ids_as_text(cast: Cast) -> None:
    table = made(cast.viewer, orders(cast))
    # 007: 2 x 10 + 1 x 5 in two orders, the last on 5 May; B: 3 x 10 on 10 June, the last day: the day after is the reference.
    assert [(row["customer"], row["recency"], row["orders"], row["money"]) for row in rows(table)] == [
        ("007", 37, 2, 25.0), ("B", 1, 1, 30.0),
    ]  # fmt: skip
    assert [(step["rule"], step["lines"]) for step in table.facts["funnel"]["steps"]] == [
        ("customer", 4), ("cancelled", 3), ("not positive", 3),
    ]  # fmt: skip
    assert table.facts["measuring"]["reference"] == "2024-06-11"


def test_each_column_says_what_it_is_and_how_much_of_it_is_missing(cast: Cast) -> None:
    table = made(cast.viewer, orders(cast))
    told = {column.name: column for column in table.columns}
    assert list(told) == table.table.schema.names
    assert (told["customer"].kind, told["recency"].unit, told["money"].unit) == ("customer id", "days", "money")
    assert told["days between orders"].missing == 1  # B ordered once


def test_customers_become_their_numbers_and_categories_one_row_each(cast: Cast) -> None:
    table = made(cast.viewer, customers(cast))
    assert rows(table) == [
        {"customer id": "007", "age": 21.0, "country": "DE", "email": "b@example.org"},
        {"customer id": "Z", "age": 30.0, "country": "FR", "email": "z@example.org"},
    ]
    assert {column.name: column.kind for column in table.columns} == {
        "customer id": "customer id", "age": "number", "country": "category", "email": "other",
    }  # fmt: skip
    assert table.facts["funnel"]["steps"][1] == {
        "rule": "repeated", "what": "rows whose customer comes again further down", "left_out": 1, "lines": 2,
    }  # fmt: skip


def test_joined_both_stand_side_by_side_and_who_is_not_on_both_sides_is_counted(cast: Cast) -> None:
    bought, people = orders(cast), customers(cast)
    join(bought, people)
    table = made(cast.viewer, bought)
    (row,) = rows(table)
    assert (row["customer"], row["money"], row["age"], row["country"], row["email"]) == (
        "007", 25.0, 21.0, "DE", "b@example.org",
    )  # fmt: skip
    joined = table.facts["joined"]
    assert (joined["matched"], joined["only_orders"], joined["only_customers"]) == (1, 1, 1)
    assert {column.source for column in table.columns} == {"orders", "customers"}
    assert table.customers == 1


def test_what_was_made_of_one_side_is_not_made_again_when_it_is_joined(cast: Cast) -> None:
    bought, people = orders(cast), customers(cast)
    alone = made(cast.viewer, bought)
    join(bought, people)
    made(cast.viewer, bought)
    with writing():
        treatments.change(bought.id, 1, joined_id=None)
    again = customer_tables.ask(cast.viewer, bought.id)
    assert isinstance(again, CustomerTable) and again.table == alone.table


def test_the_repairs_of_the_dataset_are_made_first_and_another_treatment_is_another_table(cast: Cast) -> None:
    people = customers(cast)
    before = made(cast.viewer, people)
    with writing():
        treatments.change(people.id, 0, repairs=[{"kind": "clip", "column": "age", "high": 25}])
    after = made(cast.viewer, people)
    assert [row["age"] for row in rows(after)] == [21.0, 25.0]
    assert [row["age"] for row in rows(before)] == [21.0, 30.0]


def test_an_earlier_version_has_a_table_of_its_own(cast: Cast) -> None:
    people = customers(cast)
    next_version(cast.editor, people, bought.CUSTOMERS.replace(b"30", b"50"), "replace")
    assert [row["age"] for row in rows(made(cast.viewer, people))] == [21.0, 50.0]
    assert [row["age"] for row in rows(made(cast.viewer, people, 1))] == [21.0, 30.0]


def test_moments_become_days_of_the_teams_zone_until_somebody_decides(cast: Cast) -> None:
    asked = customer_tables.question(cast.viewer, orders(cast).id)
    assert asked.facts["measuring"]["zone"] == cast.viewer.team.settings.zone == "Europe/Berlin"


def test_a_stranger_finds_nothing(cast: Cast) -> None:
    bought = orders(cast)
    with pytest.raises(NotFound):
        customer_tables.ask(cast.stranger, bought.id)


def test_a_version_that_is_not_there_is_not_found(cast: Cast) -> None:
    with pytest.raises(NotFound):
        customer_tables.ask(cast.viewer, orders(cast).id, 2)
