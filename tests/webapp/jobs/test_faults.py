"""A disk that is full or fails, a database that is away: a sentence, nothing visible, and the queue goes on by itself."""

import contextlib
import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.webapp.jobs.faults import SMALL, can_trace
from tests.webapp.jobs.room import Room, opened_room
from webapp.errors import DiskTrouble, NoSpace
from webapp.records import JobState

needs_strace = pytest.mark.skipif(not can_trace(), reason="strace is not installed or may not trace here")


def test_a_full_disk_is_told_and_what_comes_after_is_done(sqlite_room: Room) -> None:
    sqlite_room.living()
    full = sqlite_room.add_for_a_new_team("finds_the_disk_full", **SMALL)
    job = sqlite_room.until_ended(full)
    assert (job.state, job.failure) == (JobState.FAILED, NoSpace().sentence)
    sqlite_room.check_nothing(full)
    after = sqlite_room.add_for_a_new_team("sample data", **SMALL)
    assert sqlite_room.until_ended(after).state is JobState.DONE
    sqlite_room.check_sample(after)


@needs_strace
def test_a_disk_that_does_not_sync_is_told_and_nothing_is_said_to_be_saved(sqlite_room: Room) -> None:
    sqlite_room.living()
    file = str(sqlite_room.folder / "kindred.db")
    for call in (1, 3):
        inject = f"fsync,fdatasync:error=EIO:when={call}"
        failing = sqlite_room.add_for_a_new_team("traced", inject=inject, paths=[file, file + "-wal"], **SMALL)
        job = sqlite_room.until_ended(failing)
        assert (job.state, job.failure) == (JobState.FAILED, DiskTrouble().sentence)
        sqlite_room.check_nothing(failing)
    # From here on nothing is synced any more: not even the failure can be written down, so it is tried again.
    inject = "fsync,fdatasync:error=EIO:when=1+"
    again = sqlite_room.add_for_a_new_team("traced", inject=inject, paths=[file, file + "-wal"], **SMALL)
    assert sqlite_room.until_ended(again).state is JobState.DONE
    assert sqlite_room.attempts(again) == 2
    sqlite_room.check_sample(again)
    assert "Traceback" not in sqlite_room.output


@pytest.fixture
def small_disk(tmp_path: Path, sqlite_template: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    disk.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", "size=12m,mode=700", "kindred-test", str(disk)]
    if os.geteuid() != 0 or subprocess.run(words, capture_output=True, check=False).returncode != 0:
        pytest.skip("only root may mount a small disk, and not everywhere")
    (disk / "kindred.db").write_bytes(sqlite_template.read_bytes())
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_disk_that_is_full_for_everybody_stops_nothing_for_good(small_disk: Path) -> None:
    with opened_room({"KINDRED_INSTANCE": str(small_disk)}) as room:
        worker = room.worker(lease=3)
        room.until_at_work()
        job_id = room.add_for_a_new_team("sample data", visitors=50, customers=2_000)
        filler = small_disk / "filler"
        _fill(filler)
        time.sleep(4)
        assert room.job(job_id).failure in (None, NoSpace().sentence)
        filler.unlink()
        job = room.until_ended(job_id, within=60)
        assert job.state is JobState.DONE or job.failure == NoSpace().sentence
        room.check_nothing(job_id) if job.failure else room.check_sample(job_id)
        again = room.add_for_a_new_team("sample data", **SMALL)
        assert room.until_ended(again, within=60).state is JobState.DONE
        room.check_sample(again)
        assert worker.poll() is None


def _fill(path: Path) -> None:
    with path.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(b"\1" * 4_096)


def test_a_database_that_was_away_is_waited_for(room: Room) -> None:
    """PostgreSQL ends every connection when it stops; of SQLite nobody else can write."""
    worker = room.living(lease=6)
    room.until_at_work()
    job_id = room.add("brings", pause=0.4)
    room.until(lambda: room.job(job_id).share > 0, within=60)
    with room.database_away():
        time.sleep(2)
    assert room.until_ended(job_id).state is JobState.DONE
    room.until_swept()
    room.check_whole([job_id])
    assert worker.poll() is None
