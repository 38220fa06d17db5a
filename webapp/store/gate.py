"""The gate before SQLite: one writer at a time across all threads and processes, in a file lock that a dying process lets go."""

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from webapp.errors import Busy

CHECKPOINT_BYTES = 4 * 1024 * 1024
CHECKPOINT_SECONDS = 1.0


class Gate:
    def __init__(self, lock: Path, database: Path, patience: float) -> None:
        self._lock = lock
        self._wal = database.with_name(database.name + "-wal")
        self._patience = patience
        self._checkpointed = 0.0

    @contextmanager
    def held(self) -> Iterator[None]:
        # A descriptor of its own for each holder: threads of one process keep one another out as well.
        descriptor = os.open(self._lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            self._take(descriptor)
            yield
        finally:
            os.close(descriptor)

    def checkpoint_if_due(self, checkpoint: Callable[[], None]) -> None:
        """Called with the gate held. A reader may be in the way for a while, so try at most once a second."""
        if time.monotonic() - self._checkpointed < CHECKPOINT_SECONDS:
            return
        try:
            if self._wal.stat().st_size < CHECKPOINT_BYTES:
                return
        except FileNotFoundError:
            return
        checkpoint()
        self._checkpointed = time.monotonic()

    def _take(self, descriptor: int) -> None:
        """Wait in small steps rather than in the kernel, so that a stopped process cannot make others wait for ever."""
        pause, end = 0.0005, time.monotonic() + self._patience
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return
            except BlockingIOError:
                if time.monotonic() > end:
                    raise Busy from None
                time.sleep(pause)
                pause = min(pause * 1.5, 0.005)
