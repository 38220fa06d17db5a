"""A customers dataset and an orders dataset of a team, joined by the customer's id."""

from dataclasses import dataclass

import pyarrow.compute as pc

from core.errors import BadInput
from webapp.records import Answer, Dataset, Job, Question, Viewer
from webapp.rights import Right
from webapp.services import answers, customer_tables, datasets, door
from webapp.store import events, stored_tables, treatments
from webapp.store.engine import writing

MOST_SHOWN = 20


@dataclass(frozen=True)
class Join:
    """Of an orders dataset; `edit` is how often its treatment has been saved."""

    orders: Dataset
    customers: Dataset | None
    edit: int


def of_orders(viewer: Viewer, dataset_id: object) -> Join:
    orders = _of_kind(viewer, dataset_id, "orders")
    treatment = treatments.of(orders.id)
    beside = None if treatment.joined_id is None else datasets.find(viewer, treatment.joined_id)
    return Join(orders, beside, treatment.edit)


def of_customers(viewer: Viewer, dataset_id: object) -> list[Join]:
    customers = _of_kind(viewer, dataset_id, "customers")
    return [of_orders(viewer, orders_id) for orders_id in treatments.joined_with(customers.id)]


def candidates(viewer: Viewer, dataset: Dataset) -> list[Dataset]:
    """Of the other kind and in use."""
    return [each for each in datasets.mine(viewer) if each.kind != dataset.kind]


def join(viewer: Viewer, orders_id: object, customers_id: object) -> Join:
    """In the place of what the orders were joined with before."""
    viewer.must(Right.WORK)
    orders, customers = _of_kind(viewer, orders_id, "orders"), _of_kind(viewer, customers_id, "customers")
    if not any(column["role"] == "customer" for column in customers.version.found.columns):
        raise BadInput(
            f"No column of {customers.name} says who the customers are. Bring it with one that has the role customer."
        )
    return _change(viewer, orders, customers, "joined datasets")


def part(viewer: Viewer, orders_id: object) -> Join:
    viewer.must(Right.WORK)
    before = of_orders(viewer, orders_id)
    return before if before.customers is None else _change(viewer, before.orders, None, "parted datasets")


def alone(viewer: Viewer, orders_id: object, *, again: bool = False) -> Answer | Job:
    """Who stands on one side only: `only_orders` and `only_customers`, and everybody's id in the table."""
    beside = of_orders(viewer, orders_id)
    if beside.customers is None:
        raise BadInput(f"{beside.orders.name} is not joined with customers. Join it first.")
    of = customer_tables.question(viewer, beside.orders.id)
    asked = Question("customers on one side", of.dataset_id, of.facts, of.joined_id)
    subject = f"Customers of {beside.orders.name} and {beside.customers.name}"
    return (answers.ask_again if again else answers.ask)(viewer, asked, subject)


def first_alone(viewer: Viewer, answer: Answer, side: str) -> list[str]:
    """A few of the ids found on this side only. Rows are for those who may work with them."""
    viewer.must(Right.WORK)
    assert answer.table_id is not None, "who stands alone is in a table"
    table = stored_tables.find(answer.table_id)
    found: list[str] = []
    for batch in stored_tables.read(table):
        ids = batch.filter(pc.equal(batch.column("found_in"), side)).column("customer")
        found += ids.slice(0, MOST_SHOWN - len(found)).to_pylist()
        if len(found) == MOST_SHOWN:
            break
    return found


def _change(viewer: Viewer, orders: Dataset, customers: Dataset | None, what: str) -> Join:
    before = of_orders(viewer, orders.id)
    if (before.customers and before.customers.id) == (customers and customers.id):
        return before
    told = customers or before.customers
    assert told is not None, "one of the two is there"
    with writing():
        treatments.change(orders.id, before.edit, joined_id=customers and customers.id)
        events.add(viewer.team.id, viewer.person, what, orders=orders.name, customers=told.name)
    return of_orders(viewer, orders.id)


def _of_kind(viewer: Viewer, dataset_id: object, kind: str) -> Dataset:
    dataset = datasets.find(viewer, door.id_(dataset_id))
    if dataset.kind != kind:
        raise BadInput(
            f"{dataset.name} is not a dataset of {kind}. A dataset of customers is joined with one of orders."
        )
    return dataset
