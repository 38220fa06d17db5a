"""`./kindred run`: starts the web server and the worker, watches over both, and takes them along when it ends.

This process does nothing else, so that it cannot fail at anything else. Each of the two reads from a pipe that only this
process could write to: when it ends, however it ends, the pipe closes and they stop.
"""

import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field

from webapp.errors import CannotStart
from webapp.settings import ROOT, Settings
from webapp.store.instance import mark_running, prepare, remember_address

GRACE_SECONDS = 30
LOOK_EVERY = 0.1
CANNOT_START = 1  # the exit code of a part that has said why: trying again would not help
PAUSES = (0.2, 0.5, 1.0, 2.0, 5.0, 10.0)  # before starting a part again, longer the more often it ended
CALM_AFTER = 60.0


@dataclass
class Part:
    """A process of ours that is started again when it ends unasked."""

    words: list[str]
    keep: tuple[int, ...] = ()  # file descriptors that it inherits
    process: "subprocess.Popen[bytes] | None" = None
    begun: float = 0.0
    ended: int = 0
    start_at: float = field(default=0.0)

    def start(self) -> None:
        command = [sys.executable, "-m", "webapp.cli", *self.words]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, pass_fds=self.keep, cwd=ROOT)
        self.begun = time.monotonic()

    def look(self) -> bool:
        """False when it cannot start at all."""
        if self.process is None:
            if time.monotonic() >= self.start_at:
                self.start()
            return True
        code = self.process.poll()
        if code is None:
            return True
        if code == CANNOT_START:
            return False
        self.ended = 0 if time.monotonic() - self.begun > CALM_AFTER else self.ended + 1
        self.start_at = time.monotonic() + PAUSES[min(self.ended, len(PAUSES)) - 1]
        self.process = None
        return True

    def ask_to_stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def wait(self, end: float) -> None:
        if self.process is not None:
            try:
                self.process.wait(max(0.1, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


def run(settings: Settings) -> int:
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: stop.set())
    place = prepare(settings.instance)
    with _listen(settings) as listener, mark_running(place):
        remember_address(place, settings.address)
        parts = [Part([*_words(settings, "serve"), "--fd", str(listener.fileno())], keep=(listener.fileno(),)),
                 Part([*_words(settings, "worker"), "--kept"])]  # fmt: skip
        return _watch(parts, stop)


def _watch(parts: list[Part], stop: threading.Event) -> int:
    well = True
    try:
        while well and not stop.wait(LOOK_EVERY):
            well = all(part.look() for part in parts)
    finally:
        for part in parts:
            part.ask_to_stop()
        end = time.monotonic() + GRACE_SECONDS
        for part in parts:
            part.wait(end)
    return 0 if well else CANNOT_START


def _words(settings: Settings, command: str) -> list[str]:
    return [command, "--instance", str(settings.instance), "--host", settings.host, "--port", str(settings.port)]


def _listen(settings: Settings) -> socket.socket:
    """Taken before anything else is begun, so that a port in use is told at once."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
        listener.listen(1024)
    except OSError as error:
        listener.close()
        raise CannotStart(
            f"{settings.host}:{settings.port} cannot be used ({error.strerror}). "
            "Is Kindred running already? Stop it, or choose another port with --port."
        ) from error
    return listener
