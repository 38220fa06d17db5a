"""Many processes that write at once, for the tests and for benchmarks/writes.py."""

import json
import multiprocessing
import os
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from typing import Any

from webapp.clock import now
from webapp.settings import ROOT, Settings
from webapp.store import opening
from webapp.store.engine import db, writing
from webapp.store.tables import TeamRow


@dataclass(frozen=True)
class Written:
    """What one process says about its saves."""

    saved: int
    problems: list[str]
    waits: list[float]


def write_at_once(environ: dict[str, str], processes: int, saves: int) -> list[Written]:
    """Each save is acknowledged before the next; the processes begin when all of them are ready."""
    # In a process of its own, which has no threads and may fork.
    command = [sys.executable, "-m", "tests.webapp.store.writers", json.dumps(environ), str(processes), str(saves)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True, timeout=900)
    return [Written(**each) for each in json.loads(done.stdout)]


def main(environ: dict[str, str], processes: int, saves: int) -> None:
    fork = multiprocessing.get_context("fork")
    ready, said = fork.Barrier(processes), fork.SimpleQueue()
    running = [
        fork.Process(target=_write, args=(Settings.from_env(environ), saves, ready, said)) for _ in range(processes)
    ]
    for process in running:
        process.start()
    print(json.dumps([asdict(said.get()) for _ in running]))
    for process in running:
        process.join()


def _write(settings: Settings, saves: int, ready: Any, said: Any) -> None:
    problems, waits = [], []
    with opening.opened(settings):
        db.session.get(TeamRow, 1)  # whatever happens once has happened
        ready.wait()
        for number in range(saves):
            begun = time.perf_counter()
            try:
                with writing() as session:
                    session.add(TeamRow(name=f"{os.getpid()}-{number}", settings={}, made_at=now()))
            except Exception as error:
                problems.append(f"{type(error).__name__}: {error}")
            waits.append(time.perf_counter() - begun)
    said.put(Written(saves - len(problems), problems, waits))


if __name__ == "__main__":
    main(json.loads(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
