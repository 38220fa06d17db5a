"""The table behind a run: every customer with segment, standing and measures, segment by segment, so that each lies together."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from core.clustering import NOBODY
from webapp.jobs.work import Work
from webapp.store import stored_tables

Array = NDArray[Any]

SEGMENT, STANDING = "segment", "standing"


def digest(labels: Array) -> str:
    """Of the labels in the order of the customer table, which is the same whenever it is made."""
    return sha256(np.ascontiguousarray(labels, np.uint8).tobytes()).hexdigest()


def keep(work: Work, label: str, table: pa.Table, labels: Array, standing: Array) -> tuple[int, dict[str, Any]]:
    """The table, which the job's last write publishes, and what its columns are called.

    Customers without a segment come last, and have none. People call columns of their own segment too.
    """
    segment, words = _free(SEGMENT, table), _free(STANDING, table)
    fields = [pa.field(segment, pa.int16()), pa.field(words, pa.string())]
    who, *measures = table.schema
    schema = pa.schema([who, *fields, *measures])
    with work.writing():
        table_id = stored_tables.begin(work.claim.team_id, label, schema, work.claim.job_id)
    kept = 0
    for rows in stored_tables.append(table_id, _in_order(table, labels, standing, schema), work.writing):
        kept += rows
        work.progress(0.95 + 0.04 * kept / len(table), f"{kept:,} of {len(table):,} customers kept")
    return table_id, {"customer": who.name, "segment": segment, "standing": words}


def _in_order(table: pa.Table, labels: Array, standing: Array, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    order = np.argsort(labels, kind="stable")
    for first in range(0, len(order), stored_tables.CHUNK_ROWS):
        rows = order[first : first + stored_tables.CHUNK_ROWS]
        who, *measures = table.take(rows).columns
        own = pa.array(labels[rows], pa.int16(), mask=labels[rows] == NOBODY)
        words = pa.array(standing[rows], pa.string(), mask=standing[rows] == "")
        yield from pa.table([who, own, words, *measures], schema=schema).to_batches()


def _free(name: str, table: pa.Table) -> str:
    while name in table.column_names:
        name += "_"
    return name
