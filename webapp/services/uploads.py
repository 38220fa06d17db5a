"""Bringing a file: received, looked at, decided about, confirmed. Nothing is visible as a dataset before the end."""

import re
from dataclasses import asdict, replace
from typing import IO, Any

from core.errors import BadInput
from core.reading import Choices, Limits
from webapp.errors import Conflict, NotFound
from webapp.records import Dataset, Lane, TeamSettings, Upload, Viewer
from webapp.rights import Right
from webapp.services import datasets as datasets_of_team
from webapp.services import door, jobs
from webapp.store import datasets, incoming, instance, queue, uploads
from webapp.store.engine import writing

MODES = ("new", "replace", "add")
MOST_FILE_NAME = 255
ON_ITS_WAY = "This file is being read already. Wait for it, or cancel that first."


def limits(settings: TeamSettings) -> Limits:
    return replace(Limits(), file_bytes=settings.largest_file_gb * 10**9, rows=settings.most_rows_million * 10**6)


def receive(viewer: Viewer, name: object, size: int | None, stream: IO[bytes], dataset: object) -> Upload:
    """The bytes of a file, as they come from a browser; then it is looked at in the background."""
    viewer.must(Right.WORK)
    place, file_name = instance.current(), _file_name(name)
    known = None if dataset is None else _dataset(viewer, dataset)
    if size is None:
        raise BadInput("The length of the file is not known. Send it again.")
    if size == 0:
        raise BadInput("The file is empty. Choose a file that has a header row and at least one customer.")
    limits(viewer.team.settings).check_file(size)
    incoming.check_room(place, size)
    received = incoming.receive(place, stream, size)
    with writing():
        upload = uploads.add(
            viewer.team.id,
            viewer.person.id,
            file_name,
            received,
            instance.host_id(place),
            known.id if known else None,
            taken_over(known),
        )
        return _look_again(viewer, upload)


def find(viewer: Viewer, upload_id: object) -> Upload:
    viewer.must(Right.WORK)
    upload = uploads.find(viewer.team.id, door.id_(upload_id))
    if upload is None:
        raise NotFound
    return upload


def waiting(viewer: Viewer) -> list[Upload]:
    viewer.must(Right.WORK)
    return uploads.open_in(viewer.team.id)


def choose(viewer: Viewer, upload_id: object, choices: Choices, seen_version: object) -> Upload:
    """What the person decided about the reading; the file is looked at again with it."""
    upload = _undecided(viewer, upload_id)
    with writing():
        changed = uploads.change(
            upload.id, door.version(seen_version), state="received", choices=choices.to_json(), looked=None
        )
        return _look_again(viewer, changed)


def confirm(viewer: Viewer, upload_id: object, name: object, mode: object, seen_version: object) -> Upload:
    """Read it whole and make it a version; of a new dataset, or of the one it was brought for."""
    upload = _undecided(viewer, upload_id)
    chosen = door.one_of(mode, MODES, "Choose whether the file replaces the last version or adds to it.")
    if upload.looked is None:
        raise Conflict("The file is still being looked at. Wait a moment, then confirm.")
    if (chosen == "new") is not (upload.dataset_id is None):
        raise BadInput("Choose whether the file replaces the last version or adds to it.")
    dataset_name = door.name(name, "a name for the dataset") if chosen == "new" else None
    facts = {**_facts(viewer, upload), "name": dataset_name}
    with writing():
        if dataset_name is not None:
            datasets_of_team.refuse_taken(viewer, dataset_name)
        job = queue.add(
            viewer.team.id, viewer.person.id, "read file", Lane.LONG, f"Reading {upload.file_name}"[:200], facts,
            key=f"read file {upload.id} {upload.version}", host=upload.host,
        )  # fmt: skip
        return uploads.change(upload.id, door.version(seen_version), mode=chosen, state="reading", read_job_id=job)


def give_up(viewer: Viewer, upload_id: object) -> None:
    """The bytes go at once, or with the next sweep of the host that has them."""
    upload = _undecided(viewer, upload_id)
    with writing():
        uploads.change(upload.id, state="given up")
        if upload.look_job_id is not None:
            queue.cancel(viewer.team.id, upload.look_job_id)
    if upload.host == instance.host_id(instance.current()):
        incoming.remove(instance.current(), upload.bytes_name)


def taken_over(known: Dataset | None) -> dict[str, Any]:
    """What was decided about the columns of the last version; how a file is taken apart, each file shows by itself."""
    if known is None:
        return {}
    found = known.version.found
    columns = [{key: column[key] for key in ("name", "type", "role")} for column in found.columns]
    return {"kind": known.kind, "columns": found.choices.get("columns") or columns}


def _look_again(viewer: Viewer, upload: Upload) -> Upload:
    """Within a write."""
    job = queue.add(
        viewer.team.id, viewer.person.id, "look at file", Lane.SHORT, f"Looking at {upload.file_name}"[:200],
        _facts(viewer, upload), view=f"upload {upload.id}", host=upload.host,
    )  # fmt: skip
    return uploads.change(upload.id, look_job_id=job)


def _facts(viewer: Viewer, upload: Upload) -> dict[str, Any]:
    return {"upload": upload.id, "limits": asdict(limits(viewer.team.settings))}


def _undecided(viewer: Viewer, upload_id: object) -> Upload:
    """A file whose reading failed or was cancelled is as good as one that was never confirmed."""
    upload = find(viewer, upload_id)
    if upload.state not in ("received", "reading"):
        raise NotFound
    if jobs.is_being_read(viewer, upload):
        raise Conflict(ON_ITS_WAY)
    return upload


def _dataset(viewer: Viewer, dataset_id: object) -> Dataset:
    dataset = datasets.find(viewer.team.id, door.id_(dataset_id))
    if dataset is None:
        raise NotFound
    return dataset


def _file_name(value: object) -> str:
    """What the person calls the file: the last part of a path, without what cannot be seen."""
    last = re.split(r"[/\\]", value)[-1] if isinstance(value, str) else ""
    visible = "".join(letter for letter in last if letter.isprintable()).strip()
    return visible[:MOST_FILE_NAME] or "a file without a name"
