"""Who ordered in the shop from its first half-year on: who came, who changed, and how often each ordered."""

import numpy as np
import pandas as pd

from core.samples.arrays import Days, Real, Whole
from core.samples.shop.kinds import a_month_later, drawn, values_of
from core.samples.shop.orders import Shoppers, arriving, lines
from core.samples.shop.season import days_between

FIRST_HALF_YEAR = ("2018-11", "2019-04")
LATER_MONTHS = ("2019-05", "2019-06", "2019-07")
FIRST_ORDER = 20_100_001
ARRIVING_A_MONTH = 0.056  # of the customers of the first half-year


def history(rng: np.random.Generator, customers: int) -> tuple[Shoppers, list[pd.DataFrame], list[Whole]]:
    """Everyone who ordered, the lines of each file, and the kinds of those who were there by its end."""
    kind = drawn(rng, customers, values_of("share"))
    shoppers = arriving(rng, 1, kind, rng.random(customers) < values_of("known")[kind])
    orders_each = 1 + rng.poisson(_pace(shoppers))
    files = [lines(rng, shoppers, orders_each, _days(*FIRST_HALF_YEAR), FIRST_ORDER)]
    kinds, next_order = [shoppers.kind], FIRST_ORDER + orders_each.sum()
    for month in LATER_MONTHS:
        shoppers, orders_each = _next_month(rng, shoppers, round(ARRIVING_A_MONTH * customers))
        files.append(lines(rng, shoppers, orders_each, _days(month, month), next_order))
        kinds.append(shoppers.kind)
        next_order += orders_each.sum()
    return shoppers, files, kinds


def _next_month(rng: np.random.Generator, known: Shoppers, arrivals: int) -> tuple[Shoppers, Whole]:
    """Who is there a month later, and how many orders each places in it.

    Whoever changes kind shows it at once: as many orders as the new kind places in its first six months.
    """
    turned = known.turned(a_month_later(rng, known.kind))
    has_changed = turned.kind != known.kind
    of_known = has_changed + rng.poisson(_pace(turned) * np.where(has_changed, 1, 1 / 6))
    kind = drawn(rng, arrivals, values_of("share_of_arrivals"))
    new = arriving(rng, known.number[-1] + 1, kind, np.zeros(arrivals, dtype=bool))
    of_new = 1 + rng.poisson(_pace(new) / 6)
    return turned.and_then(new), np.concatenate([of_known, of_new])


def _pace(shoppers: Shoppers) -> Real:
    """Orders in six months, after the first; who came in the middle of them has half of the time."""
    pace: Real = values_of("further_orders")[shoppers.kind] * shoppers.activity * (1 - shoppers.arrival)
    return pace


def _days(first_month: str, last_month: str) -> Days:
    after = np.datetime64(last_month, "M") + 1
    return days_between(f"{first_month}-01", str(after.astype("datetime64[D]") - 1))
