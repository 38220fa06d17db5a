"""Measures beside attributes: who is on both sides, who on one, and what happens to names."""

from collections.abc import Sequence

import pyarrow as pa
import pytest

from core.errors import BadInput
from core.exploring import Table
from core.measuring import described, joined

MEASURES = Table.of(
    pa.table({"customer": ["00123", "17850", "A", "C"], "money": [1.0, 2.0, 3.0, 4.0]}),
    {"customer": "customer", "money": "number"},
)


def people(ids: list[object], **attributes: list[object]) -> Table:
    """As it is once it has one row per customer."""
    roles = {"id": "customer", **dict.fromkeys(attributes, "category")}
    made = described(Table.of(pa.table({"id": ids, **attributes}), roles))
    return Table.of(made.batches().read_all(), roles)


def rows(customers: Table) -> list[dict[str, object]]:
    with joined(MEASURES, customers) as found:
        return list(found.batches().read_all().to_pylist())


def counts(customers: Table) -> tuple[int, int, int]:
    with joined(MEASURES, customers) as found:
        return found.matched, found.only_measured, found.only_described


def test_customers_of_both_sides_become_one_row() -> None:
    assert rows(people(["A", "B", "00123"], gender=["f", "m", "x"])) == [
        {"customer": "00123", "money": 1.0, "gender": "x"},
        {"customer": "A", "money": 3.0, "gender": "f"},
    ]


def test_who_is_on_one_side_only_can_be_seen() -> None:
    customers = people(["A", "B", None, "", "B"], gender=["f"] * 5)
    assert counts(customers) == (1, 3, 1)
    with joined(MEASURES, customers) as found:
        assert found.alone().read_all().to_pydict() == {
            "customer": ["00123", "17850", "C", "B"],
            "found_in": ["orders", "orders", "orders", "customers"],
        }


def test_leading_zeros_tell_customers_apart() -> None:
    assert counts(people(["123"], gender=["f"])) == (0, 4, 1)


def test_ids_that_were_read_as_fractions_still_match() -> None:
    assert counts(people([17850.0, None], gender=["f", "m"])) == (1, 3, 0)


def test_spaces_around_an_id_do_not_matter() -> None:
    assert counts(people([" A "], gender=["f"])) == (1, 3, 0)


@pytest.mark.parametrize("name", ["money", "money'; drop table lines; --"])
def test_names_of_attributes_are_kept_and_one_that_a_measure_has_gets_a_number(name: str) -> None:
    ids: Sequence[object] = ["A"]
    (only,) = rows(people(list(ids), **{name: ["9"]}))
    assert only == {"customer": "A", "money": 3.0, "money (2)" if name == "money" else name: "9"}


def test_customers_without_an_id_cannot_be_joined() -> None:
    with (
        pytest.raises(BadInput, match="role customer"),
        joined(MEASURES, Table.of(pa.table({"age": [1]}), {"age": "number"})),
    ):
        pass


def test_nobody_in_common_gives_an_empty_table() -> None:
    assert counts(people([], gender=[])) == (0, 4, 0)
