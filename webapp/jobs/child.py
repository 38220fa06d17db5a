"""One job in a process of its own, with limits: whatever a hostile file does there ends the child and nothing else."""

import ctypes
import logging
import os
import resource
import signal
import sys
import threading
import time
from multiprocessing import parent_process

import duckdb

from core.errors import Problem
from webapp.errors import Busy, Superseded, apology, new_reference
from webapp.jobs.work import Allowance, Function, Work
from webapp.records import Claim
from webapp.settings import Settings
from webapp.store import instance, queue
from webapp.store import log as instance_log
from webapp.store.opening import opened

OVER_MEMORY = 77  # the child's exit code
THREADS_MB = 128  # address space that a thread reserves, and an allocator for it, without using it
LOOK_EVERY = 0.05
POLITE = 10  # nice: work for minutes gives way to people who wait for a page
PR_SET_PDEATHSIG = 1  # from <linux/prctl.h>

log = logging.getLogger(__name__)


def carry_out(settings: Settings, claim: Claim, function: Function, allowance: Allowance, polite: bool) -> None:
    end_with_the_parent()
    instance_log.write_to(instance.prepare(settings.instance))
    threading.Thread(target=_end_with_the_worker, daemon=True).start()
    limit(allowance)
    if polite:
        os.nice(POLITE)
    try:
        with opened(settings):
            _carry_out(Work(claim), function)
    except Exception:
        log.exception("Job %s, %s: its end could not be written down", claim.job_id, claim.kind)
        sys.exit(1)


def limit(allowance: Allowance) -> None:
    """From here on this process ends rather than take more memory than it may."""
    threading.Thread(target=_stay_within, args=(allowance.memory_mb,), daemon=True).start()
    _limit_address_space(allowance.memory_mb)


def end_with_the_parent() -> None:
    """Only the worker decides when work ends: not a Ctrl-C or a SIGTERM that reaches all of us at once.

    On Linux the kernel ends us with whoever forked us, whatever we are busy with; so a fork server that ends with its
    worker takes the children along.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def too_much_memory(allowance: Allowance) -> str:
    return (
        f"This needs more than the {allowance.memory_mb / 1000:g} GB of memory that one job may use. Nothing was changed. "
        "Use a smaller file or fewer columns, or have KINDRED_JOB_MEMORY_MB raised."
    )


def took_too_long(allowance: Allowance) -> str:
    minutes = f"{allowance.seconds / 60:g} minutes"
    return f"This took longer than {minutes} and was stopped. Nothing was changed. Try it with less data."


def _carry_out(work: Work, function: Function) -> None:
    try:
        function(work)
    except Superseded:
        log.info("Job %s is another worker's by now", work.claim.job_id)
    except Busy as busy:
        queue.once_more(work.claim, busy.sentence)
    except Problem as problem:
        queue.fail(work.claim, problem.sentence)
    except (MemoryError, duckdb.OutOfMemoryException):
        os._exit(OVER_MEMORY)  # there may not be enough left to write it down
    except Exception:
        reference = new_reference()
        log.exception("Reference %s: job %s, %s", reference, work.claim.job_id, work.claim.kind)
        queue.fail(work.claim, apology(reference), reference)


def _end_with_the_worker() -> None:
    """Else the lease would run out under a child that works on, and the job would be done twice at once."""
    worker = parent_process()
    if worker is not None:
        worker.join()
        os._exit(1)


def _stay_within(memory_mb: int) -> None:
    while True:
        if _most_resident_mb() > memory_mb:
            os._exit(OVER_MEMORY)
        time.sleep(LOOK_EVERY)


def _limit_address_space(memory_mb: int) -> None:
    """A second wall, for what allocates faster than anybody looks. macOS does not honour it."""
    if sys.platform == "linux":
        threads = 2 * (os.cpu_count() or 1) + 4
        most = (_mapped_mb() + memory_mb + threads * THREADS_MB) * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _most_resident_mb() -> float:
    """The peak, so that nothing slips through between two looks. It begins with what the fork server has loaded."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1024 if sys.platform == "linux" else peak / 1024 / 1024


def _mapped_mb() -> int:
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[0]) * resource.getpagesize() // (1024 * 1024)
