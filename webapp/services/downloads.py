"""What may be taken along of a dataset as a file: tables with a row per customer."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyarrow as pa

from webapp.errors import Conflict, NotFound
from webapp.records import Answer, Job, Viewer
from webapp.rights import Right
from webapp.services import customer_tables, datasets, joining, measuring
from webapp.store import events, stored_tables
from webapp.store.engine import writing

NOT_YET = "This table is being worked out. Download it again in a moment."


@dataclass(frozen=True)
class Download:
    name: str  # of the file, without its ending
    title: str
    columns: Sequence[str]
    rows: int
    batches: Iterable[pa.RecordBatch]


def of_dataset(viewer: Viewer, dataset_id: object, what: str, number: object = None) -> Download:
    """Taking rows along is kept in the activity of the team."""
    viewer.must(Right.WORK)
    dataset = datasets.find(viewer, dataset_id)
    table = stored_tables.find(_table_id(viewer, dataset.id, what, number))
    with writing():
        events.add(viewer.team.id, viewer.person, "downloaded customers", dataset=dataset.name, rows=f"{table.rows:,}")
    name = f"{what}-{dataset.id}-{slug(dataset.name)}"
    return Download(name, dataset.name, table.schema.names, table.rows, stored_tables.read(table))


def slug(name: str) -> str:
    """Plain letters and digits: nothing in it can be a path, a device or a header."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:60] or "export"


def _table_id(viewer: Viewer, dataset_id: int, what: str, number: object) -> int:
    if what in ("customers", "joined"):
        found = customer_tables.ask(viewer, dataset_id, number, alone=what == "customers")
        if isinstance(found, Job):
            raise Conflict(NOT_YET)
        return found.table.id
    answer = _answer(viewer, dataset_id, what, number)
    if isinstance(answer, Job) or answer.table_id is None:
        raise Conflict(NOT_YET)
    return answer.table_id


def _answer(viewer: Viewer, dataset_id: int, what: str, number: object) -> Answer | Job:
    if what == "rfm":
        return measuring.rfm(viewer, dataset_id, number)
    if what == "alone":
        return joining.alone(viewer, dataset_id)
    raise NotFound
