"""The gate before SQLite: one writer at a time across all threads and processes, in a file lock that a dying process lets go."""

import fcntl
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from webapp.errors import Busy

CHECKPOINT_BYTES = 4 * 1024 * 1024
CHECKPOINT_SECONDS = 1.0
PLACES = 100  # for those who wait, also behind a holder that never lets go


class Gate:
    def __init__(self, lock: Path, database: Path, patience: float) -> None:
        self._lock = lock
        self._wal = database.with_name(database.name + "-wal")
        self._patience = patience
        self._places = threading.BoundedSemaphore(PLACES)
        self._checkpointed = 0.0

    @contextmanager
    def held(self) -> Iterator[None]:
        descriptor = self._take()
        try:
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

    def _take(self) -> int:
        # A descriptor of its own for each holder: threads of one process keep one another out as well.
        descriptor = os.open(self._lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if not _Turn(descriptor, self._places).comes_within(self._patience):
                raise Busy from None
        return descriptor


class _Turn:
    """Waiting in the kernel, which lets everybody have the lock in their order. Asking again and again would not: in a
    trial of eight writers the unluckiest waited 3 s instead of 0.3. But who waits there cannot give up, so a thread
    does it, and closes the descriptor when it was left behind."""

    def __init__(self, descriptor: int, places: threading.BoundedSemaphore) -> None:
        self._descriptor, self._places = descriptor, places
        self._deciding = threading.Lock()
        self._came = threading.Event()
        self._given_up = False

    def comes_within(self, seconds: float) -> bool:
        if not self._places.acquire(blocking=False):
            os.close(self._descriptor)
            return False
        threading.Thread(target=self._wait, daemon=True).start()
        self._came.wait(seconds)
        with self._deciding:
            self._given_up = not self._came.is_set()
        return not self._given_up

    def _wait(self) -> None:
        fcntl.flock(self._descriptor, fcntl.LOCK_EX)
        self._places.release()
        with self._deciding:
            if self._given_up:
                os.close(self._descriptor)
            else:
                self._came.set()
