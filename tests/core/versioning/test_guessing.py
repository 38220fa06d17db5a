"""Replace or add: guessed from dates and ids, with the numbers behind it."""

import pytest

from core.errors import BadInput
from core.versioning import Column, Guess, Room, guess_mode
from tests.core.versioning.tables import CUSTOMER, LINES, ORDER, PRICE, WHEN, Row, customers, day, orders

NOT_TWICE = " Lines that are already there are not counted twice."


def ordered(first: int, *months: int) -> list[Row]:
    """Ten orders of two lines in each month, on the first ten days, numbered from `first`."""
    return [
        (str(first + 10 * place + number), "a", day(month, 1 + number), price)
        for place, month in enumerate(months)
        for number in range(10)
        for price in (1.0, 2.0)
    ]


def test_later_dates_and_unknown_orders_add(room: Room) -> None:
    assert guess_mode(orders(ordered(100, 1, 2)), orders(ordered(120, 3)), room) == Guess(
        "add",
        "The new file (1 Mar 2011 to 10 Mar 2011) begins after the last date so far (1 Jan 2011 to 10 Feb 2011); "
        "0 of the 10 orders in the new file are among the 20 so far." + NOT_TWICE,
    )


def test_the_whole_period_with_known_orders_replaces(room: Room) -> None:
    assert guess_mode(orders(ordered(100, 1, 2)), orders(ordered(100, 1, 2, 3)), room) == Guess(
        "replace",
        "The new file (1 Jan 2011 to 10 Mar 2011) covers the whole period so far (1 Jan 2011 to 10 Feb 2011); "
        "20 of the 30 orders in the new file are among the 20 so far.",
    )


def test_overlapping_periods_add_and_say_so(room: Room) -> None:
    assert guess_mode(orders(ordered(100, 1, 2)), orders(ordered(110, 2, 3)), room) == Guess(
        "add",
        "The new file (1 Feb 2011 to 10 Mar 2011) overlaps with the period so far (1 Jan 2011 to 10 Feb 2011); "
        "10 of the 20 orders in the new file are among the 20 so far." + NOT_TWICE,
    )


def test_an_earlier_year_adds(room: Room) -> None:
    guess = guess_mode(orders(ordered(100, 3)), orders(ordered(10, 1)), room)
    assert guess.mode == "add"
    assert "ends before the first date so far" in guess.reason


def test_other_orders_of_the_same_period_add(room: Room) -> None:
    # a second shop: the same days, and none of its 10 orders known
    guess = guess_mode(orders(ordered(100, 1)), orders(ordered(500, 1)), room)
    assert guess.mode == "add"
    assert "0 of the 10 orders in the new file are among the 10 so far" in guess.reason


def test_a_part_of_what_is_there_adds_because_replacing_would_lose_the_rest(room: Room) -> None:
    guess = guess_mode(orders(ordered(100, 1, 2, 3)), orders(ordered(110, 2)), room)
    assert guess.mode == "add"


@pytest.mark.parametrize(("months", "mode"), [((2,), "add"), ((1, 2), "replace")])
def test_without_order_ids_the_dates_decide(months: tuple[int, ...], mode: str, room: Room) -> None:
    def dated(*them: int) -> list[Row]:
        return [row[1:] for row in ordered(100, *them)]

    guess = guess_mode(orders(dated(1), LINES[1:]), orders(dated(*months), LINES[1:]), room)
    assert guess.mode == mode
    assert "orders" not in guess.reason


@pytest.mark.parametrize(("first", "mode"), [(110, "add"), (104, "replace"), (106, "add")])
def test_without_dates_the_order_ids_decide(first: int, mode: str, room: Room) -> None:
    # orders 100 to 109 so far; from 104 on six of ten are found again, from 106 on four
    columns = (ORDER, CUSTOMER)
    old, new = ([row[:2] for row in ordered(start, 1)] for start in (100, first))
    assert guess_mode(orders(old, columns), orders(new, columns), room).mode == mode


def test_with_neither_it_is_taken_for_a_new_whole(room: Room) -> None:
    columns = (CUSTOMER, PRICE)
    assert guess_mode(orders([("a", 1.0)], columns), orders([("a", 2.0)], columns), room) == Guess(
        "replace", "Neither dates nor order ids say whether the new file goes on from the last version."
    )


def test_an_order_is_known_whether_its_id_was_read_as_text_or_as_a_number(room: Room) -> None:
    number = Column("Number", "number", "order")
    old, new = orders([("100", day(1, 1))], (ORDER, WHEN)), orders([(100.0, day(1, 1))], (number, WHEN))
    assert guess_mode(old, new, room).mode == "replace"


ID = Column("id", "text", "customer")


def people(first: int, end: int) -> list[Row]:
    return [(str(number),) for number in range(first, end)]


def test_nearly_all_customers_again_replace(room: Room) -> None:
    # 10 to 104 of 0 to 99: 90 of the 100 so far, 90 of the 95 in the file
    assert guess_mode(customers(people(0, 100), [ID]), customers(people(10, 105), [ID]), room) == Guess(
        "replace",
        "Nearly all customers so far are in the new file: 90 of the 95 customers in the new file are among the 100 so far.",
    )


def test_mostly_new_customers_add(room: Room) -> None:
    assert guess_mode(customers(people(0, 100), [ID]), customers(people(98, 150), [ID]), room) == Guess(
        "add",
        "2 of the 52 customers in the new file are among the 100 so far. "
        "If it replaced the version, the 98 others would be gone.",
    )


def test_news_of_a_few_known_customers_add(room: Room) -> None:
    assert guess_mode(customers(people(0, 100), [ID]), customers(people(5, 9), [ID]), room).mode == "add"


def test_customers_without_ids_replace(room: Room) -> None:
    city = Column("city", "text", "category")
    assert guess_mode(customers([("Kiel",)], [city]), customers([("Kiel",)], [city]), room) == Guess(
        "replace", "No column says who the customer is, so known customers cannot be told from new ones."
    )


def test_another_kind_of_table_is_refused(room: Room) -> None:
    with pytest.raises(BadInput, match="Bring it as a dataset of its own"):
        guess_mode(orders(ordered(1, 1)), customers(people(0, 3), [ID]), room)
