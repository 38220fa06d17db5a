"""The nearer, the shorter, in the person's zone."""

from datetime import UTC, datetime, timedelta

import pytest

from webapp.components import times

# Friday 20 November 2026, 23:30 in Berlin, which is one hour ahead of UTC in winter.
NOW = datetime(2026, 11, 20, 22, 30, tzinfo=UTC)
BERLIN = "Europe/Berlin"


def test_today_is_written_out() -> None:
    assert times.today(NOW, BERLIN) == "Friday 20 November 2026"


def test_the_same_moment_is_another_day_further_east() -> None:
    assert times.today(NOW, "Asia/Tokyo") == "Saturday 21 November 2026"


@pytest.mark.parametrize(
    ("at", "read"),
    [
        (datetime(2026, 11, 20, 8, 14, tzinfo=UTC), "09:14"),
        (datetime(2026, 11, 19, 23, 0, tzinfo=UTC), "00:00"),  # midnight in Berlin is today already
        (datetime(2026, 11, 19, 22, 59, tzinfo=UTC), "Thu 23:59"),
        (datetime(2026, 11, 14, 8, 0, tzinfo=UTC), "Sat 09:00"),  # six days ago
        (datetime(2026, 11, 13, 8, 0, tzinfo=UTC), "13 Nov, 09:00"),  # a week ago: the day alone would mislead
        (datetime(2026, 7, 1, 8, 0, tzinfo=UTC), "1 Jul, 10:00"),  # two hours ahead in summer
        (datetime(2025, 12, 31, 23, 30, tzinfo=UTC), "1 Jan, 00:30"),  # this year in Berlin
        (datetime(2025, 12, 31, 22, 30, tzinfo=UTC), "31 Dec 2025"),
        (datetime(2026, 11, 22, 8, 0, tzinfo=UTC), "22 Nov, 09:00"),  # days to come never go by their name
    ],
)
def test_the_nearer_the_shorter(at: datetime, read: str) -> None:
    assert times.moment(at, BERLIN, NOW) == read


def test_a_stamp_says_date_and_zone_on_hover_and_iso_to_machines() -> None:
    stamp = times.stamp(datetime(2026, 11, 20, 8, 14, tzinfo=UTC), BERLIN, NOW)
    assert stamp.title == "20 Nov 2026, 09:14 Europe/Berlin"
    assert stamp.dateTime == "2026-11-20T09:14:00+01:00"


@pytest.mark.parametrize(
    ("length", "read"),
    [
        (timedelta(hours=1), "1 hour"),
        (timedelta(hours=5), "5 hours"),
        (timedelta(days=1), "1 day"),
        (timedelta(days=7), "7 days"),
    ],
)
def test_lengths_are_read_in_days_from_a_day_on(length: timedelta, read: str) -> None:
    assert times.lasts(length) == read
