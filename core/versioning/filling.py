"""Lines that are already there take what a new file knows of them in columns that the version did not have.

Without this, the same file added once more would find lines that lack what it says, and would count them again.
"""

from collections.abc import Iterator, Sequence

import duckdb
import pyarrow as pa

ROWS_AT_ONCE = 100_000


def filled(
    batches: Iterator[pa.RecordBatch], names: Sequence[str], rows: int, connection: duckdb.DuckDBPyConnection
) -> Iterator[pa.RecordBatch]:
    """The rows of a version, with the named columns filled from the stream `gained` of the lines in `pairs`."""
    gained = _in_order_of_the_version(names, rows, connection)
    waiting = gained.schema.empty_table()
    for batch in batches:
        while waiting.num_rows < batch.num_rows:
            waiting = pa.concat_tables([waiting, pa.Table.from_batches([gained.read_next_batch()])])
        cells = waiting.slice(0, batch.num_rows).combine_chunks()
        waiting = waiting.slice(batch.num_rows)
        yield _with_cells(batch, names, cells)


def _in_order_of_the_version(
    names: Sequence[str], rows: int, connection: duckdb.DuckDBPyConnection
) -> pa.RecordBatchReader:
    cells = ", ".join(f"c{place}" for place in range(len(names)))
    return connection.sql(
        f"SELECT {cells} FROM range({rows}) AS version(place) LEFT JOIN pairs ON pairs.old_row = version.place "
        "LEFT JOIN gained ON gained.row = pairs.new_row ORDER BY version.place"
    ).to_arrow_reader(ROWS_AT_ONCE)


def _with_cells(batch: pa.RecordBatch, names: Sequence[str], cells: pa.Table) -> pa.RecordBatch:
    for place, name in enumerate(names):
        position = batch.schema.get_field_index(name)
        field = batch.schema.field(position)
        batch = batch.set_column(position, field, cells.column(place).combine_chunks().cast(field.type))
    return batch
