"""The rhythm of the shop: which days sell much, which months sell what, and when prices are cut."""

import numpy as np

from core.samples.arrays import Days, Flags, Real, Whole

# Monday to Sunday: people order on Sunday evening and have better to do on Saturday.
WEEK = np.array([1.08, 1.00, 0.97, 0.98, 0.90, 0.82, 1.25])
# January to December.
YEAR = np.array([1.00, 0.82, 0.90, 0.98, 1.02, 0.95, 0.90, 0.86, 0.98, 1.05, 1.20, 1.70])
FRIDAY = 4
BLACK_WEEKEND = (4, 5, 6, 0)
CHRISTMAS_POST = 20  # in December; what is ordered later comes too late
# What a group sells from January to December, by its season.
SEASONS = {
    "all year": np.ones(12),
    "winter": np.array([1.5, 1.3, 1.0, 0.7, 0.5, 0.4, 0.4, 0.6, 1.0, 1.4, 1.7, 1.6]),
    "summer": np.array([0.4, 0.6, 1.2, 1.8, 2.0, 1.8, 1.5, 1.1, 0.8, 0.5, 0.3, 0.3]),
    "gift": np.array([0.7, 1.0, 0.8, 0.9, 1.0, 0.8, 0.7, 0.7, 0.8, 0.9, 1.5, 2.4]),
}


def days_between(first: str, last: str) -> Days:
    return np.arange(np.datetime64(first, "D"), np.datetime64(last, "D") + 1)


def demand(days: Days) -> Real:
    """How much each day sells, as a share of all these days."""
    month, day = _month(days), _day_of_month(days)
    weight: Real = WEEK[_weekday(days)] * YEAR[month - 1]
    weight[_black_weekend(days)] *= 2.0
    weight[(month == 12) & (day > CHRISTMAS_POST)] *= 0.45
    share: Real = weight / weight.sum()
    return share


def sale_chance(days: Days) -> Real:
    """How likely a line bought on each day is at a cut price."""
    month, day = _month(days), _day_of_month(days)
    chance = np.full(len(days), 0.08)
    chance[((month == 1) & (day <= 20)) | ((month == 12) & (day >= 27))] = 0.40
    chance[((month == 6) & (day >= 24)) | ((month == 7) & (day <= 14))] = 0.35
    chance[_black_weekend(days)] = 0.60
    return chance


def month_index(days: Days) -> Whole:
    """January is 0."""
    return _month(days) - 1


def _black_weekend(days: Days) -> Flags:
    """From the Friday after the fourth Thursday of November to the Monday, as far as it is November."""
    weekday = _weekday(days)
    last_friday = _day_of_month(days) - (weekday - FRIDAY) % 7
    is_it: Flags = (_month(days) == 11) & (last_friday >= 23) & (last_friday <= 29) & np.isin(weekday, BLACK_WEEKEND)
    return is_it


def _month(days: Days) -> Whole:
    return days.astype("datetime64[M]").astype(np.int64) % 12 + 1


def _day_of_month(days: Days) -> Whole:
    day: Whole = (days - days.astype("datetime64[M]")).astype(np.int64) + 1
    return day


def _weekday(days: Days) -> Whole:
    """Monday is 0; the first of January 1970 was a Thursday."""
    weekday: Whole = (days.astype("datetime64[D]").astype(np.int64) + 3) % 7
    return weekday
