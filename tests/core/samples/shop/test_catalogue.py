"""What is promised of the products."""

import numpy as np
import pytest

from core.samples.shop import catalogue


def test_ten_groups_with_seven_to_nine_products_each():
    sizes = catalogue.products().groupby("product_group").size()
    assert len(sizes) == 10
    assert sizes.between(7, 9).all()


def test_ids_and_names_of_products_are_their_own():
    goods = catalogue.products()
    assert goods["product_id"].is_unique
    assert goods["product"].is_unique


def test_products_of_a_group_stand_from_cheap_to_dear():
    assert (
        catalogue.products().groupby("product_group")["cents"].apply(lambda cents: cents.is_monotonic_increasing).all()
    )


def test_a_taste_below_nought_buys_cheap_and_one_above_buys_dear():
    rng = np.random.default_rng(1)
    cents = catalogue.products()["cents"].to_numpy()
    spent = {
        taste: cents[catalogue.picked(rng, np.zeros(20_000, dtype=int), np.full(20_000, taste))].mean()
        for taste in (-2.0, 0.001, 2.0)
    }
    # The mean place moves from the middle to 1 / (1 - e^-2) - 1/2 = 0.66 of the way up, or as much down, and prices
    # about double from one place to the next but one: a third more or less is the least that must be seen.
    assert spent[-2.0] < spent[0.001] / 1.33
    assert spent[2.0] > spent[0.001] * 1.33


@pytest.mark.parametrize("taste", [-60.0, 60.0])
def test_the_wildest_taste_still_finds_a_product_of_each_group(taste):
    products = catalogue.picked(np.random.default_rng(1), np.arange(12).repeat(500), np.full(6_000, taste))
    at_the_end = catalogue.STARTS if taste < 0 else catalogue.STARTS + catalogue.SIZES - 1
    # 1 in 60 of the way from one end to the other is less than the first of nine places.
    assert np.isin(products, at_the_end).mean() > 0.99
    assert set(at_the_end) <= set(products)


def test_the_garden_sells_in_may_and_coats_in_november():
    rng = np.random.default_rng(1)
    group = catalogue.products()["product_group"].to_numpy()
    november, may = (group[catalogue.picked(rng, np.full(20_000, month), np.full(20_000, -1.0))] for month in (10, 4))
    assert (may == "Garden and balcony").mean() > 3 * (november == "Garden and balcony").mean()
    assert (november == "Outerwear").mean() > 2 * (may == "Outerwear").mean()
