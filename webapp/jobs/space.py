"""Giving back the space of what was deleted, bit by bit, so that nobody waits for it."""

from webapp.jobs.work import Work
from webapp.store import erasures, stored_tables


def give_back(work: Work) -> None:
    while stored_tables.sweep():
        pass
    with work.finishing():
        if "erasure" in work.facts:
            erasures.finish(work.facts["erasure"])
