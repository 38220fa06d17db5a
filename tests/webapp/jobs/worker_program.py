"""A real worker with the small jobs of the tests: python -m tests.webapp.jobs.worker_program LEASE_SECONDS MOST_ATTEMPTS"""

import signal
import sys
import threading
from datetime import timedelta

from tests.webapp.jobs import faults, kinds
from webapp.commands.kept import stop_with_the_keeper
from webapp.jobs import worker
from webapp.jobs.work import Kind
from webapp.settings import Settings
from webapp.store import instance, log, queue

FAULTS = (faults.traced, faults.traced_bringing, faults.dies_at_a_statement, faults.finds_the_disk_full)
KINDS = {**kinds.KINDS, **{fault.__name__: Kind(fault) for fault in FAULTS}}


def main() -> None:
    queue.LEASE = timedelta(seconds=float(sys.argv[1]))
    queue.MOST_ATTEMPTS = int(sys.argv[2])
    worker.RENEW_EVERY = float(sys.argv[1]) / 6
    settings = Settings.from_env()
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    stop_with_the_keeper()
    log.begin(instance.prepare(settings.instance))
    worker.Worker(settings, KINDS).work(stop)


if __name__ == "__main__":
    main()
