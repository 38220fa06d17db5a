"""Erasing a customer from everything that a team keeps.

Every step may be done again: whatever it is killed in, the next attempt finishes it. The id goes last, and is forgotten before
the disk is tidied, so that not even the request stays.
"""

import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress

import pyarrow as pa
import pyarrow.compute as pc

from core.exploring.plain import as_text
from core.planning import among
from webapp.errors import Busy, NotFound
from webapp.jobs.work import Work
from webapp.records import Erasure
from webapp.store import erasures, incoming, instance, queue, stored_tables, traces
from webapp.store.engine import tidy
from webapp.store.traces import Place

PATIENCE = 60  # seconds for others to end, and for readers to let go of the log
LOOK_EVERY = 0.2
STILL_AT_WORK = "Other work on this team's data has not ended. Wait for it or cancel it; erasing goes on then."
STILL_READ = "The database is being read, so that what was erased could not leave the disk yet. Try again."


def erase(work: Work) -> None:
    erasure = erasures.find(work.claim.team_id, work.facts["erasure"])
    if erasure is None:
        raise NotFound("This was asked for by a team that is not there any more.")
    _wait(lambda: not queue.others_run(work.claim), STILL_AT_WORK)
    if erasure.wanted is not None:
        _forget(work, erasure, erasure.wanted)
    while stored_tables.sweep():
        work.progress(0.9, "Giving the space back")
    tidy()
    _wait(_log_is_empty, STILL_READ)
    with work.finishing("/team"):
        erasures.finish(erasure.id)
    tidy()


def _forget(work: Work, erasure: Erasure, wanted: str) -> None:
    with work.writing():
        files = traces.forget_uploads(erasure.team_id)
        traces.forget_answers(erasure.team_id)
        traces.forget_jobs(erasure.team_id, work.claim.job_id, wanted)
    for name in files:  # also of those given up before: a kill may have come between
        incoming.remove(instance.current(), name)
    every = traces.places(erasure.team_id)
    for number, place in enumerate(every):
        work.progress(0.1 + 0.8 * number / len(every), f"{number} of {len(every)} tables searched")
        with suppress(NotFound):  # deleted meanwhile, and the customer with it
            _rewrite(work, erasure.id, place, wanted)
    with work.writing():
        traces.forget_in_facts(erasure.team_id, wanted)
        traces.forget_suppressed(erasure.team_id, wanted)
        erasures.forget_who(erasure.id, traces.mentions(erasure.team_id, wanted))


def _rewrite(work: Work, erasure_id: int, place: Place, wanted: str) -> None:
    """The table without the customer, each chunk in a write of its own, with whatever counts its rows."""

    def others(rows: pa.Table) -> pa.Array:
        return pc.invert(among(as_text(rows[place.column].combine_chunks()), pa.array([wanted])))

    def count(gone: pa.Table) -> None:
        if place.version_id is not None:
            traces.count_version(place.version_id, gone.num_rows)
            erasures.add_to_receipt(erasure_id, gone.num_rows, versions=place.version_id)
        if place.run_id is not None:
            for who in set(as_text(gone[place.column].combine_chunks()).to_pylist()):
                traces.forget_on_map(place.run_id, who[:80].encode())
            traces.count_run(place.run_id, Counter(gone[place.segment].to_pylist()))
            erasures.add_to_receipt(erasure_id, gone.num_rows, runs=place.run_id)
        if place.audience_id is not None:
            held_out = pc.sum(gone["held_out"]).as_py() or 0
            traces.count_audience(place.audience_id, gone.num_rows - held_out, held_out)

    table = stored_tables.find(place.table_id)
    for number in range(table.chunks):
        stored_tables.rewrite(table, number, others, work.writing, count)


def _log_is_empty() -> bool:
    """SQLite's write-ahead log holds pages as they were until it is moved into the database."""
    log = instance.current().database.with_name(instance.current().database.name + "-wal")
    if not log.exists() or log.stat().st_size == 0:
        return True
    tidy()
    return False


def _wait(until: Callable[[], bool], sentence: str) -> None:
    begun = time.monotonic()
    while not until():
        if time.monotonic() - begun > PATIENCE:
            raise Busy(sentence)
        time.sleep(LOOK_EVERY)
