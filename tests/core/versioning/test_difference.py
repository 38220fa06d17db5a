"""What differs between two versions, worked out by hand."""

import json
import math
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import BadInput
from core.versioning import (
    Category,
    ChangedColumn,
    Column,
    Columns,
    Customers,
    Difference,
    Missing,
    Room,
    Table,
    difference,
)
from core.versioning.stability import stability
from tests.core.versioning.tables import LINES, customers, day, orders

ID, CITY = Column("id", "text", "customer"), Column("city", "text", "category")
AGE, JOINED = Column("age", "number", "number"), Column("joined", "date", "date")
MAIL = Column("mail", "text", "e-mail")


def of_ages(before: Sequence[float | None], after: Sequence[float | None], room: Room) -> Difference:
    return difference(customers([(age,) for age in before], [AGE]), customers([(age,) for age in after], [AGE]), room)


def of_cities(before: Sequence[str | None], after: Sequence[str | None], room: Room) -> Difference:
    old, new = ([(city,) for city in cities] for cities in (before, after))
    return difference(customers(old, [CITY]), customers(new, [CITY]), room)


def test_columns_that_came_went_and_changed(room: Room) -> None:
    number = Column("id", "number", "customer")
    grouped = Column("age", "number", "category")
    old, new = (
        customers([("1", 30.0, "Kiel")], (ID, AGE, CITY)),
        customers([(1.0, 30.0, None)], (number, grouped, MAIL)),
    )
    assert difference(old, new, room).columns == Columns(
        added=(MAIL,), gone=(CITY,), changed=(ChangedColumn(ID, number), ChangedColumn(AGE, grouped))
    )


def test_customers_who_are_new_gone_and_kept(room: Room) -> None:
    # 1, 2, 3 before, the first in two lines; 3, 4 after; lines without a customer are nobody's
    old = orders([(str(place), who, None, None) for place, who in enumerate(["1", "1", "2", "3", None])], LINES)
    new = orders([(str(place), who, None, None) for place, who in enumerate(["3", "4", "4", ""])], LINES)
    found = difference(old, new, room)
    assert (found.rows_before, found.rows_after) == (5, 4)
    assert found.customers == Customers(before=3, after=2, new=1, gone=2, kept=1)
    assert found.notes == ()


def test_a_customer_is_the_same_in_a_column_of_another_name_and_type(room: Room) -> None:
    number = Column("number", "number", "customer")
    found = difference(customers([("17850",), ("007",)], [ID]), customers([(17850.0,), (7.0,)], [number]), room)
    # 007 and 7 are two customers: the zeros of the second are lost
    assert found.customers == Customers(before=2, after=2, new=1, gone=1, kept=1)


def test_without_a_column_of_customers_nobody_is_followed_and_that_is_said(room: Room) -> None:
    found = of_ages([1.0], [1.0], room)
    assert found.customers is None
    assert "nobody can be followed" in found.notes[0]


def test_a_number_is_compared_over_its_deciles(room: Room) -> None:
    # 1 to 100: deciles at 10, 20 ... 90, ten values in each of ten cells. After, all values are 5 more: 6 to 105,
    # of which 5 are up to 10, ten in each of the next eight, and 15 above 90.
    (found,) = of_ages([*range(1, 101), None], [float(age) for age in range(6, 106)], room).numbers
    assert (found.missing, found.median_before, found.median_after) == (Missing(1, 0), 50.5, 55.5)
    assert found.stability == stability([10] * 10, [5, *[10] * 8, 15])
    # in a hundred rows that is (0.1 - 0.05) ln 2 + 0.05 ln 1.5, about 0.05
    assert found.stability.word == "steady"


def test_a_number_that_fell_is_very_different(room: Room) -> None:
    (found,) = of_ages([float(age) for age in range(100)], [float(age) / 2 for age in range(100)], room).numbers
    # deciles at 9, 19 ... 89; after, 0 to 49.5 by halves: 19 up to 9, 20 up to each of 19, 29, 39 and 49, and 49.5 in the sixth
    assert found.stability == stability([10] * 10, [19, 20, 20, 20, 20, 1, 0, 0, 0, 0])
    assert found.stability.word == "very different"
    assert (found.median_before, found.median_after) == (49.5, 24.75)


def test_a_value_that_most_rows_share_is_a_cell_of_its_own(room: Room) -> None:
    # nothing but zeros before: below, zero and above are the cells; after, all are below
    (found,) = of_ages([0.0] * 50, [-5.0] * 50, room).numbers
    assert found.stability == stability([0, 50], [50, 0])
    assert found.stability.word == "very different"


def test_what_is_not_finite_is_missing(room: Room) -> None:
    (found,) = of_ages([1.0, math.inf, math.nan], [1.0, 1.0, -math.inf], room).numbers
    assert (found.missing, found.median_before, found.median_after) == (Missing(2, 1), 1.0, 1.0)


def test_a_number_without_values_is_not_comparable(room: Room) -> None:
    (found,) = of_ages([1.0, 2.0], [None, None], room).numbers
    assert (found.median_after, found.stability.index, found.stability.word) == (None, None, "not comparable")
    (found,) = of_ages([None], [1.0], room).numbers
    assert (found.median_before, found.stability.word) == (None, "not comparable")


