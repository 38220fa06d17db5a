"""What customers did in the window, from order lines with everything that order lines have wrong with them."""

from datetime import date

import numpy as np
import pyarrow as pa

from core.exploring import Table
from core.measuring import Measuring, measured
from core.planning.results import Outcome, outcome_of, outcome_within
from tests.core.measuring.shops import lines, messy_shop, orders_table

# The window is 1 to 30 June. A ordered twice in it and once after; B before; C cancelled; D sent everything back in a line of its own;
# E on the last day and the first that does not count; F has a space around the id.
ORDERS = lines(
    ("A", "1", "2026-06-01T00:00", 1, 10.0),
    ("A", "1", "2026-06-01T09:00", 2, 5.0),
    ("A", "2", "2026-06-15T12:00", 1, 30.0),
    ("A", "3", "2026-07-02T12:00", 1, 99.0),
    ("B", "4", "2026-05-31T23:59", 1, 7.0),
    ("C", "C5", "2026-06-10T12:00", 1, 8.0),
    ("D", "6", "2026-06-10T12:00", -1, 8.0),
    ("E", "7", "2026-06-30T23:59", 1, 4.0),
    ("E", "8", "2026-07-01T00:00", 1, 4.0),
    (" F ", "9", "2026-06-20T12:00", 1, 2.5),
    (None, "10", "2026-06-20T12:00", 1, 2.5),
)
JUNE = (date(2026, 6, 1), date(2026, 7, 1))


def found_in(table: Table) -> dict[str, tuple[int, float]]:
    found = outcome_within(table, Measuring(), *JUNE)
    assert found.money is not None
    return dict(zip(found.ids.to_pylist(), zip(found.orders.tolist(), found.money.tolist(), strict=True), strict=True))


def test_orders_and_money_of_the_window_count_and_nothing_else() -> None:
    # A: 10 + 2 * 5 in one order, 30 in another.
    assert found_in(ORDERS) == {"A": (2, 50.0), "E": (1, 4.0), "F": (1, 2.5)}


def test_the_table_says_until_when_its_orders_go() -> None:
    assert outcome_within(ORDERS, Measuring(), *JUNE).until == date(2026, 7, 2)


def test_the_reference_date_and_window_of_a_recipe_do_not_matter() -> None:
    recipe = Measuring(reference=date(2026, 5, 1), since=date(2026, 1, 1), until=date(2026, 4, 30))
    assert outcome_within(ORDERS, recipe, *JUNE).ids.to_pylist() == ["A", "E", "F"]


def test_a_window_without_orders_is_no_problem() -> None:
    found = outcome_within(ORDERS, Measuring(), date(2027, 1, 1), date(2027, 2, 1))
    assert len(found.ids) == 0
    orders, money = outcome_of(pa.array(["A", "Z"]), found)
    assert orders.tolist() == [0, 0]
    assert money is not None and money.tolist() == [0, 0]


def test_orders_without_amounts_have_no_money() -> None:
    table = lines(("A", "1", "2026-06-01"), names=("customer", "order", "moment"))
    found = outcome_within(table, Measuring(), *JUNE)
    assert (found.ids.to_pylist(), found.orders.tolist(), found.money) == (["A"], [1], None)
    assert outcome_of(found.ids, found)[1] is None


def test_the_messy_shop_is_counted_as_its_measures_are() -> None:
    """Two ways to the same figures: measures of a window, and the outcome of that window."""
    shop = messy_shop(4)
    table = orders_table({name: shop.column(name) for name in shop.column_names})
    window = {"since": date(2024, 4, 2), "until": date(2024, 4, 15)}
    with measured(table, Measuring(zone="Europe/Berlin", **window)) as made:
        expected = made.table().to_pandas().set_index("customer")
    found = outcome_within(table, Measuring(zone="Europe/Berlin"), date(2024, 4, 2), date(2024, 4, 16))
    assert found.money is not None
    assert found.ids.to_pylist() == expected.index.tolist()
    np.testing.assert_array_equal(found.orders, expected["orders"])
    np.testing.assert_allclose(found.money, expected["money"])


def test_customers_who_did_not_order_have_nothing_and_spellings_of_ids_meet() -> None:
    outcome = Outcome(pa.array(["2", "1"]), np.array([3, 1]), np.array([30.0, 10.0]), None)
    orders, money = outcome_of(pa.array(["1.0", "2", "3"]), outcome)
    assert orders.tolist() == [1, 3, 0]
    assert money is not None and money.tolist() == [10.0, 30.0, 0.0]
