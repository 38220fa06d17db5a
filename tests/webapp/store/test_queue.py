"""The queue: claimed once, held by lease and token, lost never, doubled never."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import select, update

from tests.conftest import Cast
from webapp.clock import now
from webapp.errors import Superseded
from webapp.records import Claim, Job, JobState, Lane
from webapp.store import queue
from webapp.store.engine import db, writing
from webapp.store.tables import JobRow

HERE, THERE = "here", "there"


def add(cast: Cast, lane: Lane = Lane.LONG, who: str = "editor", **more: Any) -> int:
    viewer = getattr(cast, who)
    with writing():
        return queue.add(viewer.team.id, viewer.person.id, "a test", lane, "A test", {"of": "facts"}, **more)


def claimed(lane: Lane = Lane.LONG, host: str = HERE) -> Claim:
    claim = queue.claim(lane, host)
    assert claim is not None
    return claim


def look(cast: Cast, job_id: int) -> Job:
    db.session.rollback()
    job = queue.find(cast.editor.team.id, job_id, cast.editor.person.id)
    assert job is not None
    return job


def attempts(job_id: int) -> int:
    return db.session.scalars(select(JobRow.attempts).where(JobRow.id == job_id)).one()


def finish(claim: Claim) -> None:
    with queue.writing_for(claim):
        queue.finish(claim, "/there")


def later(seconds: float) -> time_machine.travel:
    return time_machine.travel(now() + timedelta(seconds=seconds), tick=True)


def at_once(many: int, cast: Cast, work: Callable[[], None]) -> None:
    """The same in many threads, each like a process of its own: with its own session."""
    ready, trouble = threading.Barrier(many), []

    def run() -> None:
        with cast.server.app_context():
            ready.wait()
            try:
                work()
            except Exception as error:
                trouble.append(error)

    threads = [threading.Thread(target=run) for _ in range(many)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert trouble == []


# Claiming.


def test_the_oldest_job_of_the_lane_is_claimed_with_what_it_needs(cast: Cast) -> None:
    first, second = add(cast), add(cast)
    assert queue.claim(Lane.SHORT, HERE) is None
    claim = claimed()
    assert (claim.job_id, claim.team_id, claim.person_id) == (first, cast.editor.team.id, cast.editor.person.id)
    assert (claim.kind, claim.facts, claim.attempts) == ("a test", {"of": "facts"}, 1)
    assert look(cast, first).state is JobState.RUNNING and look(cast, first).begun is not None
    assert claimed().job_id == second
    assert queue.claim(Lane.LONG, HERE) is None


def test_every_job_is_claimed_once_however_many_ask(cast: Cast) -> None:
    jobs = [add(cast) for _ in range(24)]
    claims: list[int] = []

    def claim_all() -> None:
        while (claim := queue.claim(Lane.LONG, HERE)) is not None:
            claims.append(claim.job_id)

    at_once(4, cast, claim_all)
    # A claim may find the oldest taken by another a moment before; then it is left for the next look.
    while (claim := queue.claim(Lane.LONG, HERE)) is not None:
        claims.append(claim.job_id)
    assert sorted(claims) == jobs


def test_a_job_whose_bytes_lie_on_one_host_is_claimed_only_there(cast: Cast) -> None:
    job_id = add(cast, host=THERE)
    assert queue.lanes_waiting(HERE) == set() and queue.claim(Lane.LONG, HERE) is None
    anywhere = add(cast, Lane.SHORT)
    assert queue.lanes_waiting(HERE) == {Lane.SHORT} and queue.lanes_waiting(THERE) == {Lane.SHORT, Lane.LONG}
    assert claimed(host=THERE).job_id == job_id
    assert claimed(Lane.SHORT).job_id == anywhere


def test_the_same_press_twice_is_one_job(cast: Cast) -> None:
    assert add(cast, key="press 1") == add(cast, key="press 1") != add(cast, key="press 2")
    finish(claimed())
    assert len({add(cast, key="press 1"), add(cast, key="press 1"), add(cast, key="press 2")}) == 2


def test_the_same_press_many_times_at_once_is_one_job(cast: Cast) -> None:
    made: set[int] = set()
    at_once(5, cast, lambda: made.add(add(cast, key="press")))
    assert len(made) == 1


def test_another_team_with_the_same_key_or_view_is_not_concerned(cast: Cast) -> None:
    ours, theirs = add(cast, key="press", view="studio"), add(cast, who="stranger", key="press", view="studio")
    assert ours != theirs and look(cast, ours).state is JobState.QUEUED


def test_a_newer_job_of_a_view_takes_the_place_of_the_older(cast: Cast) -> None:
    running, other = add(cast, Lane.SHORT, view="studio 5"), add(cast, Lane.SHORT, view="studio 6")
    claim = claimed(Lane.SHORT)
    waiting = add(cast, Lane.SHORT, view="studio 5")
    assert queue.asked_to_cancel([claim]) == [claim]
    newest = add(cast, Lane.SHORT, view="studio 5")
    assert [look(cast, job_id).state for job_id in (running, waiting, newest, other)] == [
        JobState.RUNNING, JobState.CANCELLED, JobState.QUEUED, JobState.QUEUED,
    ]  # fmt: skip


# The token.


def test_who_lost_the_lease_can_write_nothing(cast: Cast) -> None:
    job_id = add(cast)
    old = claimed()
    with later(31):
        assert queue.reap() == 1
        new = claimed()
        for write in (lambda: queue.report(old, 0.5, "half"), lambda: finish(old)):
            with pytest.raises(Superseded):
                write()
        queue.fail(old, "no")
        queue.once_more(old)
        queue.hand_back(old)
        queue.confirm_cancelled(old)
        assert queue.renew([old, new]) == [new]
        job = look(cast, job_id)
        assert (job.state, job.share, job.failure, attempts(job_id)) == (JobState.RUNNING, 0.0, None, 2)
        finish(new)
        assert look(cast, job_id).result == "/there"


def test_what_is_written_with_a_lost_lease_is_as_if_never_written(cast: Cast) -> None:
    add(cast)
    claim = claimed()
    with later(31):
        queue.reap()
        with pytest.raises(Superseded):
            _rename_every_job(claim)
    assert "seen" not in {row.subject for row in db.session.scalars(select(JobRow))}


def _rename_every_job(claim: Claim) -> None:
    with queue.writing_for(claim) as session:
        session.execute(update(JobRow).values(subject="seen"))


def test_the_result_and_the_end_are_written_together_or_not_at_all(cast: Cast) -> None:
    job_id = add(cast)
    claim = claimed()
    with pytest.raises(ZeroDivisionError):
        _finish_and_fail(claim)
    assert look(cast, job_id).state is JobState.RUNNING
    finish(claim)
    with pytest.raises(Superseded):
        finish(claim)


def _finish_and_fail(claim: Claim) -> None:
    with queue.writing_for(claim):
        queue.finish(claim, None)
        raise ZeroDivisionError


# The lease.


def test_a_lease_that_is_renewed_is_not_taken(cast: Cast) -> None:
    job_id = add(cast)
    claim = claimed()
    with later(25):
        assert queue.renew([claim]) == [claim]
    with later(50):
        assert queue.reap() == 0
    with later(56):
        assert queue.reap() == 1
        assert look(cast, job_id).state is JobState.QUEUED
        assert queue.renew([claim]) == []


def test_a_job_that_died_twice_fails_with_a_reason(cast: Cast) -> None:
    job_id = add(cast)
    claimed()
    with later(31):
        queue.reap()
        claimed()
    with later(62):
        assert queue.reap() == 1
    job = look(cast, job_id)
    assert (job.state, job.failure) == (JobState.FAILED, queue.DIED_TWICE) and job.ended is not None
    assert queue.claim(Lane.LONG, HERE) is None


def test_work_that_dies_under_its_worker_is_tried_once_more(cast: Cast) -> None:
    job_id = add(cast)
    queue.once_more(claimed())
    assert look(cast, job_id).state is JobState.QUEUED
    queue.once_more(claimed(), "The database is busy.")
    assert (look(cast, job_id).state, look(cast, job_id).failure) == (JobState.FAILED, "The database is busy.")


def test_handing_back_counts_no_attempt(cast: Cast) -> None:
    job_id = add(cast)
    for _ in range(5):
        claim = claimed()
        assert claim.attempts == 1
        queue.report(claim, 0.7, "nearly")
        queue.hand_back(claim)
    assert (look(cast, job_id).state, look(cast, job_id).share) == (JobState.QUEUED, 0.0)


@pytest.mark.parametrize("end", [queue.once_more, queue.hand_back, lambda _claim: _reap_later()])
def test_what_was_to_be_cancelled_is_not_begun_again(cast: Cast, end: Callable[[Claim], None]) -> None:
    job_id = add(cast)
    claim = claimed()
    with writing():
        assert queue.cancel(cast.editor.team.id, job_id)
    end(claim)
    assert look(cast, job_id).state is JobState.CANCELLED


def _reap_later() -> None:
    with later(31):
        queue.reap()


def test_a_clock_that_goes_back_a_day_takes_nothing_from_anyone(cast: Cast) -> None:
    job_id = add(cast)
    claim = claimed()
    with later(-86_400):
        assert queue.reap() == 0
        assert queue.renew([claim]) == [claim]
        finish(claim)
    assert look(cast, job_id).state is JobState.DONE


# Cancelling.


def test_a_waiting_job_is_cancelled_at_once_and_a_running_one_is_asked_to_stop(cast: Cast) -> None:
    running, waiting = add(cast), add(cast)
    claim = claimed()
    with writing():
        assert queue.cancel(cast.editor.team.id, waiting) and queue.cancel(cast.editor.team.id, running)
    assert look(cast, waiting).state is JobState.CANCELLED
    assert queue.asked_to_cancel([claim]) == [claim] and look(cast, running).state is JobState.RUNNING
    queue.confirm_cancelled(claim)
    assert look(cast, running).state is JobState.CANCELLED
    with pytest.raises(Superseded):
        finish(claim)


def test_what_has_ended_or_is_another_teams_cannot_be_cancelled(cast: Cast) -> None:
    job_id = add(cast)
    with writing():
        assert not queue.cancel(cast.stranger.team.id, job_id)
    finish(claimed())
    with writing():
        assert not queue.cancel(cast.editor.team.id, job_id)
    assert look(cast, job_id).state is JobState.DONE


# What is told.


def test_progress_and_failures_are_told_in_what_the_database_can_keep(cast: Cast) -> None:
    job_id = add(cast)
    claim = claimed()
    queue.report(claim, 0.25, "Reading “\0\ud800”" + "x" * 500)
    assert look(cast, job_id).sentence.startswith("Reading “?”xx") and len(look(cast, job_id).sentence) == 300
    queue.fail(claim, "Row 3: \0" + "y" * 900, "0123abcd")
    job = look(cast, job_id)
    assert (job.state, job.failure, job.reference) == (JobState.FAILED, "Row 3: " + "y" * 493, "0123abcd")


def test_the_tray_shows_what_runs_what_failed_and_what_i_had_done_lately(cast: Cast) -> None:
    def tray(who: str) -> list[int]:
        db.session.rollback()
        viewer = getattr(cast, who)
        return [job.id for job in queue.of_team(viewer.team.id, viewer.person.id)]

    done, failed, running, waiting = (add(cast) for _ in range(4))
    finish(claimed())
    queue.fail(claimed(), "It is empty.")
    claimed()
    assert tray("editor") == [waiting, running, failed, done]
    assert tray("admin") == [waiting, running, failed]
    assert tray("stranger") == []
    with writing():
        assert queue.dismiss(cast.editor.team.id, failed)
        assert not queue.dismiss(cast.editor.team.id, running)
    assert tray("admin") == [waiting, running]
    with later(3_601):
        assert tray("editor") == [waiting, running]
