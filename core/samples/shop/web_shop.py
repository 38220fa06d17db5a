"""A web shop from November 2018 to July 2019: its orders by file, its customers, and what is true of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from core.errors import BadInput
from core.samples.arrays import Whole
from core.samples.shop.faults import with_faults
from core.samples.shop.history import FIRST_HALF_YEAR, LATER_MONTHS, history
from core.samples.shop.kinds import NAMES, drawn, values_of
from core.samples.shop.orders import Shoppers, customer_ids
from core.samples.shop.people import people
from core.samples.writing import write_csv

CUSTOMERS = 25_000
NEVER_ORDERED = 0.012  # of all customers: registered, but without an order
GUESTS = 0.015  # of all customers: ordered, but without a place in the customers file


@dataclass(frozen=True)
class WebShop:
    """Files of a shop, and beside them the truth that no file holds.

    `orders` are the lines from November to April, `later` those of each month after.
    `truth` has a row for each customer who ordered and a column for each file of orders, named by its last month: the
    kind the customer was of, empty before the first order. `faults` lists each fault in `customers` by customer,
    column and name.
    """

    orders: pd.DataFrame
    later: Mapping[str, pd.DataFrame]
    customers: pd.DataFrame
    truth: pd.DataFrame
    faults: pd.DataFrame

    def write(self, folder: Path) -> list[Path]:
        """Every table as a CSV file; truth and faults stay here."""
        tables = {"orders-" + "-to-".join(FIRST_HALF_YEAR): self.orders}
        tables |= {f"orders-{month}": table for month, table in self.later.items()}
        tables["customers"] = self.customers
        return [write_csv(table, folder / f"{name}.csv") for name, table in tables.items()]


def web_shop(seed: int, customers: int = CUSTOMERS) -> WebShop:
    """The same seed gives the same shop, bit for bit; fewer customers give a smaller one of the same make."""
    if customers < 1:
        raise BadInput(f"A shop of {customers} customers has no orders. Ask for at least one customer.")
    chance_of_orders, chance_of_people = np.random.default_rng(seed).spawn(2)
    shoppers, files, kinds = history(chance_of_orders, customers)
    customers_file, faults = _customers_file(chance_of_people, shoppers)
    months = (FIRST_HALF_YEAR[1], *LATER_MONTHS)
    return WebShop(
        orders=files[0],
        later=dict(zip(LATER_MONTHS, files[1:], strict=True)),
        customers=customers_file,
        truth=_truth(months, kinds),
        faults=faults,
    )


def _customers_file(rng: np.random.Generator, shoppers: Shoppers) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Those who ordered, without the guests, and some who only registered."""
    silent = round(NEVER_ORDERED * len(shoppers))
    numbers = np.arange(1, len(shoppers) + silent + 1)
    kinds = np.concatenate([shoppers.kind, drawn(rng, silent, values_of("share"))])
    is_guest = np.zeros(len(numbers), dtype=bool)
    is_guest[rng.permutation(len(shoppers))[: round(GUESTS * len(shoppers))]] = True
    return with_faults(rng, people(rng, numbers[~is_guest], kinds[~is_guest]))


def _truth(months: tuple[str, ...], kinds: list[Whole]) -> pd.DataFrame:
    everyone = len(kinds[-1])
    columns = {
        month: pd.Categorical.from_codes(np.pad(known, (0, everyone - len(known)), constant_values=-1), pd.Index(NAMES))
        for month, known in zip(months, kinds, strict=True)
    }
    index = pd.Index(customer_ids(np.arange(1, everyone + 1)), name="customer_id")
    return pd.DataFrame(columns, index=index)
