"""How long each picture of a large table takes, from the rows to the figures it is drawn from.

    python benchmarks/pictures.py [ROWS]       ROWS 10,000,000 unless said

Six numbers (two of them heavy-tailed, one with gaps) and two categories lie in memory. The goal is 2 s for each picture; time
of the processor is printed beside it, since other work on the machine lengthens only the former.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyarrow as pa

sys.path.insert(0, str(Path(__file__).parents[1]))

from core.exploring import Table, statistics
from core.exploring.pictures import bars, boxes, correlations, distribution, outliers, pairs

NUMBERS = ("age", "income", "spend", "orders", "score", "tenure")


def main() -> None:
    rows = int(float(sys.argv[1])) if len(sys.argv) > 1 else 10_000_000
    table = people(rows)
    print(f"{rows:,} rows, {len(table.columns)} columns")
    for words, picture in PICTURES.items():
        start, worked = time.perf_counter(), time.process_time()
        picture(table)
        print(f"{words:45} {time.perf_counter() - start:6.2f} s, {time.process_time() - worked:6.2f} s of processor")


PICTURES: dict[str, Callable[[Table], object]] = {
    "figures of every column": statistics,
    "distribution of income": lambda table: distribution(table, "income"),
    "distribution of income on a log scale": lambda table: distribution(table, "income", log=True),
    "distribution of income by gender": lambda table: distribution(table, "income", "gender"),
    "distribution of age by country": lambda table: distribution(table, "age", "country"),
    "bars of country": lambda table: bars(table, "country"),
    "box of income": lambda table: boxes(table, "income"),
    "boxes of income by country": lambda table: boxes(table, "income", "country"),
    "outliers of six numbers": lambda table: outliers(table, NUMBERS),
    "pair plot of six numbers by gender": lambda table: pairs(table, NUMBERS, "gender"),
    "correlations of six numbers": lambda table: correlations(table, NUMBERS),
}


def people(rows: int) -> Table:
    chance = np.random.default_rng(11)
    income = chance.lognormal(10, 0.5, rows)
    columns = {
        "gender": pa.array(chance.choice(np.array(["female", "male", "diverse"]), rows, p=[0.5, 0.48, 0.02])),
        "country": pa.array(np.char.add("country ", chance.zipf(1.5, rows).clip(1, 60).astype("U2"))),
        "age": pa.array(chance.integers(18, 95, rows)),
        "income": pa.array(income, mask=chance.random(rows) < 0.01),
        "spend": pa.array(chance.lognormal(4, 1, rows)),
        "orders": pa.array(chance.geometric(0.3, rows)),
        "score": pa.array(chance.uniform(1, 100, rows)),
        "tenure": pa.array(chance.integers(1, 2000, rows)),
    }
    roles = dict.fromkeys(NUMBERS, "number") | {"gender": "category", "country": "country"}
    return Table.of(pa.table(columns), roles)


if __name__ == "__main__":
    main()
