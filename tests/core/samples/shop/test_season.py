"""What is promised of the rhythm of the shop."""

import numpy as np
import pytest

from core.samples.shop.season import days_between, demand, month_index, sale_chance

YEAR = days_between("2018-08-01", "2019-07-31")


def on(day: str) -> int:
    return int(np.flatnonzero(np.datetime64(day) == YEAR)[0])


def test_days_include_both_ends_and_the_leap_day():
    days = days_between("2020-02-28", "2020-03-01")
    assert [str(day) for day in days] == ["2020-02-28", "2020-02-29", "2020-03-01"]


def test_the_demand_of_all_days_is_one():
    assert demand(YEAR).sum() == pytest.approx(1)


def test_black_friday_of_2018_was_the_23rd_of_november():
    # The fourth Thursday was the 22nd; the days to Monday the 26th sell twice as much as their week before and
    # after, whose days are of the same month and so of the same weight.
    for day in ("2018-11-23", "2018-11-24", "2018-11-25", "2018-11-26"):
        week_before = on(day) - 7
        assert demand(YEAR)[on(day)] == pytest.approx(2 * demand(YEAR)[week_before])
    for day in ("2018-11-16", "2018-11-22", "2018-11-27", "2018-11-30"):
        assert sale_chance(YEAR)[on(day)] < sale_chance(YEAR)[on("2018-11-23")]


@pytest.mark.parametrize(("year", "friday"), [(2019, 29), (2021, 26), (2024, 29), (2028, 24)])
def test_black_friday_follows_the_fourth_thursday(year, friday):
    november = days_between(f"{year}-11-01", f"{year}-11-30")
    cut = november[sale_chance(november) == sale_chance(november).max()]
    assert str(cut[0]) == f"{year}-11-{friday}"


def test_what_would_come_too_late_for_christmas_is_not_ordered():
    # Both are Wednesdays of December.
    assert demand(YEAR)[on("2018-12-26")] < demand(YEAR)[on("2018-12-12")] / 2


def test_sunday_sells_most_and_saturday_least():
    # A week of March, without any holiday of the shop; it begins on a Monday.
    week = demand(days_between("2019-03-04", "2019-03-10"))
    assert week.argmax() == 6
    assert week.argmin() == 5


def test_january_is_month_zero():
    assert list(month_index(days_between("2018-12-31", "2019-01-01"))) == [11, 0]
