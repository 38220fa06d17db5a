"""What a job's function is handed: its facts, and the only ways to write while it is still its own."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from webapp.records import Claim
from webapp.store import queue

REPORT_EVERY = 0.5


@dataclass
class Work:
    claim: Claim
    _reported: float = field(default=0.0, init=False)

    @property
    def facts(self) -> dict[str, Any]:
        return self.claim.facts

    def progress(self, share: float, sentence: str) -> None:
        """Told at most twice a second, whoever calls how often."""
        if time.monotonic() - self._reported >= REPORT_EVERY:
            queue.report(self.claim, min(max(share, 0.0), 1.0), sentence)
            self._reported = time.monotonic()

    @contextmanager
    def writing(self) -> Iterator[None]:
        with queue.writing_for(self.claim):
            yield

    @contextmanager
    def finishing(self, address: str | None = None) -> Iterator["Result"]:
        """The last write: what was made becomes visible and the job is done, or neither."""
        result = Result(address)
        with queue.writing_for(self.claim):
            yield result
            queue.finish(self.claim, result.address)


@dataclass
class Result:
    """Where what was made can be seen; sometimes known only once it is made."""

    address: str | None


Function = Callable[[Work], None]


@dataclass(frozen=True)
class Allowance:
    """What a job may use before it is stopped."""

    memory_mb: int
    seconds: int


@dataclass(frozen=True)
class Kind:
    function: Function
    seconds: int = 3_600
