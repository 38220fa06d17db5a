"""Tables to CSV files as a shop system would export them: UTF-8, ISO dates, money with two decimals."""

from pathlib import Path

import pandas as pd
import pyarrow as pa
from pyarrow import csv

MONEY = pa.decimal128(12, 2)


def write_csv(table: pd.DataFrame, path: Path) -> Path:
    """Text that is missing leaves its cell empty; no text may need quotation marks, which the writer checks."""
    columns = pa.Table.from_pandas(table, preserve_index=False)
    plain = columns.cast(pa.schema([(field.name, _as_written(field.type)) for field in columns.schema]))
    path.parent.mkdir(parents=True, exist_ok=True)
    csv.write_csv(plain, path, csv.WriteOptions(quoting_style="none", quoting_header="none"))
    return path


def _as_written(kind: pa.DataType) -> pa.DataType:
    if pa.types.is_timestamp(kind):
        return pa.date32()
    return MONEY if pa.types.is_floating(kind) else kind
