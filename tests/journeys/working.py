"""A worker beside the browser, for what a journey has to wait for."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask

from webapp.jobs.kinds import KINDS
from webapp.jobs.worker import Worker

SOON = 60_000  # ms: a worker imports its libraries first


@contextmanager
def working(server: Flask) -> Iterator[None]:
    stop = threading.Event()
    thread = threading.Thread(target=Worker(server.config["KINDRED_SETTINGS"], KINDS).work, args=(stop,))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
