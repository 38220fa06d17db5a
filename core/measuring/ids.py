"""Ids of customers and orders without the spaces people leave around them.

They are trimmed on their way to the queries, where coded text has few values: inside, it took an eighth of all time.
"""

from collections.abc import Sequence
from dataclasses import replace

import pyarrow as pa

from core.exploring.plain import trimmed
from core.exploring.table import Column, Table


def with_tidy_ids(table: Table, *columns: Column | None) -> Table:
    """The table with these columns trimmed, where they hold text."""
    ids = {column.name for column in columns if column and column.is_text}

    def read(names: Sequence[str]) -> pa.RecordBatchReader:
        source = table.read(names)
        places = [place for place, name in enumerate(names) if name in ids]
        return pa.RecordBatchReader.from_batches(source.schema, (_tidied(batch, places) for batch in source))

    return replace(table, read=read)


def _tidied(batch: pa.RecordBatch, places: Sequence[int]) -> pa.RecordBatch:
    for place in places:
        batch = batch.set_column(place, batch.schema.field(place), trimmed(batch.column(place)))
    return batch
