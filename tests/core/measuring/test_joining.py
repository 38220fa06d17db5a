"""Measures beside attributes: who is on both sides, who on one, and what happens to names and ids."""

import pyarrow as pa
import pytest

from core.errors import BadInput
from core.exploring import Table
from core.measuring import joined

MEASURES = pa.table({"customer": ["00123", "17850", "A", "C"], "money": [1.0, 2.0, 3.0, 4.0]})


def people(ids: list[object], **attributes: list[object]) -> Table:
    roles = {"id": "customer", **dict.fromkeys(attributes, "category"), "secret": "ignore"}
    return Table.of(pa.table({"id": ids, **attributes}), roles)


def test_customers_of_both_sides_become_one_row() -> None:
    found = joined(MEASURES, people(["A", "B", "00123"], gender=["f", "m", "x"]))
    assert found.rows.to_pylist() == [
        {"customer": "00123", "money": 1.0, "gender": "x"},
        {"customer": "A", "money": 3.0, "gender": "f"},
    ]


def test_who_is_on_one_side_only_can_be_seen() -> None:
    found = joined(MEASURES, people(["A", "B", None, "", "B"], gender=["f"] * 5))
    assert (found.matched, found.only_measured.to_pylist(), found.only_described.to_pylist()) == (
        1,
        ["00123", "17850", "C"],
        ["B"],
    )


def test_leading_zeros_tell_customers_apart() -> None:
    assert joined(MEASURES, people(["123"], gender=["f"])).matched == 0


def test_ids_that_were_read_as_fractions_still_match() -> None:
    assert joined(MEASURES, people([17850.0, None], gender=["f", "m"])).matched == 1


def test_spaces_around_an_id_do_not_matter() -> None:
    assert joined(MEASURES, people([" A "], gender=["f"])).matched == 1


def test_the_last_row_of_a_repeated_id_speaks_and_repeats_are_counted() -> None:
    found = joined(MEASURES, people(["A", "C", "A"], gender=["old", "c", "new"]))
    assert found.rows.column("gender").to_pylist() == ["new", "c"]
    assert found.repeated == 1


def test_an_attribute_called_like_a_measure_gets_a_number() -> None:
    found = joined(MEASURES, people(["A"], money=[9]))
    assert found.rows.column_names == ["customer", "money", "money (2)"]


def test_columns_to_ignore_stay_out() -> None:
    assert joined(MEASURES, people(["A"], gender=["f"], secret=["s"])).rows.column_names == [
        "customer",
        "money",
        "gender",
    ]


def test_customers_without_an_id_cannot_be_joined() -> None:
    with pytest.raises(BadInput, match="role customer"):
        joined(MEASURES, Table.of(pa.table({"age": [1]}), {"age": "number"}))


def test_nobody_in_common_gives_an_empty_table() -> None:
    assert joined(MEASURES, people([], gender=[])).matched == 0
