"""Parquet: already typed. Its footer is asked before anything is read, for a small file can hold 100 million rows."""

from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from core.errors import BadInput
from core.reading.choices import Choices
from core.reading.limits import Limits
from core.reading.source import Sample, Source
from core.reading.sources.archives import incomplete

BATCH_ROWS = 65_536
SAMPLE_GROUPS = 8
SAMPLE_ROWS = 2_000  # from all of them


def open_parquet(path: Path, limits: Limits, choices: Choices) -> Source:
    try:
        with pq.ParquetFile(path) as file:
            rows, schema = file.metadata.num_rows, file.schema_arrow
            limits.check_rows(rows)
            limits.check_columns(len(schema))
            fields = [field for field in schema if _native(field.type)]
            if not fields:
                raise BadInput("The file has no simple columns. Save the table as CSV and upload it again.")
            sample = _sample(file, fields)
        read = sum(batch.num_rows for batch in _batches(path, fields))
    except (pa.ArrowException, OSError, ValueError, NotImplementedError) as error:
        raise _refusal(error) from error
    if read != rows:
        raise incomplete()
    return Source(
        format="parquet",
        names=tuple(field.name for field in fields),
        natives=tuple(_native(field.type) for field in fields),
        rows=rows,
        sample=sample,
        scan=partial(_scan, path, fields),
        place=partial("row {:,}".format),
        settled=choices,
        notes=tuple(_left_out(field) for field in schema if not _native(field.type)),
    )


def _scan(path: Path, fields: list[pa.Field], connection: duckdb.DuckDBPyConnection) -> str:
    """A reader serves one query, so each asks for its own."""
    schema = pa.schema([(f"c{index}", _scanned(field.type)) for index, field in enumerate(fields)])
    connection.register("parquet_rows", pa.RecordBatchReader.from_batches(schema, _batches(path, fields)))
    return "parquet_rows"


def _batches(path: Path, fields: list[pa.Field]) -> Iterator[pa.RecordBatch]:
    names = [f"c{index}" for index in range(len(fields))]
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(BATCH_ROWS, columns=[field.name for field in fields]):
            columns = [column.cast(_scanned(column.type), safe=False) for column in batch.columns]
            yield pa.RecordBatch.from_arrays(columns, names)


def _sample(file: pq.ParquetFile, fields: list[pa.Field]) -> Sample:
    """Rows from the beginning of several row groups."""
    groups = range(0, file.num_row_groups, max(file.num_row_groups // SAMPLE_GROUPS, 1))
    rows: list[tuple[str | None, ...]] = []
    for group in groups:
        batches = file.iter_batches(
            SAMPLE_ROWS // len(groups), row_groups=[group], columns=[field.name for field in fields]
        )
        for batch in islice(batches, 1):
            columns = [column.cast(_scanned(column.type), safe=False).to_pylist() for column in batch.columns]
            rows += [
                tuple(None if cell is None else str(cell).strip() for cell in row) for row in zip(*columns, strict=True)
            ]
    return tuple(rows)


def _native(kind: pa.DataType) -> str:
    """What a column of Parquet is to us; nothing when it is no simple column."""
    if isinstance(kind, pa.BaseExtensionType):
        return ""
    if pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind):
        return "number"
    if pa.types.is_date(kind) or pa.types.is_timestamp(kind):
        return "date"
    if pa.types.is_dictionary(kind):
        return "text" if _is_text(kind.value_type) else ""
    return "text" if _is_text(kind) else ""


def _is_text(kind: pa.DataType) -> bool:
    types = pa.types
    return bool(
        types.is_string(kind) or types.is_large_string(kind) or types.is_string_view(kind)
        or types.is_boolean(kind) or types.is_time(kind) or types.is_null(kind)
    )  # fmt: skip


def _scanned(kind: pa.DataType) -> pa.DataType:
    """The type in which the engine gets it. Moments with a zone become UTC."""
    native = _native(kind)
    if native == "date":
        return pa.timestamp("us")
    if native == "number":
        return kind if pa.types.is_integer(kind) else pa.float64()
    return pa.string()


def _left_out(field: pa.Field) -> str:
    held = (
        "lists"
        if pa.types.is_list(field.type) or pa.types.is_large_list(field.type)
        else "records or other nested values"
    )
    if not pa.types.is_nested(field.type):
        held = "values that are no text, number or date"
    return f"Column '{field.name}' holds {held}. Only simple columns can be used; it was left out."


def _refusal(error: Exception) -> BadInput:
    if isinstance(error, BadInput):
        return error
    if "ncrypt" in str(error):
        return BadInput("Encrypted Parquet files are not supported. Save the file without encryption.")
    return incomplete()
