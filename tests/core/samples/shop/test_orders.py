"""What is promised of every order line, in shops of any seed and size."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.samples import web_shop
from core.samples.shop.catalogue import products
from core.samples.shop.kinds import NAMES
from core.samples.shop.orders import MOST_UNITS, arriving, lines
from core.samples.shop.season import days_between

COLUMNS = [
    "order_id", "order_date", "customer_id", "product_id", "product", "product_group",
    "quantity", "returned_quantity", "unit_price", "discount", "amount", "currency",
]  # fmt: skip


def cents(money: pd.Series) -> np.ndarray:
    return np.rint(money.to_numpy() * 100).astype(np.int64)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**32), customers=st.integers(1, 300))
def test_every_line_of_every_shop_adds_up(seed, customers):
    shop = web_shop(seed, customers)
    for file in (shop.orders, *shop.later.values()):
        assert list(file) == COLUMNS
        assert not file.isna().any().any()
        assert (cents(file["amount"]) == cents(file["unit_price"]) * file["quantity"] - cents(file["discount"])).all()
        assert file["quantity"].between(1, MOST_UNITS).all()
        assert ((file["returned_quantity"] >= 0) & (file["returned_quantity"] <= file["quantity"])).all()
        assert (file["discount"] >= 0).all()
        assert (file["amount"] > 0).all()
        assert not file.duplicated(["order_id", "product_id"]).any()
        assert (file.groupby("order_id")[["customer_id", "order_date"]].nunique() == 1).all().all()


def test_orders_are_numbered_without_a_gap_in_the_order_of_their_days(shop):
    first_lines = pd.concat([shop.orders, *shop.later.values()]).drop_duplicates("order_id")
    assert (first_lines["order_id"].diff().dropna() == 1).all()
    assert first_lines["order_date"].is_monotonic_increasing


def test_customers_of_a_day_stand_in_no_order(shop):
    # Were the numbers sorted within a day, every step would go up; mixed ones go up half of the time. 85,000 steps
    # scatter by 0.002.
    first_lines = shop.orders.drop_duplicates("order_id")
    steps = first_lines["customer_id"].str[1:].astype(int).diff().dropna()
    assert (steps > 0).mean() == pytest.approx(0.5, abs=0.01)


def test_lines_say_what_the_catalogue_says(shop):
    goods = products()
    said = shop.orders[["product_id", "product", "product_group", "unit_price"]].drop_duplicates()
    known = said.merge(goods, on=["product_id", "product", "product_group"])
    assert len(known) == len(said) == len(goods)
    assert (cents(known["unit_price"]) == known["cents"]).all()


def test_no_product_crowds_out_the_others(shop):
    shares = shop.orders["product"].value_counts(normalize=True)
    assert shares.max() < 0.06
    assert shares.min() > 0.0005


def test_discounts_are_the_cuts_of_the_shop(shop):
    listed = cents(shop.orders["unit_price"]) * shop.orders["quantity"].to_numpy()
    per_cent = 100 * cents(shop.orders["discount"]) / listed
    # Discounts are rounded down to the cent: a tenth of the cheapest listed price, 6.90, is off by 0.15 per cent at most.
    assert set(np.rint(per_cent)) == {0, 10, 15, 20, 30, 50}
    assert np.abs(per_cent - np.rint(per_cent)).max() < 0.15


def test_money_has_a_heavy_tail(shop):
    # An even spread would give the top 1 % of customers 1 % of the money, an exponential one 1 % x (1 + ln 100) = 5.6 %.
    # The mean of an exponential is 1.4 medians; that of heavier tails is more.
    spent = shop.orders.groupby("customer_id")["amount"].sum().sort_values()
    assert spent.tail(len(spent) // 100).sum() / spent.sum() > 0.08
    assert spent.mean() > 2 * spent.median()


def test_the_fussiest_customers_send_back_most_of_an_order_and_never_more_than_it_held():
    # Log-odds of 50 are a chance of one, and clothes and shoes come back more readily than that: the shop counts 95 %.
    rng = np.random.default_rng(1)
    shoppers = arriving(rng, 1, np.full(3_000, NAMES.index("returner")), np.ones(3_000, dtype=bool))
    fussy = replace(shoppers, fussiness=np.full(3_000, 50.0))
    bought = lines(rng, fussy, np.full(3_000, 2), days_between("2019-01-01", "2019-01-31"), first_order=1)
    assert (bought["returned_quantity"] <= bought["quantity"]).all()
    assert 0.85 < bought["returned_quantity"].sum() / bought["quantity"].sum() <= 0.95


def test_clothes_come_back_more_often_than_pans(shop):
    units = shop.orders.groupby("product_group")[["quantity", "returned_quantity"]].sum()
    rate = units["returned_quantity"] / units["quantity"]
    assert rate["Women's clothing"] > 1.3 * rate["Kitchen"]


def test_the_shop_follows_the_week_and_the_year(shop):
    orders = shop.orders.drop_duplicates("order_id")["order_date"]
    by_day = orders.value_counts().sort_index()
    assert str(by_day.idxmax().date()) in {"2018-11-23", "2018-11-25", "2018-11-26"}
    by_weekday = orders.dt.day_of_week.value_counts()
    assert by_weekday.idxmax() == 6
    assert by_weekday.idxmin() == 5
    # Customers gather over the half-year, so compare neighbours: two weeks before Christmas with the two after it.
    before, after = (
        by_day[first:last].sum() for first, last in (("2018-12-07", "2018-12-20"), ("2018-12-21", "2019-01-03"))
    )
    assert before > 2 * after
