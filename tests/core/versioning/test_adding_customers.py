"""A row of the new file takes the place of the rows of the same customer; the others stay."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import BadInput
from core.versioning import Column, Counts, Room, Table, added
from tests.core.versioning.tables import as_table, customers, multiset, rows_of

ID, CITY, AGE = Column("id", "text", "customer"), Column("city", "text", "category"), Column("age", "number", "number")
WHO = (ID, CITY, AGE)


def test_known_customers_are_replaced_and_new_ones_added(room: Room) -> None:
    old = [("1", "Kiel", 30.0), ("2", "Bonn", 40.0), ("3", "Ulm", 50.0)]
    new = [("2", "Jena", 41.0), ("4", "Trier", 20.0)]
    with added(customers(old, WHO), customers(new, WHO), room) as whole:
        assert whole.counts == Counts(kept=2, replaced=1, added=2, already_there=0)
        assert rows_of(whole) == [old[0], old[2], *new]


def test_an_equal_row_keeps_its_place(room: Room) -> None:
    old = [("1", "Kiel", 30.0), ("2", "Bonn", 40.0)]
    with added(customers(old, WHO), customers([old[0], ("2", "Bonn", 41.0)], WHO), room) as whole:
        assert whole.counts == Counts(kept=1, replaced=1, added=1, already_there=1)
        assert rows_of(whole) == [old[0], ("2", "Bonn", 41.0)]


def test_all_rows_of_a_customer_give_way_to_all_new_ones(room: Room) -> None:
    old = [("1", "Kiel", 30.0), ("1", "Kiel", 31.0), ("2", "Bonn", 40.0)]
    new = [("1", "Kiel", 31.0), ("1", "Jena", 32.0)]
    # of the two old rows of 1, the second is in the file too and stays; the first gives way
    with added(customers(old, WHO), customers(new, WHO), room) as whole:
        assert whole.counts == Counts(kept=2, replaced=1, added=1, already_there=1)
        assert rows_of(whole) == [old[1], old[2], new[1]]


def test_rows_without_an_id_take_nobodys_place(room: Room) -> None:
    old = [(None, "Kiel", 30.0), ("", "Bonn", 40.0)]
    new = [(None, "Kiel", 30.0), (None, "Ulm", 50.0)]
    with added(customers(old, WHO), customers(new, WHO), room) as whole:
        assert whole.counts == Counts(kept=2, replaced=0, added=1, already_there=1)
        assert rows_of(whole) == [*old, new[1]]


def test_ids_keep_their_leading_zeros(room: Room) -> None:
    with added(customers([("007", "Kiel", 1.0)], WHO), customers([("7", "Kiel", 2.0)], WHO), room) as whole:
        assert whole.counts == Counts(kept=1, replaced=0, added=1, already_there=0)


def test_a_column_that_went_is_missing_for_the_customers_of_the_new_file(room: Room) -> None:
    old = [("1", "Kiel", 30.0), ("2", "Bonn", 40.0)]
    with added(customers(old, WHO), customers([("1", "Kiel")], (ID, CITY)), room) as whole:
        assert whole.counts == Counts(kept=1, replaced=1, added=1, already_there=0)
        assert rows_of(whole) == [old[1], ("1", "Kiel", None)]


def test_without_ids_nothing_is_added(room: Room) -> None:
    nameless = (CITY, AGE)
    with (
        pytest.raises(BadInput, match="Without a column that says who the customer is"),
        added(customers([("Kiel", 1.0)], nameless), customers([("Kiel", 1.0)], nameless), room),
    ):
        pass


rows = st.lists(
    st.tuples(st.sampled_from(["1", "2", "3", None]), st.sampled_from(["Kiel", None]), st.sampled_from([1.0, None])),
    max_size=8,
)
tables = st.one_of(
    rows.map(lambda them: customers(them, WHO)),
    rows.map(lambda them: customers([row[:2] for row in them], (ID, CITY))),
    rows.map(lambda them: customers([(row[0], row[2]) for row in them], (ID, AGE))),
)


@settings(max_examples=40, deadline=None)
@given(old=tables, new=tables)
def test_the_whole_has_every_customer_as_the_new_file_knows_them_and_adding_again_changes_nothing(
    shared_room: Room, old: Table, new: Table
) -> None:
    with added(old, new, shared_room) as whole:
        counts, first = whole.counts, as_table(whole)
    assert (counts.kept + counts.replaced, counts.added + counts.already_there) == (old.rows, new.rows)
    columns = first.columns
    named = {row[0] for row in multiset(new, [ID])} - {None}
    of_named = {row: times for row, times in multiset(first, columns).items() if row[0] in named}
    assert of_named == {row: times for row, times in multiset(new, columns).items() if row[0] in named}
    others = {row: times for row, times in multiset(old, columns).items() if row[0] and row[0] not in named}
    assert {row: times for row, times in multiset(first, columns).items() if row[0] and row[0] not in named} == others
    with added(first, new, shared_room) as again:
        assert again.counts == Counts(first.rows, 0, 0, new.rows)
        assert multiset(as_table(again), columns) == multiset(first, columns)
