"""How long it takes to turn a CSV of order lines into typed batches, against DuckDB turning the same file into Parquet.

    python -m benchmarks.reading [lines] [repeats]

The file is made of a seeded random sequence. Both sides run in turn, each in a process of its own, so that memory is
that of one side and what else the machine does falls on both. What counts is the ratio of the best times; on
a busy machine the ratio of the processor's seconds says more.
"""

import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.csv

from core.reading import Limits, open_table

CHUNK = 500_000
COUNTRIES = np.array(["GB", "DE", "FR", "IE", "ES"])


class Measured(NamedTuple):
    """What a process of its own took."""

    rows: int
    seconds: float
    processor: float
    megabytes: float


def write_orders(path: Path, lines: int) -> None:
    """About 48 bytes a line: invoice, product, quantity, moment, price, customer, country; some customers unknown."""
    chance = np.random.default_rng(1)
    with path.open("wb") as file:
        for start in range(0, lines, CHUNK):
            chunk = _orders(chance, start, min(CHUNK, lines - start))
            options = pyarrow.csv.WriteOptions(include_header=start == 0, quoting_style="none")
            pyarrow.csv.write_csv(chunk, file, options)


def _orders(chance: np.random.Generator, start: int, count: int) -> pa.Table:
    numbers = np.arange(start, start + count)
    moments = np.datetime64("2024-01-01T08:00:00") + (numbers * 3).astype("timedelta64[s]")
    known = chance.random(count) > 0.2
    return pa.table(
        {
            "InvoiceNo": pa.array(536_365 + numbers // 5).cast(pa.string()),
            "StockCode": pa.array(20_000 + chance.integers(0, 4_000, count)).cast(pa.string()),
            "Quantity": chance.integers(1, 25, count),
            "InvoiceDate": pa.array(moments),
            "UnitPrice": np.round(chance.gamma(2, 2, count), 2),
            "CustomerID": pa.array(12_000 + chance.integers(0, 250_000, count), mask=~known),
            "Country": COUNTRIES[chance.integers(0, len(COUNTRIES), count)],
        }
    )


def duckdb_to_parquet(path: Path) -> int:
    """What DuckDB does by itself: it guesses the types from a sample and stops at the first cell that does not fit."""
    with duckdb.connect() as connection:
        connection.execute("SET enable_progress_bar = false")
        target = path.with_suffix(".parquet")
        found = connection.execute(f"COPY (SELECT * FROM '{path}') TO '{target}'").fetchall()
    return int(found[0][0])


def reading_to_batches(path: Path) -> int:
    """Everything an upload gets: encoding, structure, types and roles from the whole file, then the typed rows."""
    with open_table(path, Limits(), scratch=path.parent) as table:
        return sum(batch.num_rows for batch in table.batches())


def measured(work: Callable[[Path], int], path: Path) -> Measured:
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        return pool.apply(_in_child, (work, path))


def _in_child(work: Callable[[Path], int], path: Path) -> Measured:
    began, spent = time.perf_counter(), time.process_time()
    rows = work(path)
    seconds, processor = time.perf_counter() - began, time.process_time() - spent
    return Measured(rows, seconds, processor, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000)


def main(lines: int, repeats: int) -> None:
    sides = {"DuckDB to Parquet": duckdb_to_parquet, "reading to batches": reading_to_batches}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "orders.csv"
        write_orders(path, lines)
        print(f"{lines:,} order lines, {path.stat().st_size / 1e6:,.0f} MB, {repeats} rounds")
        rounds = [{name: told(name, measured(work, path)) for name, work in sides.items()} for _ in range(repeats)]
    assert all(side.rows == lines for each in rounds for side in each.values())
    theirs, ours = ([each[name] for each in rounds] for name in sides)
    seconds = min(side.seconds for side in ours) / min(side.seconds for side in theirs)
    processor = min(side.processor for side in ours) / min(side.processor for side in theirs)
    print(f"reading takes {seconds:.2f} times DuckDB's time, {processor:.2f} times its processor's (best of {repeats})")


def told(name: str, side: Measured) -> Measured:
    print(f"  {name:20} {side.seconds:6.2f} s {side.processor:6.2f} s of processor {side.megabytes:6,.0f} MB")
    return side


if __name__ == "__main__":
    arguments = [int(argument) for argument in sys.argv[1:3]]
    main(*(arguments + [10_000_000, 3][len(arguments) :]))
