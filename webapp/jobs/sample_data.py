"""The sample data as datasets of a team: a shopping centre's visitors, a web shop's orders and its customers."""

from typing import Any

import pandas as pd
import pyarrow as pa

from core.errors import BadInput
from core.samples import shopping_centre, web_shop
from webapp.jobs.work import Work
from webapp.records import Found
from webapp.store import datasets, events, people, stored_tables

SEED = 20_190_430

# As files are read, so that a file brought later is of the same types.
ARROW = {"text": pa.string(), "number": pa.float64(), "date": pa.timestamp("us")}

# What each column is for; what has no line here is a number or a category as it stands.
ROLES = {
    "customer_id": "customer", "order_id": "order", "order_date": "date", "product_id": "product",
    "product": "product", "product_group": "product group", "quantity": "quantity",
    "returned_quantity": "returned quantity", "unit_price": "price", "discount": "discount", "amount": "amount",
    "currency": "currency", "email": "e-mail", "name": "name", "phone": "phone", "country": "country",
    "postcode": "postcode",
}  # fmt: skip


def bring(work: Work) -> None:
    """All three datasets appear together, at the end."""
    work.progress(0.05, "Inventing customers and what they order")
    centre = shopping_centre(SEED, **_size(work, "visitors"))
    shop = web_shop(SEED, **_size(work, "customers"))
    tables = (
        ("Shopping centre", "customers", "shopping-centre.csv", centre.table),
        ("Web shop customers", "customers", "customers.csv", shop.customers),
        ("Web shop orders", "orders", "orders-2018-11-to-2019-04.csv", shop.orders),
    )
    written = []
    for step, (name, kind, file_name, frame) in enumerate(tables):
        work.progress(0.3 + 0.2 * step, f"Keeping {name.lower()}")
        written.append((name, kind, file_name, _columns(frame), _write(work, name, frame)))
    with work.finishing("/datasets"):
        datasets.only_one_at_a_time(work.claim.team_id)
        if datasets.of_team(work.claim.team_id):
            raise BadInput("This team has datasets by now. Sample data is for a team that has none.")
        for name, kind, file_name, columns, table_id in written:
            dataset_id = datasets.add(work.claim.team_id, name, kind)
            datasets.add_version(dataset_id, table_id, file_name, work.claim.person_id, Found(columns))
        person = None if work.claim.person_id is None else people.by_id(work.claim.person_id)
        events.add(work.claim.team_id, person, "brought sample data")


def _write(work: Work, name: str, frame: pd.DataFrame) -> int:
    schema = pa.schema([(name, ARROW[_type(frame, name)]) for name in frame.columns])
    table = pa.Table.from_pandas(frame, preserve_index=False).cast(schema)
    with work.writing():
        table_id = stored_tables.begin(work.claim.team_id, name, table.schema, work.claim.job_id)
    for _ in stored_tables.append(table_id, table.to_batches(), work.writing):
        pass
    return table_id


def _columns(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{"name": name, "type": _type(frame, name), "role": _role(frame, name)} for name in frame.columns]


def _type(frame: pd.DataFrame, name: str) -> str:
    """As reading the file would find it: what names a thing is text, whatever it looks like."""
    if ROLES.get(name) in ("customer", "order", "product"):
        return "text"
    if pd.api.types.is_datetime64_any_dtype(frame[name]):
        return "date"
    return "number" if pd.api.types.is_numeric_dtype(frame[name]) else "text"


def _role(frame: pd.DataFrame, name: str) -> str:
    return ROLES.get(name) or ("number" if _type(frame, name) == "number" else "category")


def _size(work: Work, what: str) -> dict[str, int]:
    """Tests ask for less than the whole."""
    return {"customers": int(work.facts[what])} if what in work.facts else {}
