"""kill -9 wherever it hurts: at every write of a small job, at random moments, under two workers and many jobs.

Every test has a short form that runs always, and a whole one behind the marker; both say how many points were tried.
"""

import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest

from tests.webapp.jobs.faults import SENDS, SMALL, WRITES, can_trace
from tests.webapp.jobs.room import Room, children
from webapp.records import JobState
from webapp.settings import ROOT
from webapp.store.engine import db, is_sqlite

LEASE = 3.0
PATIENCE = LEASE + 10  # no job may be stuck for longer
SEED = 20_190_430
WHOLE = 10_000  # points, of which as many are tried as there are

needs_strace = pytest.mark.skipif(not can_trace(), reason="strace is not installed or may not trace here")
short_and_whole = pytest.mark.parametrize(
    "whole",
    [
        pytest.param(False, id="short"),
        pytest.param(True, id="whole", marks=[pytest.mark.crash, pytest.mark.timeout(7_200)]),
    ],
)
Report = Callable[[str], None]


@pytest.fixture
def report(record_property: Callable[[str, object], None], capsys: pytest.CaptureFixture[str]) -> Report:
    def tell(sentence: str) -> None:
        record_property("tried", sentence)
        with capsys.disabled():
            print(f"\n  {sentence}")

    return tell


def every_or_some(whole: bool, some: tuple[int, ...], step: int = 1) -> Iterator[int]:
    yield from range(1, WHOLE, step) if whole else some


def paths(room: Room) -> list[str]:
    file = str(room.folder / "kindred.db")
    return [file, file + "-wal"] if is_sqlite(db.engine) else []


@needs_strace
@short_and_whole
def test_a_child_killed_at_any_write_loses_and_doubles_nothing(room: Room, whole: bool, report: Report) -> None:
    calls = WRITES if paths(room) else SENDS
    room.living(LEASE, WHOLE)
    tried = 0
    for point in every_or_some(whole, (1, 4, 11)):
        job_id = room.add_for_a_new_team(
            "traced", inject=f"{calls}:signal=KILL:when={point}", paths=paths(room), **SMALL
        )
        assert room.until_ended(job_id, within=90).state is JobState.DONE
        room.check_sample(job_id)
        if room.attempts(job_id) == 1:
            break  # the job has fewer writes than that
        tried += 1
    report(f"A child was killed at {tried} of its writes.")
    assert tried >= (20 if whole else 3)


@short_and_whole
def test_a_child_killed_between_any_two_statements_loses_and_doubles_nothing(
    room: Room, whole: bool, report: Report
) -> None:
    room.living(LEASE, WHOLE)
    tried = 0
    for point in every_or_some(whole, (1, 9, 20)):
        job_id = room.add_for_a_new_team("dies_at_a_statement", statement=point, **SMALL)
        assert room.until_ended(job_id, within=90).state is JobState.DONE
        room.check_sample(job_id)
        if room.attempts(job_id) == 1:
            break
        tried += 1
    report(f"A child was killed at {tried} of its statements.")
    assert tried >= (20 if whole else 3)


@needs_strace
@short_and_whole
def test_a_worker_killed_at_any_write_loses_and_doubles_nothing(room: Room, whole: bool, report: Report) -> None:
    """Each worker takes over from the one before, and is killed one write later."""
    room.stop_all()
    calls, jobs, points = (WRITES if paths(room) else SENDS), [], 0
    # A worker on PostgreSQL sends the same few questions again and again, and is slow to start: every fifth will do.
    for point in every_or_some(whole, (9,), step=1 if paths(room) else 5):
        jobs.append(room.add("brings"))
        trace = ["strace", "-qq", "-o", "/dev/null", "-e", f"inject={calls}:signal=KILL:when={point}"]
        for path in paths(room):
            trace += ["-P", path]
        worker = room.worker(lease=LEASE, attempts=WHOLE, before=tuple(trace))
        room.until(lambda job=jobs[-1], worker=worker: worker.poll() is not None or _is_done(room, job), within=90)
        if worker.poll() is None:
            break
        points += 1
    room.worker(lease=LEASE, attempts=WHOLE)
    room.until_all_ended(within=90)
    room.until_swept()
    room.check_whole(jobs)
    report(f"A worker was killed at {points} of its writes.")
    assert points >= (20 if whole else 1)


def _is_done(room: Room, job_id: int) -> bool:
    return room.job(job_id).state is JobState.DONE


@short_and_whole
def test_kills_at_random_moments_lose_and_double_nothing(room: Room, whole: bool, report: Report) -> None:
    chance = random.Random(SEED)
    worker = room.living(LEASE, WHOLE)
    room.until_at_work()
    jobs, moments = [], 50 if whole else 2
    for moment in range(moments):
        jobs.append(room.add("brings", pause=0.05))
        room.until(lambda job=jobs[-1]: room.job(job).state is not JobState.QUEUED, within=PATIENCE)
        time.sleep(chance.uniform(0, 0.35))
        if moment % 2 == 0:
            for child in children(worker):
                child.kill()
        else:
            worker.kill()
            worker.wait()
            worker = room.living(LEASE, WHOLE)
            room.until_at_work()
            room.until_ended(jobs[-1], within=PATIENCE)
    room.until_all_ended(within=90)
    room.until_swept()
    room.check_whole(jobs)
    report(f"Children and workers were killed at {moments} random moments.")


@short_and_whole
def test_two_workers_two_web_processes_and_many_jobs(room: Room, whole: bool, report: Report) -> None:
    """Each job is asked for by both, as if pressed twice; meanwhile children and a worker are killed."""
    chance, many = random.Random(SEED), 200 if whole else 16
    workers = [room.living(LEASE, WHOLE), room.worker(LEASE, WHOLE, KINDRED_LONG_SLOTS="2")]
    webs = [_web_process(room, many) for _ in range(2)]
    jobs = [sorted(map(int, web.communicate(timeout=200)[0].split())) for web in webs]
    assert jobs[0] == jobs[1] and len(set(jobs[0])) == many
    kills = 0
    while not room.all_ended():
        time.sleep(chance.uniform(0.1, 0.5))
        if kills == 1:
            workers[0].kill()
            workers[0] = room.worker(LEASE, WHOLE)
        for child in children(workers[1])[:1]:
            child.kill()
        kills += 1
        if kills >= (40 if whole else 3):
            break
    room.until_all_ended(within=300 if whole else 60)
    room.until_swept()
    room.check_whole(jobs[0])
    report(f"{many} jobs of two web processes were done by two workers, {kills} times disturbed.")


def _web_process(room: Room, many: int) -> subprocess.Popen[str]:
    words = [sys.executable, "-m", "tests.webapp.jobs.web_program", str(room.team_id), str(room.person_id), str(many)]
    return subprocess.Popen(words, cwd=ROOT, env=room.whole_environ, stdout=subprocess.PIPE, text=True)
