"""The confirm step: where a file stands on its way to becoming a version, and what a person may do about it there."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from core.reading import Choices
from webapp.errors import NotFound
from webapp.records import Dataset, Job, JobState, Upload, Viewer
from webapp.services import datasets, deciding, jobs, uploads


class Stage(StrEnum):
    LOOKING = "looking"
    UNREADABLE = "unreadable"
    DECIDING = "deciding"
    READING = "reading"
    DONE = "done"
    GIVEN_UP = "given up"


@dataclass(frozen=True)
class Bringing:
    upload: Upload
    job: Job | None
    known: Dataset | None  # the dataset that the file is the next version of, or has become

    @property
    def stage(self) -> Stage:
        if self.upload.state == "done":
            return Stage.DONE
        if self.upload.state == "given up":
            return Stage.GIVEN_UP
        if jobs.is_under_way(self.job):
            return Stage.READING if self.upload.state == "reading" else Stage.LOOKING
        return Stage.DECIDING if self.upload.looked else Stage.UNREADABLE

    @property
    def trouble(self) -> str | None:
        """Why the file was not looked at or not read."""
        if self.job is None or self.stage not in (Stage.UNREADABLE, Stage.DECIDING):
            return None
        if self.job.state is JobState.CANCELLED:
            return "This was cancelled. Nothing was kept as a dataset, and the file is still here."
        return self.job.failure


def see(viewer: Viewer, upload_id: object) -> Bringing:
    return _see(viewer, uploads.find(viewer, upload_id))


def waiting(viewer: Viewer) -> list[Bringing]:
    return [_see(viewer, upload) for upload in uploads.waiting(viewer)]


def look_again(viewer: Viewer, upload_id: object, form: deciding.Given, seen_version: object) -> Bringing:
    upload = uploads.find(viewer, upload_id)
    return _see(viewer, uploads.choose(viewer, upload.id, deciding.decided(upload, form), seen_version))


def keep(
    viewer: Viewer, upload_id: object, form: deciding.Given, name: object, mode: object, seen_version: object
) -> tuple[Bringing, bool]:
    """Reads the file as it was looked at. What was changed since is looked at first, and nothing is kept yet."""
    upload = uploads.find(viewer, upload_id)
    if upload.looked and _changes_anything(upload, form):
        return look_again(viewer, upload_id, form, seen_version), False
    chosen = "new" if upload.dataset_id is None else mode
    return _see(viewer, uploads.confirm(viewer, upload_id, name, chosen, seen_version)), True


def stop(viewer: Viewer, upload_id: object) -> None:
    """Looking or reading; the file stays."""
    job = see(viewer, upload_id).job
    if job is None:
        raise NotFound
    jobs.cancel(viewer, job.id)


def _changes_anything(upload: Upload, form: deciding.Given) -> bool:
    return bool(form) and deciding.decided(upload, form).to_json() != _plain(upload.choices)


def _plain(choices: dict[str, Any]) -> dict[str, Any]:
    return Choices.from_json(choices).to_json()


def _see(viewer: Viewer, upload: Upload) -> Bringing:
    """Upload and job of the same moment: a job that ends changes the upload with it."""
    job = jobs.of_upload(viewer, upload)
    while (newest := uploads.find(viewer, upload.id)).version != upload.version:
        upload, job = newest, jobs.of_upload(viewer, newest)
    known = None
    if upload.dataset_id is not None:
        known = datasets.find(viewer, upload.dataset_id)
    return Bringing(upload, job, known)
