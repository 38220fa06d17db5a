"""Rows on their way into DuckDB: read anew for every scan, and what goes wrong on the way is told as it was said there.

Columns are called c0, c1, ... inside, so that no name a person typed ever becomes part of a query; `row` is the place in
the table.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

import duckdb
import numpy as np
import pyarrow as pa

from core.errors import Problem


class Stream:
    """What DuckDB may scan as often as it likes: `read` starts anew each time, with batches of columns of these types."""

    def __init__(self, types: Sequence[pa.DataType], read: Callable[[], Iterable[pa.RecordBatch]]) -> None:
        self.problem: Problem | None = None
        self._schema = pa.schema([*((f"c{place}", type_) for place, type_ in enumerate(types)), ("row", pa.int64())])
        self._read = read

    def __arrow_c_stream__(self, requested: object = None) -> object:
        return pa.RecordBatchReader.from_batches(self._schema, self._batches()).__arrow_c_stream__(requested)

    def _batches(self) -> Iterator[pa.RecordBatch]:
        # DuckDB opens a stream only to see its schema, too: nothing is read before the first batch is asked for.
        first = 0
        try:
            for batch in self._read():
                rows = pa.array(np.arange(first, first + batch.num_rows))
                yield pa.RecordBatch.from_arrays([*batch.columns, rows], schema=self._schema)
                first += batch.num_rows
        except Problem as problem:
            self.problem = problem
            raise


@contextmanager
def told(streams: Iterable[Stream]) -> Iterator[None]:
    """DuckDB and Arrow know only that a scan failed: the Problem that was raised inside a stream takes the place of theirs."""
    try:
        yield
    except (duckdb.Error, pa.ArrowException, OSError) as error:
        problem = next((stream.problem for stream in streams if stream.problem), None)
        if problem:
            raise problem from error
        raise
