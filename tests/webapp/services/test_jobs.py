"""Who may see long work, stop it and put it away."""

import pytest

from tests.conftest import Cast
from webapp.errors import NotAllowed, NotFound
from webapp.records import JobState, Lane
from webapp.services import jobs
from webapp.store import queue
from webapp.store.engine import db, writing

ALL = ("admin", "editor", "viewer")


def asked(cast: Cast, who: str) -> int:
    viewer = getattr(cast, who)
    with writing():
        return queue.add(viewer.team.id, viewer.person.id, "a test", Lane.LONG, "Customers May", {})


def failed(cast: Cast, who: str) -> int:
    job_id = asked(cast, who)
    claim = queue.claim(Lane.LONG, "here")
    assert claim is not None
    queue.fail(claim, "The file is empty. Choose another.")
    return job_id


def state(cast: Cast, job_id: int) -> JobState:
    db.session.rollback()
    return jobs.find(cast.admin, job_id).state


def test_everyone_of_the_team_sees_what_is_under_way_and_whose_it_is(cast: Cast) -> None:
    job_id = asked(cast, "editor")
    for who in ALL:
        (job,) = jobs.tray(getattr(cast, who))
        assert (job.id, job.person, job.mine) == (job_id, "Jonas Berg", who == "editor")
        assert jobs.find(getattr(cast, who), job_id) == job


def test_work_of_nobody_in_particular_is_the_operators(cast: Cast) -> None:
    with writing():
        job_id = queue.add(cast.admin.team.id, None, "a test", Lane.LONG, "Sample data", {})
    assert jobs.find(cast.viewer, job_id).person == "The operator"


@pytest.mark.parametrize("work", [jobs.find, jobs.cancel, jobs.dismiss])
def test_a_stranger_finds_nothing(cast: Cast, work) -> None:  # type: ignore[no-untyped-def]
    job_id = asked(cast, "editor")
    assert jobs.tray(cast.stranger) == []
    for wrong in (job_id, job_id + 1_000):
        with pytest.raises(NotFound) as told:
            work(cast.stranger, wrong)
        assert told.value.sentence == "Not found, or you do not have access."
    assert state(cast, job_id) is JobState.QUEUED


@pytest.mark.parametrize("work", [jobs.cancel, jobs.dismiss])
def test_a_viewer_may_look_but_not_touch(cast: Cast, work) -> None:  # type: ignore[no-untyped-def]
    job_id = asked(cast, "viewer")
    with pytest.raises(NotAllowed):
        work(cast.viewer, job_id)
    assert state(cast, job_id) is JobState.QUEUED


def test_an_editor_stops_their_own_and_nobody_elses(cast: Cast) -> None:
    mine, other = asked(cast, "editor"), asked(cast, "admin")
    jobs.cancel(cast.editor, mine)
    with pytest.raises(NotAllowed, match="Mara Lind began this"):
        jobs.cancel(cast.editor, other)
    assert (state(cast, mine), state(cast, other)) == (JobState.CANCELLED, JobState.QUEUED)


def test_an_admin_stops_anybodys(cast: Cast) -> None:
    job_id = asked(cast, "editor")
    jobs.cancel(cast.admin, job_id)
    assert state(cast, job_id) is JobState.CANCELLED


def test_stopping_twice_is_harmless_and_what_has_ended_stays_as_it_ended(cast: Cast) -> None:
    job_id = asked(cast, "editor")
    jobs.cancel(cast.editor, job_id)
    jobs.cancel(cast.editor, job_id)
    assert state(cast, job_id) is JobState.CANCELLED
    over = failed(cast, "editor")
    jobs.cancel(cast.editor, over)
    assert state(cast, over) is JobState.FAILED


def test_a_failure_stays_in_the_tray_until_it_is_put_away_also_twice(cast: Cast) -> None:
    job_id = failed(cast, "editor")
    assert [job.failure for job in jobs.tray(cast.admin)] == ["The file is empty. Choose another."]
    with pytest.raises(NotAllowed):
        jobs.dismiss(cast.viewer, job_id)
    for _ in range(2):
        jobs.dismiss(cast.editor, job_id)
        assert jobs.tray(cast.admin) == jobs.tray(cast.editor) == []


def test_what_is_under_way_cannot_be_put_away(cast: Cast) -> None:
    job_id = asked(cast, "editor")
    jobs.dismiss(cast.editor, job_id)
    assert [job.id for job in jobs.tray(cast.editor)] == [job_id]
