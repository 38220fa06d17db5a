"""The worker: claims jobs, gives each a child process, and watches lease, cancellation, time and death.

Two lanes with slots of their own, so that no import holds up a person in front of the studio. Everything that is known
about a job stands in its row; the worker keeps only which child works on what.
"""

import logging
import multiprocessing
import os
import socket
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from multiprocessing.context import ForkServerProcess

from webapp.jobs.child import OVER_MEMORY, carry_out, too_much_memory, took_too_long
from webapp.jobs.work import Allowance, Kind
from webapp.records import Claim, Lane
from webapp.settings import Settings
from webapp.store import answers, erasures, incoming, instance, queue, stored_tables, uploads, workers
from webapp.store.engine import db
from webapp.store.opening import opened

TICK = 0.05
WATCH_EVERY = 0.2
RENEW_EVERY = 5.0
HEARTBEAT_EVERY = 15.0
A_DAY = 86_400.0
AFTER_TROUBLE = 1.0
UNKNOWN_KIND = (
    "This program does not know how to do “{kind}”. It was probably asked for by a newer Kindred; start that one."
)

log = logging.getLogger(__name__)


@dataclass
class Running:
    claim: Claim
    lane: Lane
    allowance: Allowance
    child: ForkServerProcess
    begun: float


class Worker:
    def __init__(self, settings: Settings, kinds: Mapping[str, Kind], *, warmed: bool = False) -> None:
        """Warmed, its children find compiled code in place; it begins that much later."""
        self._settings, self._kinds = settings, kinds
        self._slots = {Lane.SHORT: settings.short_slots, Lane.LONG: settings.long_slots}
        self._host = instance.host_id(instance.prepare(settings.instance))
        self._name = f"{socket.gethostname()}:{os.getpid()}"[:80]
        self._running: list[Running] = []
        self._due: dict[str, float] = {}
        self._leftovers = True  # of whoever worked here before
        self._trouble: str | None = None
        self._forks = multiprocessing.get_context("forkserver")
        self._forks.set_forkserver_preload(["webapp.jobs.preloaded", *(["webapp.jobs.warmed"] if warmed else [])])

    def work(self, stop: threading.Event) -> None:
        """Until asked to stop; then what runs is handed back."""
        with opened(self._settings):
            self._survive(lambda: workers.seen(self._name))
            self._survive(erasures.take_up_again)
            self._warm_up()
            try:
                while not stop.is_set():
                    self._survive(self._tick)
                    stop.wait(TICK)
            finally:
                self._stop()

    def _warm_up(self) -> None:
        """The fork server loads what children need; until it has, what we claimed would only lie here."""
        first = self._forks.Process(target=_nothing)
        first.start()
        first.join()
        first.close()

    def _tick(self) -> None:
        self._bury()
        self._fill()
        if self._running and self._is_due("watch", WATCH_EVERY):
            self._watch()
        if self._is_due("leases", RENEW_EVERY):
            self._see_to_leases()
        if self._is_due("heartbeat", HEARTBEAT_EVERY):
            workers.seen(self._name)
        if self._is_due("old answers", A_DAY):
            answers.forget_old()
            self._leftovers = True
        if self._is_due("incoming", A_DAY):
            self._sweep_incoming()
        if self._leftovers:
            self._leftovers = stored_tables.sweep()
        db.session.rollback()

    def _sweep_incoming(self) -> None:
        """What was forgotten, and what broken transfers and killed processes have left in the folders of this host."""
        uploads.give_up_old()
        incoming.sweep(instance.current(), uploads.bytes_wanted(self._host))

    def _bury(self) -> None:
        """Children that ended. Those that did their work have said so in their last write; the others have died."""
        for running in [running for running in self._running if running.child.exitcode is not None]:
            code = running.child.exitcode
            if code != 0:
                log.warning("The child of job %s, %s, ended with %s", running.claim.job_id, running.claim.kind, code)
            if code == OVER_MEMORY:
                queue.fail(running.claim, too_much_memory(running.allowance))
            else:
                queue.once_more(running.claim)
            self._running.remove(running)
            running.child.close()
            self._leftovers = True

    def _fill(self) -> None:
        """Slots that are free, with what waits for them."""
        free = {
            lane: slots - sum(running.lane is lane for running in self._running) for lane, slots in self._slots.items()
        }
        if not any(free.values()):
            return
        waiting = queue.lanes_waiting(self._host)
        for lane in (lane for lane in free if lane in waiting):
            for _ in range(free[lane]):
                claim = queue.claim(lane, self._host)
                if claim is None:
                    break
                self._start(claim, lane)

    def _start(self, claim: Claim, lane: Lane) -> None:
        kind = self._kinds.get(claim.kind)
        if kind is None:
            queue.fail(claim, UNKNOWN_KIND.format(kind=claim.kind))
            return
        allowance = Allowance(self._settings.job_memory_mb, kind.seconds)
        child = self._forks.Process(
            target=carry_out,
            args=(self._settings, claim, kind.function, allowance, lane is Lane.LONG),
            daemon=True,
        )
        try:
            child.start()
        except Exception:
            queue.hand_back(claim)
            raise
        self._running.append(Running(claim, lane, allowance, child, time.monotonic()))

    def _watch(self) -> None:
        asked = queue.asked_to_cancel([running.claim for running in self._running])
        for running in self._running:
            if running.claim in asked:
                _kill(running)
                queue.confirm_cancelled(running.claim)
            elif time.monotonic() - running.begun > running.allowance.seconds:
                _kill(running)
                queue.fail(running.claim, took_too_long(running.allowance))

    def _see_to_leases(self) -> None:
        """Our own first: after a jump of the clock or a long sleep they would look abandoned."""
        held = queue.renew([running.claim for running in self._running]) if self._running else []
        for running in self._running:
            if running.claim not in held:  # another worker took it over, or it ended a moment ago
                _kill(running)
        if queue.reap():
            self._leftovers = True

    def _stop(self) -> None:
        for running in self._running:
            _kill(running)
        try:
            for running in self._running:
                queue.hand_back(running.claim)
            workers.gone(self._name)
        except Exception:
            log.exception("What ran could not be handed back; it is taken over when its lease has run out")

    def _is_due(self, what: str, every: float) -> bool:
        if time.monotonic() < self._due.get(what, 0.0):
            return False
        self._due[what] = time.monotonic() + every
        return True

    def _survive(self, step: Callable[[], None]) -> None:
        """A database that is away or a disk that is full ends nothing: the worker looks again in a moment."""
        try:
            step()
        except Exception as trouble:
            if str(trouble) != self._trouble:  # once, not every second for as long as it lasts
                log.exception("The worker looks again every %s s", AFTER_TROUBLE)
            self._trouble = str(trouble)
            db.session.remove()
            time.sleep(AFTER_TROUBLE)
        else:
            self._trouble = None


def _nothing() -> None:
    pass


def _kill(running: Running) -> None:
    running.child.kill()
    running.child.join()
