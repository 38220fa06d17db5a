"""What becomes of a job in the hands of a real worker and its children."""

import os
import signal
import subprocess
import time

import psutil
import pytest

from tests.webapp.jobs import kinds
from tests.webapp.jobs.room import Room, children, family, fork_server, is_gone, references
from webapp.jobs.child import too_much_memory
from webapp.jobs.work import Allowance
from webapp.records import JobState, Lane
from webapp.store import queue

DIED_TWICE = queue.DIED_TWICE
LEASE = 3.0


def test_progress_is_seen_while_it_works_and_the_product_when_it_is_done(busy_room: Room) -> None:
    job_id = busy_room.add("brings", pause=0.6)
    busy_room.until(lambda: busy_room.job(job_id).share >= 0.5, within=30)
    seen = busy_room.job(job_id)
    assert seen.state is JobState.RUNNING and seen.sentence in ("Part 2 of 4 is kept", "Part 3 of 4 is kept")
    done = busy_room.until_ended(job_id)
    assert (done.state, done.share, done.result) == (JobState.DONE, 1.0, f"/datasets/{job_id}")


def test_the_sentence_of_a_problem_reaches_the_person(busy_room: Room) -> None:
    job = busy_room.until_ended(busy_room.add("refuses"))
    assert (job.state, job.failure, job.reference) == (JobState.FAILED, kinds.REFUSAL, None)


def test_a_sentence_that_no_database_could_keep_is_kept_as_far_as_it_can_be(busy_room: Room) -> None:
    assert (
        busy_room.until_ended(busy_room.add("says_odd_things")).failure
        == "Row 3 holds “?”, which nobody can read. Take it out."
    )


def test_a_mistake_of_ours_is_apologised_for_with_a_reference_that_leads_to_the_log(busy_room: Room) -> None:
    job = busy_room.until_ended(busy_room.add("breaks"))
    assert job.state is JobState.FAILED and job.failure is not None
    assert job.failure.startswith("Something went wrong on our side. Nothing was changed. Reference ")
    assert references(job.failure) == [job.reference]
    assert kinds.SECRET not in job.failure
    assert f"Reference {job.reference}" in busy_room.log and kinds.SECRET in busy_room.log
    assert kinds.SECRET not in busy_room.output


@pytest.mark.parametrize("kind", ["grows", "grabs", "sorts_too_much"])
def test_a_job_over_its_memory_ends_with_a_sentence(busy_room: Room, kind: str) -> None:
    job = busy_room.until_ended(busy_room.add(kind))
    assert (job.state, job.failure) == (JobState.FAILED, too_much_memory(Allowance(500, 0)))
    assert busy_room.attempts(job.id) == 1


def test_a_job_past_its_time_ends_with_a_sentence_though_it_lets_nothing_else_have_a_turn(busy_room: Room) -> None:
    job_id = busy_room.add("hangs past its second")
    busy_room.until_state(job_id, JobState.RUNNING)
    begun = time.monotonic()
    job = busy_room.until_ended(job_id)
    assert job.failure is not None and job.failure.startswith(
        "This took longer than 0.0166667 minutes and was stopped."
    )
    assert time.monotonic() - begun < 3


def test_a_job_is_cancelled_within_a_second_whatever_it_is_busy_with(busy_room: Room) -> None:
    for kind in ("takes", "hangs"):
        job_id = busy_room.add(kind, seconds=60)
        busy_room.until_state(job_id, JobState.RUNNING)
        time.sleep(0.3)
        child = children(busy_room.workers[0])[0]
        busy_room.cancel(job_id)
        assert busy_room.until(lambda job=job_id: busy_room.job(job).state is JobState.CANCELLED, within=1.0) < 1.0
        busy_room.until(lambda child=child: is_gone(child), within=1)


def test_a_child_that_is_killed_twice_fails_its_job_with_a_reason(busy_room: Room) -> None:
    job = busy_room.until_ended(busy_room.add("dies"))
    assert (job.state, job.failure) == (JobState.FAILED, DIED_TWICE)
    assert busy_room.attempts(job.id) == 2
    assert f"The child of job {job.id}, dies, ended with -9" in busy_room.log


def test_a_child_that_is_killed_once_is_started_again(busy_room: Room) -> None:
    job = busy_room.until_ended(busy_room.add("dies_once"))
    assert job.state is JobState.DONE and busy_room.attempts(job.id) == 2


def test_work_that_does_not_say_that_it_is_done_is_not_done(busy_room: Room) -> None:
    job = busy_room.until_ended(busy_room.add("forgets"))
    assert (job.state, job.failure) == (JobState.FAILED, DIED_TWICE)


def test_a_job_of_a_newer_program_is_refused_with_a_sentence(busy_room: Room) -> None:
    job = busy_room.until_ended(busy_room.add("reads minds"))
    assert job.failure is not None and "does not know how to do “reads minds”" in job.failure


def test_short_work_does_not_wait_behind_long_work(busy_room: Room) -> None:
    long = busy_room.add("takes", seconds=60)
    busy_room.until_state(long, JobState.RUNNING)
    short = [busy_room.add("passes", Lane.SHORT) for _ in range(3)]
    for job_id in short:
        assert busy_room.until_ended(job_id).state is JobState.DONE
    assert busy_room.job(long).state is JobState.RUNNING
    busy_room.cancel(long)
    busy_room.until_ended(long, within=1)