def test_categories_that_are_new_and_that_vanished(room: Room) -> None:
    before, after = ["Kiel"] * 6 + ["Bonn"] * 3 + ["", None], ["Kiel"] * 4 + ["Ulm"] * 2 + ["Jena"] * 2
    (found,) = of_cities(before, after, room).categories
    assert found.missing == Missing(2, 0)
    assert (found.categories_before, found.categories_after) == (2, 3)
    assert found.new == (Category("Jena", 0, 2), Category("Ulm", 0, 2))
    assert found.vanished == (Category("Bonn", 3, 0),)
    assert (found.new_categories, found.vanished_categories) == (2, 1)
    assert found.largest == (Category("Kiel", 6, 4), *found.vanished, *found.new)
    assert found.stability == stability([6, 3, 0, 0], [4, 0, 2, 2])


def test_of_many_categories_the_twenty_largest_are_compared_and_the_rest_together(room: Room) -> None:
    # 30 cities: the first has 30 rows, the last one; 21 to 30 have 10 + 9 + ... + 1 = 55. After, each has one.
    cities = [f"city {place:02}" for place in range(30)]
    before = [city for place, city in enumerate(cities) for _ in range(30 - place)]
    (found,) = of_cities(before, cities, room).categories
    assert found.stability == stability([*range(30, 10, -1), 55], [*[1] * 20, 10])
    assert [category.name for category in found.largest] == cities[:10]


def test_many_vanished_categories_are_counted_and_the_largest_named(room: Room) -> None:
    (found,) = of_cities([f"city {place}" for place in range(15)], ["Kiel"], room).categories
    assert (found.vanished_categories, len(found.vanished)) == (15, 10)


def test_numbers_that_are_names_of_groups_are_categories(room: Room) -> None:
    channel = Column("Channel", "number", "category")
    found = difference(customers([(1.0,), (2.5,)], [channel]), customers([(1.0,), (3.0,)], [channel]), room)
    assert found.numbers == ()
    assert found.categories[0].new == (Category("3", 0, 1),)
    assert found.categories[0].vanished == (Category("2.5", 1, 0),)


def test_dates_by_their_range(room: Room) -> None:
    old, new = customers([(day(1, 5),), (day(2, 1),)], [JOINED]), customers([(day(2, 1),), (None,)], [JOINED])
    (found,) = difference(old, new, room).dates
    assert (found.first_before, found.last_before) == ("2011-01-05T00:00:00", "2011-02-01T00:00:00")
    assert (found.first_after, found.last_after) == ("2011-02-01T00:00:00", "2011-02-01T00:00:00")
    assert found.missing == Missing(0, 1)


def test_of_other_columns_only_the_gaps_and_of_ignored_ones_nothing(room: Room) -> None:
    note = Column("note", "text", "ignore")
    old, new = customers([("1", "a@b.de", "x")], (ID, MAIL, note)), customers([("1", "", "y")], (ID, MAIL, note))
    found = difference(old, new, room)
    assert [(other.column, other.missing) for other in found.others] == [("id", Missing(0, 0)), ("mail", Missing(0, 1))]
    assert not found.is_empty


@pytest.mark.parametrize(
    "after",
    [
        [("1", "Kiel", 30.0, day(1, 1))],
        [("1", "Kiel", 30.0, day(1, 1)), ("3", "Bonn", 40.0, day(1, 2))],
        [("1", "Kiel", 30.0, day(1, 1)), ("2", "Ulm", 40.0, day(1, 2))],
        [("1", "Kiel", 30.0, day(1, 1)), ("2", "Bonn", 44.0, day(1, 2))],
        [("1", "Kiel", 30.0, day(1, 1)), ("2", "Bonn", 40.0, day(1, 3))],
    ],
    ids=["a row", "a customer", "a category", "a number", "a date"],
)
def test_one_cell_is_enough_for_a_difference(after: list[tuple[object, ...]], room: Room) -> None:
    columns = (ID, CITY, AGE, JOINED)
    before = [("1", "Kiel", 30.0, day(1, 1)), ("2", "Bonn", 40.0, day(1, 2))]
    assert not difference(customers(before, columns), customers(after, columns), room).is_empty


def test_another_kind_of_table_is_refused(room: Room) -> None:
    with pytest.raises(BadInput, match="Bring it as a dataset of its own"):
        difference(customers([("1",)], [ID]), orders([("1",)], [ID]), room)


cells = st.tuples(
    st.sampled_from(["1", "2", "", None]),
    st.sampled_from(["Kiel", "Bonn", None]),
    st.one_of(st.none(), st.floats()),
    st.sampled_from([day(1, 1), day(1, 2), None]),
)
tables = st.lists(cells, max_size=12).map(lambda rows: customers(rows, (ID, CITY, AGE, JOINED)))


@settings(max_examples=25, deadline=None)
@given(old=tables, new=tables)
def test_a_version_does_not_differ_from_itself_and_every_difference_is_json(
    shared_room: Room, old: Table, new: Table
) -> None:
    assert difference(old, old, shared_room).is_empty
    found = difference(old, new, shared_room)
    assert json.loads(json.dumps(found.to_json(), allow_nan=False))["rows_after"] == new.rows
    assert found.customers is not None
    assert found.customers.before == found.customers.kept + found.customers.gone
    assert found.customers.after == found.customers.kept + found.customers.new
