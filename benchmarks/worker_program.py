"""A worker with one kind of job, which does nothing but note when it began: python -m benchmarks.worker_program"""

import threading
import time

from webapp.jobs.work import Kind, Work
from webapp.jobs.worker import Worker
from webapp.settings import Settings

KIND = "notes the time"


def notes_the_time(work: Work) -> None:
    begun = time.time()
    with work.finishing(str(begun)):
        pass


if __name__ == "__main__":
    Worker(Settings.from_env(), {KIND: Kind(notes_the_time)}).work(threading.Event())
