"""Columns by which customers can be reached, and the rows of those who are treated."""

from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from core.errors import BadInput
from core.exploring import Table
from core.planning import Arms
from core.planning.exports import Contacts, arm_rows

ROLES = {
    "id": "customer",
    "mail": "e-mail",
    "phone": "phone",
    "name": "name",
    "Vorname": "name",
    "Nachname": "name",
    "Prénom": "name",
    "Nom": "name",
    "country": "country",
    "zip": "postcode",
}


def customers(**columns: Any) -> Table:
    return Table.of(pa.table(columns), ROLES)


def arms(held_out: dict[str, bool]) -> Arms:
    return Arms(pa.array(held_out, pa.string()), np.zeros(len(held_out)), np.array(list(held_out.values())))


def test_columns_are_found_by_role_and_missing_roles_are_told() -> None:
    found = Contacts.of(customers(id=["1"], zip=["07"], mail=["a@b.c"]))
    assert (found.customer, found.email, found.postcode) == ("id", "mail", "zip")
    assert found.missing == ("phone", "name", "country")
    assert found.columns == ("id", "mail", "zip")


def test_first_and_last_names_are_told_apart_by_their_headers() -> None:
    assert Contacts.of(customers(id=["1"], Nachname=["x"], Vorname=["y"])).names == ("Vorname", "Nachname")
    assert Contacts.of(customers(id=["1"], Nom=["x"], Prénom=["y"])).names == ("Prénom", "Nom")
    assert Contacts.of(customers(id=["1"], name=["x"], Vorname=["y"])).names == ("name",)


def test_without_ids_there_is_nobody_to_reach() -> None:
    with pytest.raises(BadInput, match="role customer"):
        Contacts.of(customers(mail=["a@b.c"]))


def test_rows_of_each_arm_come_out_apart() -> None:
    table = customers(id=["d", "c", "b", "a"], zip=["4", "3", "2", "1"])
    found = arm_rows(table, "id", ["id", "zip"], arms({"a": False, "b": True, "d": False, "z": False}))
    assert [batch.to_pylist() for batch in found.treated] == [[{"id": "d", "zip": "4"}, {"id": "a", "zip": "1"}]]
    assert [batch.to_pylist() for batch in found.held_out] == [[{"id": "b", "zip": "2"}]]
    assert found.unknown == 1


def test_of_a_customer_in_the_table_twice_the_last_row_speaks() -> None:
    table = customers(id=[" a", "b", "a "], zip=["old", "2", "new"])
    found = arm_rows(table, "id", ["zip"], arms({"a": False}))
    assert [row for batch in found.treated for row in batch.to_pylist()] == [{"zip": "new"}]


def test_ids_that_were_read_as_numbers_meet_those_of_the_run() -> None:
    found = arm_rows(customers(id=[7.0, None, 8.0]), "id", ["id"], arms({"8": False}))
    assert [row for batch in found.treated for row in batch.to_pylist()] == [{"id": 8.0}]


def test_rows_are_found_across_batches() -> None:
    many = 600_000  # three batches of a table in memory
    ids = [f"C{number}" for number in range(many)]
    wanted = {ids[place]: False for place in (0, 249_999, 250_000, 599_999)}
    found = arm_rows(customers(id=ids), "id", ["id"], arms(wanted))
    assert [batch.num_rows for batch in found.treated] == [2, 1, 1]
