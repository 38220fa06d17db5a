"""Dates and times as a person reads them, in their zone: the nearer, the shorter; everything on hover."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from dash import html
from dash.development.base_component import Component


def today(now: datetime, zone: str) -> str:
    """Friday 20 November 2026."""
    local = _local(now, zone)
    return f"{local:%A} {local.day} {local:%B %Y}"


def date(at: datetime, zone: str) -> str:
    """20 Nov 2026."""
    local = _local(at, zone)
    return f"{local.day} {local:%b %Y}"


def moment(at: datetime, zone: str, now: datetime) -> str:
    """14:20 today, Thu 14:20 within the week, 20 Nov, 14:20 within the year, else the date."""
    there, here = _local(at, zone), _local(now, zone)
    days = (here.date() - there.date()).days
    if days == 0:
        return f"{there:%H:%M}"
    if 0 < days < 7:
        return f"{there:%a} {there:%H:%M}"
    if there.year == here.year:
        return f"{there.day} {there:%b}, {there:%H:%M}"
    return date(at, zone)


def stamp(at: datetime, zone: str, now: datetime) -> Component:
    local = _local(at, zone)
    return html.Time(
        moment(at, zone, now),
        dateTime=local.isoformat(timespec="seconds"),
        title=f"{date(at, zone)}, {local:%H:%M} {zone}",
    )


def lasts(length: timedelta) -> str:
    """1 hour, 7 days."""
    hours = round(length.total_seconds() / 3600)
    count, noun = (hours // 24, "day") if hours >= 24 else (hours, "hour")
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def roughly(length: timedelta) -> str:
    """About 20 s, about 3 min, about 2 h."""
    seconds = max(length.total_seconds(), 1.0)
    if seconds < 90:
        return f"about {max(round(seconds / 5) * 5, 5) if seconds > 5 else round(seconds)} s"
    return f"about {round(seconds / 60)} min" if seconds < 5_400 else f"about {round(seconds / 3_600)} h"


def _local(at: datetime, zone: str) -> datetime:
    return at.astimezone(ZoneInfo(zone))
