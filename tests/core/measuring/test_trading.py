"""Trade over time and by product: the same lines count as for the measures."""

from datetime import date

import pytest

from core.errors import BadInput
from core.measuring import Measuring, measured, over_time, sold
from tests.core.measuring.shops import lines, messy_shop, orders_table

TABLE = lines(
    ("A", "1", "2024-01-31", 2, 10.0, "tea", "drinks"),
    ("A", "1", "2024-01-31", 1, 5.0, "pot", "things"),
    ("B", "2", "2024-01-02", 1, 10.0, "tea", "drinks"),
    ("A", "3", "2024-03-01", 4, 10.0, "tea", "drinks"),
    ("A", "C4", "2024-03-05", -2, 10.0, "tea", "drinks"),
    (None, "5", "2024-03-05", 9, 99.0, "tea", "drinks"),
    names=("customer", "order", "moment", "quantity", "price", "product", "group"),
)


def test_each_month_has_its_orders_customers_money_and_returns() -> None:
    january, march = over_time(TABLE, Measuring())
    assert (january.first_day, january.orders, january.customers, january.money, january.back) == (
        date(2024, 1, 1),
        2,
        2,
        35.0,
        0,
    )
    assert (march.first_day, march.orders, march.customers, march.money, march.units, march.back) == (
        date(2024, 3, 1),
        1,
        1,
        40.0,
        4,
        2,
    )
    assert (january.money_per_order, january.orders_per_customer, march.returned_share) == (17.5, 1.0, 0.5)


def test_weeks_begin_on_monday() -> None:
    # 31 January 2024 is a Wednesday, 5 March a Tuesday.
    days = [period.first_day for period in over_time(TABLE, Measuring(), "week")]
    assert days == [date(2024, 1, 1), date(2024, 1, 29), date(2024, 2, 26), date(2024, 3, 4)]


def test_a_period_of_returns_alone_has_no_money_per_order() -> None:
    returns = over_time(TABLE, Measuring(), "week")[-1]
    assert (returns.orders, returns.customers, returns.back, returns.money_per_order, returns.returned_share) == (
        0,
        0,
        2,
        None,
        None,
    )


def test_products_come_by_money_and_know_their_returns() -> None:
    tea, pot = sold(TABLE, Measuring())
    assert (tea.name, tea.money, tea.units, tea.back, tea.customers) == ("tea", 70.0, 7, 2, 2)
    assert (pot.name, pot.money, pot.customers) == ("pot", 5.0, 1)


def test_groups_are_summed_like_products() -> None:
    assert [(one.name, one.money) for one in sold(TABLE, Measuring(), "product group")] == [
        ("drinks", 70.0),
        ("things", 5.0),
    ]


def test_periods_and_products_of_a_messy_shop_add_up_to_its_measures() -> None:
    shop = messy_shop(1)
    table = orders_table({name: shop.column(name) for name in shop.column_names})
    with measured(table, Measuring(zone="Europe/Berlin")) as made:
        money, orders = made.funnel.money, made.funnel.orders
    periods = over_time(table, Measuring(zone="Europe/Berlin"), "day")
    assert sum(one.money or 0 for one in periods) == pytest.approx(money)
    assert sum(one.orders for one in periods) == orders
    assert sum(one.money or 0 for one in sold(table, Measuring(), most=100)) == pytest.approx(money)


def test_without_money_products_come_by_units() -> None:
    table = lines(
        ("A", "1", "2024-01-31", 1, "x"),
        ("A", "1", "2024-01-31", 5, "y"),
        names=("customer", "order", "moment", "quantity", "product"),
    )
    assert [(one.name, one.money, one.units) for one in sold(table, Measuring())] == [("y", None, 5), ("x", None, 1)]
    assert over_time(table, Measuring())[0].money is None


def test_periods_and_roles_that_do_not_exist_are_refused() -> None:
    with pytest.raises(BadInput, match="not a period"):
        over_time(TABLE, Measuring(), "fortnight'; drop table x")
    with pytest.raises(BadInput, match="role"):
        sold(TABLE, Measuring(), "currency")
