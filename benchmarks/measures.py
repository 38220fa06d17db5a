"""Measures of stored order lines against one query written by hand over a Parquet file.

    python benchmarks/measures.py [LINES] [--folder DIR]       LINES 10,000,000 unless said, as 1e7 or 100000000
    python benchmarks/measures.py 1e8 --alone                  the stored lines alone, once: how much memory that takes

The same lines lie in a Parquet file and, as Parquet chunks of 250,000 rows, in a table of an SQLite database. Each side runs in a
process of its own, in turns, three times; the best time counts, and the peak of memory of the worst. Both make the same measures.
Lines are invented chunk by chunk and never held together. Alone, no Parquet file is written, so that the disk needs room for one
copy and for what DuckDB moves there.
"""

import argparse
import io
import json
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing, nullcontext
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

sys.path.insert(0, str(Path(__file__).parents[1]))

from core.exploring import Column, Table
from core.measuring import Measuring, measured

CHUNK = 250_000
LINES_PER_ORDER, ORDERS_PER_CUSTOMER = 4, 10
ROLES = {
    "Customer": "customer",
    "Order": "order",
    "Moment": "date",
    "Product": "product",
    "Group": "product group",
    "Quantity": "quantity",
    "Price": "price",
}
GROUPS = 12
MEMORY = "1GB"
MOST_MEGABYTES = 1_500


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("lines", nargs="?", default="1e7", type=lambda text: int(float(text)))
    arguments.add_argument("--folder", type=Path, help="where the files go; a temporary folder unless said")
    arguments.add_argument(
        "--alone", action="store_true", help="measure the stored lines only, and their peak of memory"
    )
    arguments.add_argument("--side", choices=SIDES, help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.side:
        print(json.dumps(timed(given.side, given.folder)))
        return
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        write(Path(folder), given.lines, SIDES if not given.alone else ("stored",))
        if given.alone:
            alone(Path(folder), given.lines)
        else:
            compare(Path(folder), given.lines)


def alone(folder: Path, lines: int) -> None:
    figures = run("stored", folder)
    print(
        f"{lines:,} lines, {figures['customers']:,} customers: {figures['seconds']:.0f} s, "
        f"{figures['worked']:.0f} s of processor, peak {figures['megabytes']:.0f} MB (goal: below {MOST_MEGABYTES})"
    )
    sys.exit(figures["megabytes"] >= MOST_MEGABYTES)


def compare(folder: Path, lines: int) -> None:
    runs: dict[str, list[dict[str, float]]] = {side: [] for side in SIDES}
    for _ in range(3):
        for side in SIDES:
            runs[side].append(run(side, folder))
    print(f"{lines:,} lines, {runs['by hand'][0]['customers']:,} customers")
    for side, figures in runs.items():
        assert figures[0]["money"] == runs["by hand"][0]["money"], "the two sides do not agree"
        best, worked = (min(one[name] for one in figures) for name in ("seconds", "worked"))
        print(
            f"{side:10} {best:6.2f} s, {worked:6.2f} s of processor, peak {max(one['megabytes'] for one in figures):6.0f} MB"
        )
    for name, words in (("seconds", "time"), ("worked", "processor")):
        ratios = [ours[name] / hand[name] for ours, hand in zip(runs["stored"], runs["by hand"], strict=True)]
        print(f"ratio of paired runs, {words}: {', '.join(f'{ratio:.2f}' for ratio in ratios)} (goal: at most 1.5)")


def run(side: str, folder: Path) -> dict[str, float]:
    """In a process of its own."""
    command = [sys.executable, __file__, "--folder", str(folder), "--side", side]
    figures: dict[str, float] = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    return figures


def timed(side: str, folder: Path) -> dict[str, float]:
    start, worked = time.perf_counter(), time.process_time()
    customers, money = SIDES[side](folder)
    return {
        "seconds": time.perf_counter() - start,
        "worked": time.process_time() - worked,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "customers": customers,
        "money": round(money, 2),
    }


def stored(folder: Path) -> tuple[int, float]:
    with measured(table_in_database(folder), Measuring(), memory=MEMORY) as made:
        rows = sum(batch.num_rows for batch in made.batches())
        assert rows == made.funnel.customers
        return rows, made.funnel.money or 0.0


def by_hand(folder: Path) -> tuple[int, float]:
    shares = ", ".join(f"count(*) filter (isodow(first) = {day}) / count(*) as weekday_{day}" for day in range(1, 8))
    months = ", ".join(
        f"count(*) filter (month(first) = {month}) / count(*) as month_{month}" for month in range(1, 13)
    )
    parts = ", ".join(f"sum(units) filter (part = 'group {place}') as part_{place}" for place in range(GROUPS))
    with (
        tempfile.TemporaryDirectory() as spill,
        duckdb.connect(config={"memory_limit": MEMORY, "temp_directory": spill}) as connection,
    ):
        made = connection.sql(
            f"""
            with lines as (
                select Customer as who, "Order" as ordered, Moment as moment, Product as product, "Group" as part,
                       Quantity as quantity, Price as price, regexp_full_match("Order", 'C[0-9]+') as cancelled
                from read_parquet('{folder / "lines.parquet"}') where Customer is not null
            ), orders as (
                select who, ordered, min(moment) filter (not cancelled and quantity > 0 and price > 0) as first,
                       max(moment) filter (not cancelled and quantity > 0 and price > 0) as last,
                       sum(quantity) filter (not cancelled and quantity > 0 and price > 0) as units,
                       sum(quantity * price) filter (not cancelled and quantity > 0 and price > 0) as money,
                       sum(abs(quantity)) filter (cancelled or quantity < 0) as back
                from lines group by who, ordered
            ), customers as (
                select who, count(units) as orders, max(last)::date as last_day, min(first)::date as first_day,
                       sum(units) as units, sum(money) as money, sum(money) / count(units) as per_order,
                       avg(case when units > 0 then least(1, coalesce(back, 0) / units) when back > 0 then 1 end) as return_rate,
                       coalesce(sum(back), 0) / sum(units) as returned_share, {shares}, {months}
                from orders group by who having count(units) > 0
            ), baskets as (
                select who, count(distinct product) as products, {parts} from (
                    select who, product, part, sum(quantity) as units from lines
                    where not cancelled and quantity > 0 and price > 0 group by who, product, part
                ) group by who
            )
            select *, max(last_day) over () - last_day as recency from customers join baskets using (who) order by who
            """
        )
        customers, money = 0, 0.0
        for batch in made.to_arrow_reader(100_000):
            customers += batch.num_rows
            money += pc.sum(batch.column("money")).as_py()
        return customers, money


SIDES = {"by hand": by_hand, "stored": stored}


def table_in_database(folder: Path) -> Table:
    """The chunks as the database gives them: one after the other, only the columns asked for, text still coded."""
    with closing(sqlite3.connect(folder / "lines.sqlite")) as database:
        (first,) = database.execute("select content from chunk where place = 0").fetchone()
        (rows,) = database.execute("select sum(rows) from chunk").fetchone()
    schema = pq.read_schema(io.BytesIO(first))
    text = [field.name for field in schema if pa.types.is_string(field.type)]
    coded = pa.dictionary(pa.int32(), pa.string())
    kinds = {field.name: coded if field.name in text else field.type for field in schema}

    def read(names: Sequence[str]) -> pa.RecordBatchReader:
        return pa.RecordBatchReader.from_batches(
            pa.schema([(name, kinds[name]) for name in names]), chunks(list(names))
        )

    def chunks(names: list[str]) -> Iterator[pa.RecordBatch]:
        with closing(sqlite3.connect(folder / "lines.sqlite", check_same_thread=False)) as database:
            for (content,) in database.execute("select content from chunk order by place"):
                chunk = pq.ParquetFile(io.BytesIO(content), read_dictionary=text)
                yield from chunk.iter_batches(CHUNK, columns=names)

    columns = tuple(Column(name, ROLES[name], kinds[name]) for name in schema.names)
    return Table("orders", columns, rows, read)


def write(folder: Path, lines: int, sides: Collection[str]) -> None:
    """Order lines of a shop over two years: heavy-tailed customers and products, one order in seventeen a cancellation."""
    chance = np.random.default_rng(20)
    database = sqlite3.connect(folder / "lines.sqlite")
    database.execute("create table chunk (place integer primary key, rows integer, content blob)")
    schema = chunk_of(chance, 0, 0, lines).schema
    by_hand_too = "by hand" in sides
    with (
        pq.ParquetWriter(folder / "lines.parquet", schema, compression="zstd") if by_hand_too else nullcontext() as file
    ):
        for place, first in enumerate(range(0, lines, CHUNK)):
            chunk = chunk_of(chance, first, min(CHUNK, lines - first), lines)
            if file is not None:
                file.write_table(chunk)
            content = io.BytesIO()
            pq.write_table(chunk, content, compression="zstd")
            with database:
                database.execute("insert into chunk values (?, ?, ?)", (place, chunk.num_rows, content.getvalue()))
    database.close()


def chunk_of(chance: np.random.Generator, first: int, rows: int, lines: int) -> pa.Table:
    order = np.arange(first, first + rows) // LINES_PER_ORDER
    customers = max(lines // LINES_PER_ORDER // ORDERS_PER_CUSTOMER, 1)
    # An order belongs to one customer wherever its lines are: the customer follows from its number.
    customer = (
        np.random.default_rng(7).pareto(1.3, 4096)[order * 2654435761 % 4096] * customers / 30 + order * 40503
    ).astype(np.int64) % customers
    cancelled = order % 17 == 0
    product = (chance.pareto(1.1, rows) * 40).astype(np.int64) % 5000
    moment = np.datetime64("2024-01-01", "us") + (order * (730 * 86_400) // max(lines // LINES_PER_ORDER, 1)).astype(
        "timedelta64[s]"
    )
    who = pc.binary_join_element_wise("K", pc.cast(pa.array(10_000 + customer), pa.string()), "")
    number = pc.cast(pa.array(500_000 + order), pa.string())
    return pa.table(
        {
            "Customer": pc.if_else(pa.array(order % 50 == 1), None, who),
            "Order": pc.if_else(pa.array(cancelled), pc.binary_join_element_wise("C", number, ""), number),
            "Moment": pa.array(moment),
            "Product": pc.binary_join_element_wise("P", pc.cast(pa.array(product), pa.string()), ""),
            "Group": pc.binary_join_element_wise("group ", pc.cast(pa.array(product % GROUPS), pa.string()), ""),
            "Quantity": pa.array(chance.integers(1, 7, rows) * np.where(cancelled, -1, 1)),
            "Price": pa.array(np.round(chance.lognormal(2.5, 0.8, rows), 2)),
        }
    )


if __name__ == "__main__":
    main()
