"""Argon2id, with settings that cost a guesser much and this machine about 60 ms; at most two at a time."""

import threading

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_two_at_a_time = threading.BoundedSemaphore(2)
_nobodys = _hasher.hash("compared with when there is no such person, so that both answers take as long")


def hashed(password: str) -> str:
    with _two_at_a_time:
        return _hasher.hash(password)


def matches(password: str, stored: str | None) -> bool:
    with _two_at_a_time:
        try:
            return _hasher.verify(stored or _nobodys, password) and stored is not None
        except (VerificationError, InvalidHashError):
            return False
