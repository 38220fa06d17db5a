"""Guessing gets slow: whatever may be guessed is counted before it is looked at, by what is guessed at and by who guesses."""

import math
from dataclasses import dataclass
from datetime import timedelta

from webapp.clock import now
from webapp.errors import TooManyTries
from webapp.store import tries
from webapp.store.engine import writing

LONGEST = timedelta(hours=1)


@dataclass(frozen=True)
class Limit:
    """At most so many in a window of time. The subject is a digest."""

    subject: str
    most: int
    window: timedelta


def count(*limits: Limit) -> None:
    """Before the guess is looked at, so that a burst of them gets no further than a row of them."""
    with writing():
        tries.lock(*(limit.subject for limit in limits))
        tries.sweep(now() - LONGEST)
        for limit in limits:
            made, earliest = tries.since(limit.subject, now() - limit.window)
            if made >= limit.most and earliest is not None:
                minutes = max(1, math.ceil((earliest + limit.window - now()).total_seconds() / 60))
                raise TooManyTries(f"Too many tries. Wait {minutes} {'minute' if minutes == 1 else 'minutes'}.")
        tries.add(*(limit.subject for limit in limits))
