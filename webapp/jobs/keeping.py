"""A file that was read becomes rows in the store and facts of a version."""

from collections.abc import Callable, Iterable
from dataclasses import asdict

import pyarrow as pa

from core.reading import Reading
from webapp.jobs.work import Work
from webapp.records import Found
from webapp.store import stored_tables


def keep_rows(
    work: Work, label: str, schema: pa.Schema, batches: Iterable[pa.RecordBatch], told: Callable[[int], None]
) -> int:
    """A table that nobody sees yet; tells how many rows it has so far."""
    with work.writing():
        table_id = stored_tables.begin(work.claim.team_id, label, schema, work.claim.job_id)
    kept = 0
    for chunk_rows in stored_tables.append(table_id, batches, work.writing):
        kept += chunk_rows
        told(kept)
    return table_id


def found(reading: Reading) -> Found:
    columns = [{"name": column.name, "type": column.type, "role": column.role} for column in reading.columns]
    told = asdict(reading)
    return Found(columns, told.pop("choices"), {"reading": told})
