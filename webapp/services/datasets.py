"""What the team has brought: datasets and their versions."""

from dataclasses import dataclass

import pyarrow as pa

from core.errors import BadInput
from webapp.errors import NotFound
from webapp.records import Dataset, Upload, Version, Viewer
from webapp.rights import Right
from webapp.services import door, jobs
from webapp.store import datasets, erasures, events, runs, stored_tables, uploads
from webapp.store.engine import writing

MOST_PREVIEW = 200


@dataclass(frozen=True)
class Dependents:
    """What goes with a dataset when it goes for good."""

    versions: int
    rows: int
    runs: int
    uploads: list[Upload]


def mine(viewer: Viewer, archived: bool = False) -> list[Dataset]:
    viewer.must(Right.LOOK)
    return datasets.of_team(viewer.team.id, archived)


def find(viewer: Viewer, dataset_id: object) -> Dataset:
    viewer.must(Right.LOOK)
    dataset = datasets.find(viewer.team.id, door.id_(dataset_id))
    if dataset is None:
        raise NotFound
    return dataset


def versions(viewer: Viewer, dataset_id: object) -> list[Version]:
    return datasets.versions(find(viewer, dataset_id).id)


def version(viewer: Viewer, dataset_id: object, number: object = None) -> Version:
    """The one with that number; the newest unless one is named."""
    dataset = find(viewer, dataset_id)
    if number is None:
        return dataset.version
    wanted = door.id_(number)
    found = next((each for each in datasets.versions(dataset.id) if each.number == wanted), None)
    if found is None:
        raise NotFound
    return found


def first_rows(viewer: Viewer, dataset_id: object, number: object = None, most: int = MOST_PREVIEW) -> pa.Table:
    """Of the newest version, or of the one with that number. Rows are for those who may work with them."""
    viewer.must(Right.WORK)
    shown = version(viewer, dataset_id, number)
    table = stored_tables.find(shown.table_id)
    for batch in stored_tables.read(table):
        return pa.Table.from_batches([batch.slice(0, most)])
    return table.schema.empty_table()


def rename(viewer: Viewer, dataset_id: object, name: object, seen_edit: object) -> str:
    viewer.must(Right.WORK)
    dataset, wanted = find(viewer, dataset_id), door.name(name, "a name for the dataset")
    with writing():
        if wanted != dataset.name:
            refuse_taken(viewer, wanted)
            datasets.rename(dataset.id, wanted, door.version(seen_edit))
            events.add(viewer.team.id, viewer.person, "renamed a dataset", before=dataset.name, dataset=wanted)
    return wanted


def archive(viewer: Viewer, dataset_id: object) -> Dataset:
    """Out of the way, with everything that was made of it, until it is restored."""
    return _set_archived(viewer, dataset_id, archived=True)


def restore(viewer: Viewer, dataset_id: object) -> Dataset:
    return _set_archived(viewer, dataset_id, archived=False)


def dependents(viewer: Viewer, dataset_id: object) -> Dependents:
    dataset = find(viewer, dataset_id)
    kept = datasets.versions(dataset.id)
    waiting = [upload for upload in uploads.open_in(viewer.team.id) if upload.dataset_id == dataset.id]
    rows = sum(version.rows for version in kept)
    return Dependents(len(kept), rows, runs.count_of(dataset.id), waiting)


def delete_for_good(viewer: Viewer, dataset_id: object) -> Dataset:
    """Gone from sight at once; a job gives the space back, and a receipt stays."""
    viewer.must(Right.ADMINISTER)
    dataset = find(viewer, dataset_id)
    going = dependents(viewer, dataset.id)
    waiting = going.uploads
    if any(jobs.is_being_read(viewer, upload) for upload in waiting):
        raise BadInput("A file is being read into this dataset. Wait for it or cancel it, then delete.")
    with writing():
        for upload in waiting:
            uploads.change(upload.id, state="given up")
        uploads.forget_looks(dataset.id)
        datasets.remove(dataset.id)
        counts = {"versions": going.versions, "rows": going.rows, "runs": going.runs}
        erasures.begin_dataset(viewer.team.id, viewer.person, dataset.name, counts)
        events.add(viewer.team.id, viewer.person, "deleted a dataset", dataset=dataset.name)
    return dataset


def refuse_taken(viewer: Viewer, name: str) -> None:
    if datasets.named(viewer.team.id, name):
        raise BadInput(f"There is already a dataset called “{name}”. Choose another name.")


def _set_archived(viewer: Viewer, dataset_id: object, archived: bool) -> Dataset:
    viewer.must(Right.WORK)
    dataset = find(viewer, dataset_id)
    if dataset.archived is not archived:
        with writing():
            datasets.archive(dataset.id, archived)
            events.add(
                viewer.team.id,
                viewer.person,
                "archived a dataset" if archived else "restored a dataset",
                dataset=dataset.name,
            )
    return dataset
