"""Order lines for tests: a table from a few columns, and a small shop in which everything goes wrong."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pyarrow as pa

from core.exploring import Table

ROLES = {
    "customer": "customer",
    "order": "order",
    "moment": "date",
    "product": "product",
    "group": "product group",
    "quantity": "quantity",
    "price": "price",
    "amount": "amount",
    "returned": "returned quantity",
    "discount": "discount",
    "currency": "currency",
}


def orders_table(columns: dict[str, Any]) -> Table:
    """Columns named as in ROLES have that role."""
    return Table.of(pa.table(columns), ROLES, "orders")


def lines(*rows: tuple[Any, ...], names: Sequence[str] = ("customer", "order", "moment", "quantity", "price")) -> Table:
    """A table of a few lines written by hand; days are written as 2024-05-31."""
    cells = [list(column) for column in zip(*rows, strict=True)]
    columns = dict(zip(names, cells, strict=True))
    columns["moment"] = [None if day is None else datetime.fromisoformat(day) for day in columns["moment"]]
    return orders_table(columns)


def messy_shop(seed: int, rows: int = 400) -> pa.Table:
    """Half-dirty ids, cancellations, returns, ties, gaps, copies and moments around midnight in a zone with summer time."""
    chance = np.random.default_rng(seed)
    order = chance.integers(0, rows // 3, rows)
    buyer = order * 7 % (rows // 10)
    dirt = chance.choice(["{}", " {}", "{} "], rows)
    start = datetime(2024, 3, 25, tzinfo=UTC)
    quantity: list[float | None] = chance.choice([1, 1, 2, 3, 12, 0, -1, -2], rows).tolist()
    price: list[float | None] = chance.choice([0.0, 0.99, 2.5, 19.9, 100.0], rows).tolist()
    for place in chance.integers(0, rows, rows // 40):
        quantity[place] = None
    for place in chance.integers(0, rows, rows // 40):
        price[place] = None
    table = pa.table(
        {
            "customer": [
                None if one % 9 == 0 else "" if one % 13 == 0 else form.format(f"K{one:02}")
                for one, form in zip(buyer.tolist(), dirt.tolist(), strict=True)
            ],
            "order": [f"C{one}" if one % 6 == 0 else None if one % 17 == 0 else f"{one}" for one in order.tolist()],
            "moment": pa.array(
                [
                    None if minute % 50 == 0 else start + timedelta(hours=int(one) * 5, minutes=int(minute))
                    for one, minute in zip(order, chance.integers(0, 300, rows), strict=True)
                ],
                pa.timestamp("us", "UTC"),
            ),
            "product": [None if one == 0 else f"P{one}" for one in chance.integers(0, 15, rows).tolist()],
            "group": [None if one == 0 else f"it's {one}" for one in chance.integers(0, 5, rows).tolist()],
            "quantity": quantity,
            "price": price,
            "discount": chance.choice([0.0, 0.1, 0.25], rows).tolist(),
        }
    )
    return pa.concat_tables([table, table.slice(0, rows // 20)])
