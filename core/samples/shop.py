"""A web shop from November 2018 to July 2019: its orders by file, its customers, and what is true of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from core.samples.faults import with_faults
from core.samples.kinds import NAMES, a_month_later, drawn, values_of
from core.samples.orders import Shoppers, Whole, arriving, customer_ids, lines
from core.samples.people import people
from core.samples.season import Days, days_between
from core.samples.writing import write_csv

CUSTOMERS = 25_000
FIRST_HALF_YEAR = ("2018-11", "2019-04")
LATER_MONTHS = ("2019-05", "2019-06", "2019-07")
FIRST_ORDER = 20_100_001
ARRIVING_A_MONTH = 0.056  # of the customers of the first half-year
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
        tables |= {f"orders-{month}": lines for month, lines in self.later.items()}
        tables["customers"] = self.customers
        return [write_csv(table, Path(folder) / f"{name}.csv") for name, table in tables.items()]


def web_shop(seed: int, customers: int = CUSTOMERS) -> WebShop:
    """The same seed gives the same shop, bit for bit; fewer customers give a smaller one of the same make."""
    chance_of_orders, chance_of_people = np.random.default_rng(seed).spawn(2)
    shoppers, files, kinds = _history(chance_of_orders, customers)
    customers_file, faults = _customers_file(chance_of_people, shoppers)
    months = (FIRST_HALF_YEAR[1], *LATER_MONTHS)
    return WebShop(
        orders=files[0],
        later=dict(zip(LATER_MONTHS, files[1:], strict=True)),
        customers=customers_file,
        truth=_truth(months, kinds),
        faults=faults,
    )


def _history(rng: np.random.Generator, customers: int) -> tuple[Shoppers, list[pd.DataFrame], list[Whole]]:
    """Everyone who ordered, the lines of each file, and the kinds of those who were there by its end."""
    shoppers = arriving(rng, 1, drawn(rng, customers, values_of("share")))
    files = [lines(rng, shoppers, 1 + rng.poisson(_pace(shoppers)), _days(*FIRST_HALF_YEAR), FIRST_ORDER)]
    kinds = [shoppers.kind]
    for month in LATER_MONTHS:
        shoppers, orders_each = _next_month(rng, shoppers, round(ARRIVING_A_MONTH * customers))
        files.append(lines(rng, shoppers, orders_each, _days(month, month), files[-1]["order_id"].max() + 1))
        kinds.append(shoppers.kind)
    return shoppers, files, kinds


def _next_month(rng: np.random.Generator, known: Shoppers, arrivals: int) -> tuple[Shoppers, Whole]:
    """Who is there a month later, and how many orders each places in it.

    Whoever changes kind shows it at once: as many orders as the new kind places in three months, and at least one.
    """
    turned = known.turned(a_month_later(rng, known.kind))
    has_changed = turned.kind != known.kind
    of_known = has_changed + rng.poisson(_pace(turned) / 6 * np.where(has_changed, 3, 1))
    new = arriving(rng, known.number[-1] + 1, drawn(rng, arrivals, values_of("share_of_arrivals")))
    of_new = 1 + rng.poisson(_pace(new) / 6)
    return turned.and_then(new), np.concatenate([of_known, of_new])


def _pace(shoppers: Shoppers) -> np.ndarray:
    """Orders in six months, after the first."""
    return values_of("further_orders")[shoppers.kind] * shoppers.activity


def _days(first_month: str, last_month: str) -> Days:
    after = np.datetime64(last_month, "M") + 1
    return days_between(f"{first_month}-01", str(after.astype("datetime64[D]") - 1))


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
        month: pd.Categorical.from_codes(np.pad(known, (0, everyone - len(known)), constant_values=-1), NAMES)
        for month, known in zip(months, kinds, strict=True)
    }
    index = pd.Index(customer_ids(np.arange(1, everyone + 1)), name="customer_id")
    return pd.DataFrame(columns, index=index)
