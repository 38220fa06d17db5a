"""The one place where the time is read; everything is kept in UTC."""

from datetime import UTC, datetime


def now() -> datetime:
    return datetime.now(UTC)
