"""The rhythm of the shop: which days sell much, which months sell what, and when prices are cut."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Days = NDArray[np.datetime64]

# Monday to Sunday: people order on Sunday evening and have better to do on Saturday.
WEEK = np.array([1.08, 1.00, 0.97, 0.98, 0.90, 0.82, 1.25])
# January to December.
YEAR = np.array([1.00, 0.82, 0.90, 0.98, 1.02, 0.95, 0.90, 0.86, 0.98, 1.05, 1.20, 1.45])
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


def demand(days: Days) -> NDArray[np.float64]:
    """How much each day sells, as a share of all these days."""
    month, day = _month(days), _day_of_month(days)
    weight = WEEK[_weekday(days)] * YEAR[month - 1]
    weight[_black_weekend(days)] *= 2.4
    weight[(month == 12) & (day > CHRISTMAS_POST)] *= 0.35
    return weight / weight.sum()


def sale_chance(days: Days) -> NDArray[np.float64]:
    """How likely a line bought on each day is at a cut price."""
    month, day = _month(days), _day_of_month(days)
    chance = np.full(len(days), 0.08)
    chance[((month == 1) & (day <= 20)) | ((month == 12) & (day >= 27))] = 0.40
    chance[((month == 6) & (day >= 24)) | ((month == 7) & (day <= 14))] = 0.35
    chance[_black_weekend(days)] = 0.60
    return chance


def month_index(days: Days) -> NDArray[np.int64]:
    """January is 0."""
    return _month(days) - 1


def _black_weekend(days: Days) -> NDArray[np.bool_]:
    """The Friday after the fourth Thursday of November, to Monday."""
    since_friday = _day_of_month(days) - 1 - (_weekday(days) - 4) % 7
    is_november = _month(days) == 11
    return is_november & (since_friday >= 22) & (since_friday <= 28) & np.isin(_weekday(days), (4, 5, 6, 0))


def _month(days: Days) -> NDArray[np.int64]:
    return days.astype("datetime64[M]").astype(np.int64) % 12 + 1


def _day_of_month(days: Days) -> NDArray[np.int64]:
    return (days - days.astype("datetime64[M]")).astype(np.int64) + 1


def _weekday(days: Days) -> NDArray[np.int64]:
    """Monday is 0; the first of January 1970 was a Thursday."""
    return (days.astype("datetime64[D]").astype(np.int64) + 3) % 7
