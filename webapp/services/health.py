"""Whether everything that the program needs answers."""

import logging
from dataclasses import dataclass, field

from core.errors import Problem
from webapp.store import probe

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Health:
    parts: dict[str, str] = field(default_factory=dict)

    @property
    def well(self) -> bool:
        return all(word == "well" for word in self.parts.values())


def look() -> Health:
    return Health({"database": _word_on_database()})


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
