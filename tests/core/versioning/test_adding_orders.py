"""Order lines that are there stay, new ones come, and nothing counts twice."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import BadInput
from core.versioning import Column, Counts, Room, Table, added
from tests.core.versioning.tables import (
    CUSTOMER,
    LINES,
    ORDER,
    PRICE,
    WHEN,
    as_table,
    customers,
    day,
    in_batches_of,
    multiset,
    orders,
    rows_of,
)

CHANNEL = Column("Channel", "text", "category")
NOTE = Column("Note", "text", "ignore")

MARCH = [("1", "a", day(3, 1), 5.0), ("2", "b", day(3, 31), 7.5)]
APRIL = [("3", "a", day(4, 1), 1.0), ("4", None, day(4, 2), None)]


def test_a_later_month_is_put_behind(room: Room) -> None:
    with added(orders(MARCH), orders(APRIL), room) as whole:
        assert whole.counts == Counts(kept=2, replaced=0, added=2, already_there=0)
        assert rows_of(whole) == MARCH + APRIL
        assert whole.columns == LINES


def test_lines_in_both_files_are_not_counted_twice(room: Room) -> None:
    # the second line of March comes again: 2 there + 3 in the file - 1 in both = 4
    with added(orders(MARCH), orders([MARCH[1], *APRIL]), room) as whole:
        assert whole.counts == Counts(kept=2, replaced=0, added=2, already_there=1)
        assert rows_of(whole) == MARCH + APRIL


def test_a_line_stands_as_often_as_in_the_file_that_has_it_most_often(room: Room) -> None:
    first, second = MARCH
    # first: 3 times there, twice in the file -> 3; second: once there, 3 times in the file -> 3
    with added(orders([first] * 3 + [second]), orders([first] * 2 + [second] * 3), room) as whole:
        assert whole.counts == Counts(kept=4, replaced=0, added=2, already_there=3)
        assert rows_of(whole) == [first] * 3 + [second] * 3


def test_lines_differ_by_the_smallest_step_of_a_number_or_a_moment(room: Room) -> None:
    line = ("1", "a", day(3, 1), 0.3)
    price = ("1", "a", day(3, 1), 0.1 + 0.2)  # 0.30000000000000004
    moment = ("1", "a", day(3, 1) + timedelta(microseconds=1), 0.3)
    with added(orders([line]), orders([price, moment]), room) as whole:
        assert whole.counts.added == 2


def test_cells_do_not_run_into_each_other(room: Room) -> None:
    old = [("1", "23"), ("2", None), ("1:a", "b")]
    new = [("12", "3"), (None, "2"), ("1", "a:b"), ("1", "1:a"), ("1:1", "a")]
    with added(orders(old, LINES[:2]), orders(new, LINES[:2]), room) as whole:
        assert whole.counts.already_there == 0


def test_nothing_in_a_cell_is_the_same_however_it_is_written(room: Room) -> None:
    # an empty text is missing, a number that is none is missing, and zero has no sign
    old = [("1", "", day(3, 1), float("nan")), ("2", None, None, 0.0)]
    new = [("1", None, day(3, 1), None), ("2", "", None, -0.0)]
    with added(orders(old), orders(new), room) as whole:
        assert whole.counts == Counts(kept=2, replaced=0, added=0, already_there=2)


def test_the_order_of_the_columns_does_not_matter(room: Room) -> None:
    turned = [tuple(reversed(row)) for row in MARCH]
    with added(orders(MARCH), orders(turned, tuple(reversed(LINES))), room) as whole:
        assert whole.counts.already_there == 2
        assert rows_of(whole) == MARCH


def test_a_column_that_went_is_missing_in_the_new_lines(room: Room) -> None:
    with added(orders(MARCH), orders([row[:3] for row in APRIL], LINES[:3]), room) as whole:
        assert whole.columns == LINES
        assert rows_of(whole) == [*MARCH, ("3", "a", day(4, 1), None), ("4", None, day(4, 2), None)]


def test_a_column_that_came_is_missing_in_the_old_lines_but_for_those_in_both_files(room: Room) -> None:
    wider = [(*MARCH[1], "web"), (*APRIL[0], "shop")]
    with added(orders(MARCH), orders(wider, (*LINES, CHANNEL)), room) as whole:
        assert whole.columns == (*LINES, CHANNEL)
        assert whole.counts == Counts(kept=2, replaced=0, added=1, already_there=1)
        assert rows_of(whole) == [(*MARCH[0], None), *wider]


def test_rows_can_be_drawn_twice_and_in_batches_of_any_size(room: Room) -> None:
    # 110,000 lines there, and 60,000 in the file, of which 40,000 are in both: 130,000
    lines = [(str(number), None, None, float(number)) for number in range(130_000)]
    wider = [(*line, "web") for line in lines[70_000:]]
    old = in_batches_of(7_001, orders(lines[:110_000]))
    with added(old, orders(wider, (*LINES, CHANNEL)), room) as whole:
        expected = [(*line, None) for line in lines[:70_000]] + wider
        assert rows_of(whole) == expected
        assert rows_of(whole) == expected


def test_a_column_to_be_ignored_tells_no_lines_apart(room: Room) -> None:
    old = [("1", day(3, 1), "exported in April")]
    new = [("1", day(3, 1), "exported in May")]
    columns = (ORDER, WHEN, NOTE)
    with added(orders(old, columns), orders(new, columns), room) as whole:
        assert rows_of(whole) == old


def test_names_of_columns_are_never_part_of_a_query(room: Room) -> None:
    hostile = (
        Column('"; DROP TABLE old; --', "text", "order"),
        Column("]'\\`", "number", "price"),
        Column("row", "date", "date"),
    )
    rows = [("1", 1.0, day(3, 1)), ("2", 2.0, day(3, 2))]
    with added(orders(rows[:1], hostile), orders(rows, hostile), room) as whole:
        assert rows_of(whole) == rows


def test_a_column_of_another_type_is_refused(room: Room) -> None:
    text = Column("Price", "text", "price")
    with pytest.raises(BadInput) as refused, added(orders(MARCH), orders([("9", "5,00")], (ORDER, text)), room):
        pass
    assert refused.value.sentence == (
        "Column 'Price' holds numbers so far, but text in the new file. "
        "Read it as number there too, or let the new file replace the version."
    )


def test_the_same_role_in_a_column_of_another_name_is_refused(room: Room) -> None:
    other = Column("Unit price", "number", "price")
    with (
        pytest.raises(BadInput, match=r"The price stands in column 'Price' so far, but in 'Unit price'"),
        added(orders(MARCH), orders([("9", 5.0)], (ORDER, other)), room),
    ):
        pass


def test_lines_that_share_neither_order_nor_date_are_refused(room: Room) -> None:
    with (
        pytest.raises(BadInput, match="shares no column with the version that says when or in which order"),
        added(orders(MARCH), orders([("a", 5.0)], (CUSTOMER, PRICE)), room),
    ):
        pass


def test_a_row_per_customer_does_not_go_into_order_lines(room: Room) -> None:
    with (
        pytest.raises(BadInput, match="The dataset has a row per order line, the new file a row per customer"),
        added(orders(MARCH), customers([("a",)], [CUSTOMER]), room),
    ):
        pass


WEIGHT = Column("Weight", "number", "number")
# few values, so that the same lines come up often, also within one file
CELLS = {
    ORDER: ["1", "2", "", None],
    CUSTOMER: ["a", "b", None],
    WHEN: [day(3, 1), day(3, 1) + timedelta(microseconds=1), None],
    PRICE: [0.0, 1.5, None],
    CHANNEL: ["web", "shop", None],
    WEIGHT: [0.25, None],
}


@st.composite
def pairs_of_tables(draw: st.DrawFn) -> tuple[Table, Table]:
    """Two tables with some columns in both and some in only one."""
    sides = []
    for extra in draw(st.permutations([(CHANNEL,), (WEIGHT,), (CHANNEL, WEIGHT), ()]))[:2]:
        columns = (*LINES, *extra)
        rows = st.tuples(*(st.sampled_from(CELLS[column]) for column in columns))
        sides.append(orders(draw(st.lists(rows, max_size=10)), columns))
    return sides[0], sides[1]


@settings(max_examples=40, deadline=None)
@given(pairs_of_tables())
def test_the_whole_contains_both_files_and_adding_again_changes_nothing(
    shared_room: Room, tables: tuple[Table, Table]
) -> None:
    old, new = tables
    with added(old, new, shared_room) as whole:
        counts, first = whole.counts, as_table(whole)
    assert (counts.kept, counts.replaced, counts.added + counts.already_there) == (old.rows, 0, new.rows)
    assert multiset(first, old.columns) >= multiset(old, old.columns)
    assert multiset(first, new.columns) >= multiset(new, new.columns)
    both = tuple(column for column in old.columns if column in new.columns)
    assert multiset(first, both) == multiset(old, both) | multiset(new, both)  # the larger count of each
    with added(first, new, shared_room) as again:
        assert again.counts == Counts(first.rows, 0, 0, new.rows)
        assert multiset(as_table(again), first.columns) == multiset(first, first.columns)
