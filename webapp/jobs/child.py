"""One job in a process of its own, with limits: whatever a hostile file does there ends the child and nothing else."""

import logging
import os
import resource
import sys
import threading
import time
from multiprocessing import parent_process

from core.errors import Problem
from webapp.errors import Superseded, apology, new_reference
from webapp.jobs.work import Allowance, Function, Work
from webapp.records import Claim
from webapp.settings import Settings
from webapp.store import queue
from webapp.store.opening import opened

OVER_MEMORY = 77  # the child's exit code
LIBRARIES_MB = 1_500  # address space that the libraries map before anything is done
LOOK_EVERY = 0.05
POLITE = 10  # nice: work for minutes gives way to people who wait for a page

log = logging.getLogger(__name__)


def carry_out(settings: Settings, claim: Claim, function: Function, allowance: Allowance, polite: bool) -> None:
    threading.Thread(target=_die_with_the_worker, daemon=True).start()
    limit(allowance)
    if polite:
        os.nice(POLITE)
    with opened(settings):
        _carry_out(Work(claim), function, allowance)


def limit(allowance: Allowance) -> None:
    """From here on this process ends rather than take more memory than it may."""
    threading.Thread(target=_stay_within, args=(allowance.memory_mb,), daemon=True).start()
    _limit_address_space(allowance.memory_mb)


def _carry_out(work: Work, function: Function, allowance: Allowance) -> None:
    try:
        function(work)
    except Superseded:
        log.info("Job %s is another worker's by now", work.claim.job_id)
    except Problem as problem:
        queue.fail(work.claim, problem.sentence)
    except MemoryError:
        queue.fail(work.claim, too_much_memory(allowance))
    except Exception:
        reference = new_reference()
        log.exception("Reference %s: job %s, %s", reference, work.claim.job_id, work.claim.kind)
        queue.fail(work.claim, apology(reference), reference)


def too_much_memory(allowance: Allowance) -> str:
    return (
        f"This needs more than the {allowance.memory_mb / 1000:g} GB of memory that one job may use. Nothing was changed. "
        "Use a smaller file or fewer columns, or have KINDRED_JOB_MEMORY_MB raised."
    )


def took_too_long(allowance: Allowance) -> str:
    minutes = f"{allowance.seconds / 60:g} minutes"
    return f"This took longer than {minutes} and was stopped. Nothing was changed. Try it with less data."


def _die_with_the_worker() -> None:
    """Else the lease would run out under a child that works on, and the job would be done twice at once."""
    worker = parent_process()
    if worker is not None:
        worker.join()
        os._exit(1)


def _stay_within(memory_mb: int) -> None:
    while True:
        if _resident_mb() > memory_mb:
            os._exit(OVER_MEMORY)
        time.sleep(LOOK_EVERY)


def _limit_address_space(memory_mb: int) -> None:
    """A second wall, for what allocates faster than anybody looks. macOS does not honour it."""
    if sys.platform == "linux":
        most = (memory_mb + LIBRARIES_MB) * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _resident_mb() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1024 if sys.platform == "linux" else peak / 1024 / 1024
