"""Whether everything that the program needs answers."""

import logging
from dataclasses import dataclass, field
from datetime import timedelta

from core.errors import Problem
from webapp.store import probe, workers

WORKER_PATIENCE = timedelta(minutes=1)

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Health:
    parts: dict[str, str] = field(default_factory=dict)

    @property
    def well(self) -> bool:
        return all(word == "well" for word in self.parts.values())


def look() -> Health:
    return Health({"database": _word_on_database(), "worker": word_on_worker()})


def word_on_worker() -> str:
    try:
        silence = workers.silent_for()
    except Exception:
        return "Nothing is known about the worker while the database does not answer."
    if silence is None:
        return "No worker has been started. ./kindred run starts one; elsewhere ./kindred worker does."
    if silence > WORKER_PATIENCE:
        minutes = round(silence.total_seconds() / 60)
        return f"The worker has not answered for {minutes} minutes. What waits keeps its place."
    return "well"


def _word_on_database() -> str:
    try:
        probe.read_and_write()
    except Problem as problem:
        return problem.sentence
    except Exception:
        log.exception("The database did not answer")
        return (
            "The database does not answer. Its file, its disk or its server needs a look; ./kindred doctor says more."
        )
    return "well"
