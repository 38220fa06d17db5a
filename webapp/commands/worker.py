"""`./kindred worker`: carries out long work; beside another web server, or on another host with the same PostgreSQL."""

import signal
import threading

from webapp.commands import opening
from webapp.commands.kept import stop_with_the_keeper
from webapp.jobs.kinds import KINDS
from webapp.jobs.worker import Worker
from webapp.settings import Settings
from webapp.store import instance, log


def worker(settings: Settings, kept: bool) -> None:
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    if kept:
        stop_with_the_keeper()
    place = instance.prepare(settings.instance)
    log.begin(place)
    with instance.mark_running(place):
        opening.migrated(settings)
        if not kept:
            print("The worker is ready.", flush=True)
        Worker(settings, KINDS, warmed=True).work(stop)
