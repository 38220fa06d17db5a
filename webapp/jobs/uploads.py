"""Reading what was uploaded: a look for the person who is about to confirm it, and the whole for the version."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict

from core.reading import Choices, Limits, OpenTable, Reading, open_table
from webapp.errors import NotFound
from webapp.jobs.work import Work
from webapp.records import Found, Upload, Version
from webapp.store import datasets, events, incoming, instance, people, stored_tables, uploads


def look(work: Work) -> None:
    upload = _upload(work)
    with _opened(work, upload) as table:
        looked = asdict(table.reading)
    with work.finishing(f"/datasets/bring/{upload.id}"):
        uploads.change(upload.id, looked=looked)


def read(work: Work) -> None:
    """A new dataset, or the next version of the one it was brought for."""
    upload = _upload(work)
    with _opened(work, upload) as table:
        reading = table.reading
        table_id = _keep(work, upload, table)
    with work.finishing() as result:
        dataset_id = upload.dataset_id or datasets.add(upload.team_id, work.facts["name"], reading.kind)
        version = datasets.add_version(dataset_id, table_id, upload.file_name, upload.person_id, _found(reading))
        uploads.change(upload.id, state="done", dataset_id=dataset_id)
        _tell(upload, dataset_id, version)
        result.address = f"/datasets/{dataset_id}"
    incoming.remove(instance.current(), upload.bytes_name)


def _keep(work: Work, upload: Upload, table: OpenTable) -> int:
    with work.writing():
        table_id = stored_tables.begin(upload.team_id, upload.file_name, table.schema, work.claim.job_id)
    kept, rows = 0, table.reading.rows
    for chunk_rows in stored_tables.append(table_id, table.batches(), work.writing):
        kept += chunk_rows
        work.progress(kept / rows, f"{kept:,} of {rows:,} rows")
    return table_id


def _upload(work: Work) -> Upload:
    upload = uploads.find(work.claim.team_id, int(work.facts["upload"]))
    if upload is None or upload.state == "given up":
        raise NotFound("This file was given up meanwhile.")
    return upload


@contextmanager
def _opened(work: Work, upload: Upload) -> Iterator[OpenTable]:
    place = instance.current()
    path = incoming.path(place, upload.bytes_name)
    if not path.exists():
        raise NotFound("The file is not there any more. Bring it again.")
    with open_table(path, Limits(**work.facts["limits"]), Choices.from_json(upload.choices), place.scratch) as table:
        yield table


def _tell(upload: Upload, dataset_id: int, version: Version) -> None:
    dataset = datasets.find(upload.team_id, dataset_id)
    person = None if upload.person_id is None else people.by_id(upload.person_id)
    name = "" if dataset is None else dataset.name
    events.add(
        upload.team_id, person, "brought a version", dataset=name, version=str(version.number), rows=f"{version.rows:,}"
    )


def _found(reading: Reading) -> Found:
    columns = [{"name": column.name, "type": column.type, "role": column.role} for column in reading.columns]
    facts = asdict(reading)
    return Found(columns, facts.pop("choices"), {"reading": facts})
