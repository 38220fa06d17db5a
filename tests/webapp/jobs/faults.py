"""Jobs that something happens to: killed at a system call or a statement, a disk that is full or fails."""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

from sqlalchemy import event, text

from tests.webapp.jobs import kinds
from webapp.jobs import sample_data
from webapp.jobs.work import Work
from webapp.store.engine import db

WRITES = "pwrite64,write,ftruncate,fsync,fdatasync,unlink"
SENDS = "sendto,sendmsg"
SMALL = {"visitors": 50, "customers": 200}


def can_trace() -> bool:
    """strace is there and may do what it does: in some containers it may not."""
    if shutil.which("strace") is None:
        return False
    tried = subprocess.run(
        ["strace", "-qq", "-o", "/dev/null", "-e", "inject=chdir:error=EIO", "sh", "-c", "! cd /"],
        capture_output=True, check=False,
    )  # fmt: skip
    return tried.returncode == 0


def traced(work: Work) -> None:
    """The sample data; at the first attempt with a fault in one of its system calls, as `inject` says."""
    if work.claim.attempts == 1:
        _trace_ourselves(work.facts["inject"], work.facts["paths"])
    sample_data.bring(work)


def traced_bringing(work: Work) -> None:
    if work.claim.attempts == 1:
        _trace_ourselves(work.facts["inject"], work.facts["paths"])
    kinds.brings(work)


def dies_at_a_statement(work: Work) -> None:
    """The same without strace, and on any database: between two statements instead of two system calls."""
    left = work.facts["statement"]

    def count(*_: object) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    if work.claim.attempts == 1:
        event.listen(db.engine, "before_cursor_execute", count)
        event.listen(db.engine, "commit", count)
    try:
        sample_data.bring(work)
    finally:
        if work.claim.attempts == 1:
            event.remove(db.engine, "before_cursor_execute", count)
            event.remove(db.engine, "commit", count)


def finds_the_disk_full(work: Work) -> None:
    """As SQLite reports it, for this child alone."""
    db.session.rollback()
    with db.engine.connect() as connection:
        pages = connection.scalar(text("PRAGMA page_count"))
    db.engine.dispose()
    event.listen(
        db.engine, "connect", lambda driver, _: driver.execute(f"PRAGMA max_page_count={pages + 2}").fetchall()
    )
    sample_data.bring(work)


def _trace_ourselves(inject: str, paths: list[str]) -> None:
    words = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"inject={inject}", "-p", str(os.getpid())]
    for path in paths:
        words += ["-P", path]
    # Not our child, or it would end with us before we do.
    subprocess.Popen(words, start_new_session=True)
    while "TracerPid:\t0\n" in Path("/proc/self/status").read_text(encoding="ascii"):
        time.sleep(0.005)
    time.sleep(0.05)  # until our other threads are traced as well
