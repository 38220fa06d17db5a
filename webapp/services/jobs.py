"""Long work as people see it: what is on its way for me and my team, how to stop it, and where it has led."""

from webapp.errors import NotAllowed, NotFound
from webapp.records import Job, JobState, Upload, Viewer
from webapp.rights import Right
from webapp.services import door
from webapp.store import queue
from webapp.store.engine import writing


def tray(viewer: Viewer) -> list[Job]:
    """Newest first: under way, failed and not dismissed, and one's own that were done lately."""
    viewer.must(Right.LOOK)
    return queue.of_team(viewer.team.id, viewer.person.id)


def find(viewer: Viewer, job_id: object) -> Job:
    viewer.must(Right.LOOK)
    job = queue.find(viewer.team.id, door.id_(job_id), viewer.person.id)
    if job is None:
        raise NotFound
    return job


def of_upload(viewer: Viewer, upload: Upload) -> Job | None:
    """Its newest: reading it once that was confirmed, looking at it before."""
    job_id = upload.read_job_id if upload.state in ("reading", "done") else upload.look_job_id
    return None if job_id is None else queue.find(viewer.team.id, job_id, viewer.person.id)


def is_under_way(job: Job | None) -> bool:
    return job is not None and job.state in (JobState.QUEUED, JobState.RUNNING)


def is_being_read(viewer: Viewer, upload: Upload) -> bool:
    return upload.state == "reading" and is_under_way(of_upload(viewer, upload))


def cancel(viewer: Viewer, job_id: object) -> Job:
    """One's own; an admin anybody's. What has ended already stays as it ended."""
    job = _changeable(viewer, job_id)
    with writing():
        queue.cancel(viewer.team.id, job.id)
    return job


def dismiss(viewer: Viewer, job_id: object) -> None:
    job = _changeable(viewer, job_id)
    with writing():
        queue.dismiss(viewer.team.id, job.id)


def _changeable(viewer: Viewer, job_id: object) -> Job:
    viewer.must(Right.WORK)
    job = find(viewer, job_id)
    if not job.mine and not viewer.may(Right.ADMINISTER):
        raise NotAllowed(f"{job.person} began this. Ask them or an admin of the team to stop it.")
    return job
