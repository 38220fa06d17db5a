"""A real worker with the small jobs of the tests and a lease as short as they like: python -m ... INSTANCE LEASE_SECONDS"""

import signal
import sys
import threading
from datetime import timedelta

from tests.webapp.jobs.kinds import KINDS
from webapp.commands.kept import stop_with_the_keeper
from webapp.jobs import worker
from webapp.settings import Settings
from webapp.store import instance, log, queue


def main() -> None:
    queue.LEASE = timedelta(seconds=float(sys.argv[1]))
    worker.RENEW_EVERY = float(sys.argv[1]) / 6
    settings = Settings.from_env()
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    stop_with_the_keeper()
    log.begin(instance.prepare(settings.instance))
    worker.Worker(settings, KINDS).work(stop)


if __name__ == "__main__":
    main()
