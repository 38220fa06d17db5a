"""What the tables share."""

import unicodedata
from datetime import UTC, datetime

from sqlalchemy import DateTime, Dialect, TypeDecorator

# An id names one thing for ever, also after it is deleted.
IDS_ARE_NOT_REUSED = {"sqlite_autoincrement": True}


def folded(name: str) -> str:
    """Names are found and sorted without minding capitals, by the same letters on every database."""
    return unicodedata.normalize("NFKC", name).casefold()[:360]


class Utc(TypeDecorator[datetime]):
    """A moment, kept in UTC on every database and always with its zone in Python."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)