def test_the_libraries_work_within_the_limits_of_a_child(busy_room: Room) -> None:
    job = busy_room.until_ended(busy_room.add("clusters", mb=250), within=30)
    assert (job.state, job.failure) == (JobState.DONE, None)


def test_children_leave_no_zombies_and_no_open_files_behind(busy_room: Room) -> None:
    worker = busy_room.workers[0]
    server = fork_server(worker)
    busy_room.until_ended(busy_room.add("passes"))
    busy_room.until(lambda: server.children() == [], within=5)
    before = len(os.listdir(f"/proc/{worker.pid}/fd"))
    for job_id in [busy_room.add("passes") for _ in range(10)]:
        busy_room.until_ended(job_id)
    busy_room.until(lambda: server.children() == [], within=5)
    busy_room.until(lambda: len(os.listdir(f"/proc/{worker.pid}/fd")) <= before, within=5, what="files closed")


def test_the_work_goes_on_when_the_fork_server_is_killed(busy_room: Room) -> None:
    job_id = busy_room.add("takes", seconds=60)
    busy_room.until_state(job_id, JobState.RUNNING)
    worker = busy_room.workers[0]
    busy_room.until(lambda: children(worker), within=2)
    child, server = children(worker)[0], fork_server(worker)
    server.kill()
    busy_room.until(lambda: is_gone(child), within=1, what="the child of a dead fork server")
    busy_room.until(lambda: busy_room.attempts(job_id) == 2, within=10)
    busy_room.cancel(job_id)
    busy_room.until_ended(job_id)
    assert busy_room.until_ended(busy_room.add("passes")).state is JobState.DONE


def test_asked_to_stop_it_hands_its_job_back_which_the_next_worker_does(room: Room) -> None:
    first = room.living()
    job_id = room.add("takes", seconds=1.5)
    child = child_at_work(room, first, job_id)
    first.send_signal(signal.SIGTERM)
    assert first.wait(5) == 0
    assert room.job(job_id).state is JobState.QUEUED and room.attempts(job_id) == 0
    assert is_gone(child)
    room.living()
    assert room.until_ended(job_id, within=60).state is JobState.DONE


@pytest.mark.parametrize("kind", ["takes", "hangs"])
def test_a_killed_worker_takes_its_children_along_and_its_job_is_taken_over(sqlite_room: Room, kind: str) -> None:
    first = sqlite_room.living()
    job_id = sqlite_room.add(kind, seconds=60)
    left = [child_at_work(sqlite_room, first, job_id), fork_server(first)]
    first.kill()
    first.wait()
    sqlite_room.until(lambda: all(is_gone(process) for process in left), within=1.5, what="children of a dead worker")
    sqlite_room.living()
    sqlite_room.until_at_work()
    sqlite_room.until(lambda: sqlite_room.attempts(job_id) == 2, within=LEASE + 10)
    sqlite_room.cancel(job_id)
    assert sqlite_room.until_ended(job_id).state is JobState.CANCELLED


def test_a_worker_that_slept_past_its_lease_doubles_nothing(room: Room) -> None:
    first = room.living()
    job_id = room.add("brings", pause=0.7)
    room.until(lambda: room.job(job_id).share > 0, within=60)
    asleep = [first, *children(first)]
    for process in asleep:
        process.send_signal(signal.SIGSTOP)
    second = room.worker(lease=LEASE)
    room.until_at_work()
    room.until(lambda: room.attempts(job_id) == 2, within=LEASE + 10)
    for process in reversed(asleep):
        process.send_signal(signal.SIGCONT)
    assert room.until_ended(job_id).state is JobState.DONE
    room.until(lambda: children(first) == [], within=10, what="the child that was superseded ends")
    room.until_swept()
    room.check_whole([job_id])
    assert first.poll() is None and second.poll() is None


def test_a_stop_that_reaches_everyone_at_once_is_no_fault_of_the_job(sqlite_room: Room) -> None:
    """As a Ctrl-C in the terminal does, or a service manager."""
    sqlite_room.stop_all()
    worker = sqlite_room.living()
    job_id = sqlite_room.add("takes", seconds=60)
    everyone = [child_at_work(sqlite_room, worker, job_id), fork_server(worker)]
    for number in (signal.SIGINT, signal.SIGTERM):
        for process in everyone:
            process.send_signal(number)
    time.sleep(0.5)
    assert sqlite_room.job(job_id).state is JobState.RUNNING and sqlite_room.attempts(job_id) == 1
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(5) == 0
    assert sqlite_room.attempts(job_id) == 0
    sqlite_room.cancel(job_id)
    assert "Traceback" not in sqlite_room.output


def test_it_stops_when_whoever_keeps_it_is_gone(busy_room: Room) -> None:
    worker = busy_room.worker()
    busy_room.until(lambda: "multiprocessing.forkserver" in str([p.cmdline() for p in family(worker)]), within=30)
    assert worker.stdin is not None
    worker.stdin.close()
    assert worker.wait(30) == 0


def child_at_work(room: Room, worker: subprocess.Popen[bytes], job_id: int) -> psutil.Process:
    room.until_state(job_id, JobState.RUNNING, within=60)
    room.until(lambda: children(worker), within=10)
    time.sleep(0.3)  # it has begun, and does not only exist
    return children(worker)[0]
