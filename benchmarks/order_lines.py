"""Order lines of a web shop from a seed, as many as wanted, in a stream: columns and values as in the sample data."""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from core.samples import web_shop

BATCH_ROWS = 100_000
SEED = 20_190_430


def batches(rows: int) -> Iterator[pa.RecordBatch]:
    """The sample shop's lines drawn again and again, each time with other orders, customers, days and amounts."""
    shop = pa.Table.from_pandas(web_shop(SEED, customers=5_000).orders, preserve_index=False).replace_schema_metadata()
    rng = np.random.default_rng(SEED)
    for first in range(0, rows, BATCH_ROWS):
        many = min(BATCH_ROWS, rows - first)
        lines = shop.take(pa.array(rng.integers(len(shop), size=many)))
        yield _drawn_anew(lines, rng, first).combine_chunks().to_batches()[0]


def _drawn_anew(lines: pa.Table, rng: np.random.Generator, first: int) -> pa.Table:
    many = len(lines)
    days = np.sort(rng.integers(0, 181 * 86_400, size=many)) + np.datetime64("2018-11-01T00:00:00", "s")
    quantity = lines["quantity"].to_numpy()
    price = np.round(lines["unit_price"].to_numpy() * rng.uniform(0.9, 1.1, size=many), 2)
    new = {
        "order_id": pa.array(first // 2 + np.arange(many) // 2 + 20_100_000),
        "order_date": pa.array(days),
        "customer_id": pa.array([f"C{number:06d}" for number in rng.zipf(1.3, size=many) % 900_000]),
        "unit_price": pa.array(price),
        "amount": pa.array(np.round(price * quantity * (1 - lines["discount"].to_numpy()), 2)),
    }
    for name, values in new.items():
        place = lines.schema.get_field_index(name)
        lines = lines.set_column(place, lines.schema.field(place), values.cast(lines.schema.field(place).type))
    return lines
