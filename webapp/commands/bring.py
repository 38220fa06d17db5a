"""`./kindred import FILE`: brings a file as a dataset of a team, or as the next version of one."""

import threading
import time
from pathlib import Path

from core.errors import BadInput, Problem
from webapp.commands import opening
from webapp.jobs.kinds import KINDS
from webapp.jobs.worker import Worker
from webapp.records import JobState
from webapp.services import operator
from webapp.settings import Settings

LOOK_EVERY = 0.2


def bring(settings: Settings, file: Path, team: str, name: str, mode: str) -> None:
    if not file.is_file():
        raise BadInput(f"{file} is not a file. Name the file to bring.")
    stop = threading.Event()
    # Beside a running program this is one more worker; without one it is the only one.
    worker = threading.Thread(target=Worker(settings, KINDS).work, args=(stop,))
    try:
        with opening.opened(settings):
            team_id, job_id = operator.bring(file, team, name, mode)
            worker.start()
            _watch(team_id, job_id)
    finally:
        stop.set()
        if worker.is_alive():
            worker.join()
    print(f"{file.name} is a version of “{name}” now.")


def _watch(team_id: int, job_id: int) -> None:
    told = ""
    while True:
        job = operator.job(team_id, job_id)
        if job.state is JobState.DONE:
            return
        if job.state is JobState.FAILED:
            raise Problem(job.failure or "")
        if job.state is JobState.CANCELLED:
            raise Problem("This was cancelled. Nothing was kept.")
        if job.sentence not in ("", told):
            told = job.sentence
            print(told, flush=True)
        time.sleep(LOOK_EVERY)
