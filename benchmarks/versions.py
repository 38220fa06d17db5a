"""What versions cost, against a plain copy of both files one below the other.

    python benchmarks/versions.py [LINES] [--folder DIR]       LINES 1,000,000 unless said, as 1e7 or 10000000

A version of LINES order lines lies in a Parquet file, and so does a new file of a tenth of that, half of which is there already.
Each side runs in a process of its own, in turns, three times: `copy` is DuckDB's UNION ALL of both into a third file; `add`
finds what is there already and writes the whole; `same` adds the version to itself; `guess` and `differ` only look.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

sys.path.insert(0, str(Path(__file__).parents[1]))

from core.versioning import Column, Room, Table, added, difference, guess_mode

CHUNK = 250_000
MEMORY = 500_000_000
COLUMNS = (
    Column("Customer", "text", "customer"),
    Column("Order", "text", "order"),
    Column("Moment", "date", "date"),
    Column("Product", "text", "product"),
    Column("Description", "text", "ignore"),
    Column("Quantity", "number", "quantity"),
    Column("Price", "number", "price"),
    Column("Country", "text", "country"),
)
LINES_PER_ORDER = 4


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("lines", nargs="?", default="1e6", type=lambda text: int(float(text)))
    arguments.add_argument("--folder", type=Path, help="where the files go; a temporary folder unless said")
    arguments.add_argument("--side", choices=[*SIDES, "write"], help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.side == "write":
        write(given.folder / "old.parquet", 0, given.lines)
        write(given.folder / "new.parquet", given.lines - given.lines // 20, given.lines // 10)
        return
    if given.side:
        print(json.dumps(timed(given.side, given.folder)))
        return
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        # In a process of its own, because children start with the peak of memory of this one.
        subprocess.run([sys.executable, __file__, str(given.lines), "--side", "write", "--folder", folder], check=True)
        compare(Path(folder), given.lines)


def compare(folder: Path, lines: int) -> None:
    command = [sys.executable, __file__, "--folder", str(folder), "--side"]
    runs: dict[str, list[dict[str, float]]] = {side: [] for side in SIDES}
    for _ in range(3):
        for side in SIDES:
            answer = subprocess.run([*command, side], check=True, stdout=subprocess.PIPE)
            runs[side].append(json.loads(answer.stdout))
    print(f"{lines:,} lines, and {lines // 10:,} new ones of which {lines // 20:,} are there already")
    assert runs["copy"][0]["rows"] - runs["add"][0]["rows"] == lines // 20, "half of the new file is there already"
    assert runs["same"][0]["rows"] == lines, "the same file added again changes nothing"
    for side, figures in runs.items():
        ratios = [ours["seconds"] / copy["seconds"] for ours, copy in zip(figures, runs["copy"], strict=True)]
        print(
            f"{side:7} {min(one['seconds'] for one in figures):6.2f} s   peak {max(one['megabytes'] for one in figures):5.0f} MB   "
            f"times the copy: {', '.join(f'{ratio:.2f}' for ratio in ratios)}"
        )


def timed(side: str, folder: Path) -> dict[str, float]:
    start = time.perf_counter()
    rows = SIDES[side](folder)
    return {
        "seconds": time.perf_counter() - start,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "rows": rows,
    }


def copy(folder: Path) -> int:
    with duckdb.connect(config={"memory_limit": f"{MEMORY}B", "temp_directory": str(folder)}) as connection:
        connection.execute(
            f"COPY (SELECT * FROM '{folder}/old.parquet' UNION ALL SELECT * FROM '{folder}/new.parquet') "
            f"TO '{folder}/copy.parquet' (COMPRESSION zstd, ROW_GROUP_SIZE {CHUNK})"
        )
    return int(pq.ParquetFile(folder / "copy.parquet").metadata.num_rows)


def add(folder: Path, file: str = "new.parquet") -> int:
    with added(table(folder / "old.parquet"), table(folder / file), room(folder)) as whole:
        with pq.ParquetWriter(folder / "whole.parquet", whole.schema, compression="zstd") as writer:
            for batch in whole.batches():
                writer.write_batch(batch, row_group_size=CHUNK)
        return whole.counts.rows


def same(folder: Path) -> int:
    return add(folder, "old.parquet")


def guess(folder: Path) -> int:
    guessed = guess_mode(table(folder / "old.parquet"), table(folder / "new.parquet"), room(folder))
    assert guessed.mode == "add", guessed.reason
    return 0


def differ(folder: Path) -> int:
    found = difference(table(folder / "old.parquet"), table(folder / "new.parquet"), room(folder))
    assert found.customers
    return found.rows_after


def room(folder: Path) -> Room:
    return Room(folder, MEMORY)


def table(path: Path) -> Table:
    def read(names: Sequence[str]) -> pa.RecordBatchReader:
        file = pq.ParquetFile(path)
        schema = pa.schema([file.schema_arrow.field(name) for name in names])
        batches = file.iter_batches(CHUNK, columns=list(names))
        return pa.RecordBatchReader.from_batches(schema, (batch.select(list(names)) for batch in batches))

    return Table("orders", COLUMNS, pq.ParquetFile(path).metadata.num_rows, read)


def write(path: Path, first: int, lines: int) -> None:
    with duckdb.connect() as connection:
        connection.execute(
            f"""
            COPY (
                SELECT 'K' || hash(line // {LINES_PER_ORDER}) % 300_000 AS "Customer",
                       'C' || line // {LINES_PER_ORDER} AS "Order",
                       TIMESTAMP '2020-01-01' + to_seconds(60 * (line // {LINES_PER_ORDER})) AS "Moment",
                       'S' || hash(line) % 4_000 AS "Product",
                       'Description of product ' || hash(line) % 4_000 AS "Description",
                       (1 + hash(line * 3) % 12)::DOUBLE AS "Quantity",
                       (hash(line * 7) % 100_000 / 100)::DOUBLE AS "Price",
                       'Country ' || hash(line // {LINES_PER_ORDER}) % 37 AS "Country"
                FROM range({first}, {first + lines}) AS lines(line) ORDER BY line
            ) TO '{path}' (COMPRESSION zstd, ROW_GROUP_SIZE {CHUNK})
            """
        )


SIDES = {"copy": copy, "add": add, "same": same, "guess": guess, "differ": differ}

if __name__ == "__main__":
    main()
