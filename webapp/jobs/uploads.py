"""Reading what was uploaded: a look for the person who is about to confirm it, and the whole for the version."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from typing import Any

import pyarrow as pa

from core.reading import Choices, Known, Limits, OpenTable, Reading, open_table
from core.versioning import added, difference, guess_mode, take_over
from webapp.errors import NotFound
from webapp.jobs import keeping, tables
from webapp.jobs.work import Work
from webapp.records import Dataset, Found, Upload, Version
from webapp.store import datasets, events, incoming, instance, people, stored_tables, uploads


def look(work: Work) -> None:
    upload = _upload(work)
    with _opened(work, upload) as table:
        known = table.known.to_json()
        looked = known.pop("reading") | {"known": known}
        before = _dataset(upload)
        if before is not None:
            work.progress(0.9, "Comparing it with the last version")
            looked |= _beside(before, table)
    with work.finishing(f"/datasets/bring/{upload.id}"):
        uploads.change(upload.id, looked=looked)


def read(work: Work) -> None:
    """A new dataset, or the next version of the one it was brought for."""
    upload = _upload(work)
    before = _dataset(upload)
    with _opened(work, upload) as table:
        reading = table.reading
        table_id, counts = _keep(work, upload, before, table)
    facts = _facts(before, reading, table_id, counts)
    with work.finishing() as result:
        dataset_id = before.id if before else datasets.add(upload.team_id, work.facts["name"], reading.kind)
        version = datasets.add_version(dataset_id, table_id, upload.file_name, upload.person_id, facts)
        uploads.change(upload.id, state="done", dataset_id=dataset_id)
        _tell(upload, dataset_id, version)
        result.address = f"/datasets/{dataset_id}"
    incoming.remove(instance.current(), upload.bytes_name)


def _keep(work: Work, upload: Upload, before: Dataset | None, table: OpenTable) -> tuple[int, dict[str, int] | None]:
    """The rows of the version, and what became of the file's if it adds to the version before."""
    if before is None or upload.mode != "add":
        return _write(work, upload, table.schema, table.batches(), table.reading.rows), None
    with tables.aside(table) as new, added(tables.stored(before), new, tables.room()) as whole:
        return _write(work, upload, whole.schema, whole.batches(), whole.counts.rows), asdict(whole.counts)


def _write(work: Work, upload: Upload, schema: pa.Schema, batches: Iterable[pa.RecordBatch], rows: int) -> int:
    def told(kept: int) -> None:
        work.progress(0.9 * kept / max(rows, 1), f"{kept:,} of {rows:,} rows")

    return keeping.keep_rows(work, upload.file_name, schema, batches, told)


def _beside(before: Dataset, table: OpenTable) -> dict[str, Any]:
    """What a look at the file says beside the version that it follows."""
    old = tables.stored(before)
    with tables.aside(table) as new:
        guess = guess_mode(old, new, tables.room())
        taken = take_over(old.columns, new.columns, before.kind)
    return {"guess": asdict(guess), "notes_beside": taken.notes}


def _facts(before: Dataset | None, reading: Reading, table_id: int, counts: dict[str, int] | None) -> Found:
    of_file = keeping.found(reading)
    if before is None:
        return of_file
    written = stored_tables.written(table_id)
    columns = _in_order_of(written.schema, of_file.columns, before)
    whole = tables.table_of(before.kind, columns, written)
    differs = difference(tables.stored(before), whole, tables.room()).to_json()
    return replace(of_file, columns=columns, facts=of_file.facts | {"added": counts, "difference": differs})


def _in_order_of(schema: pa.Schema, columns: list[dict[str, Any]], before: Dataset) -> list[dict[str, Any]]:
    """The whole may have columns that only the version before has."""
    known = {column["name"]: column for column in (*before.version.found.columns, *columns)}
    return [known[name] for name in schema.names]


def _dataset(upload: Upload) -> Dataset | None:
    if upload.dataset_id is None:
        return None
    dataset = datasets.find(upload.team_id, upload.dataset_id)
    if dataset is None:
        raise NotFound("The dataset that this file was brought for is not there any more.")
    return dataset


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
    choices, limits = Choices.from_json(upload.choices), Limits(**work.facts["limits"])

    def told(share: float) -> None:
        work.progress(0.9 * share, f"{100 * share:.0f}\u202f% of the file looked at")

    with open_table(path, limits, choices, place.scratch, _known(upload), told) as table:
        yield table


def _known(upload: Upload) -> Known | None:
    """What the look has left, if there was one."""
    if upload.looked is None or "known" not in upload.looked:
        return None
    return Known.from_json({"reading": upload.looked, **upload.looked["known"]})


def _tell(upload: Upload, dataset_id: int, version: Version) -> None:
    dataset = datasets.find(upload.team_id, dataset_id)
    person = None if upload.person_id is None else people.by_id(upload.person_id)
    facts = {"dataset": dataset.name if dataset else "", "version": str(version.number), "rows": f"{version.rows:,}"}
    events.add(upload.team_id, person, "brought a version", **facts)
