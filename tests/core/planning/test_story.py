"""The whole way once, on the sample shop: from segments to an audience, a holdout, a file, and a result that finds what was planted."""

import csv
import io
from datetime import date
from decimal import Decimal

import numpy as np
import pandas as pd
import pyarrow as pa

from core.exploring import Table
from core.measuring import Measuring
from core.planning import Arms, Choice, Members, Plan, audience, draw
from core.planning.exports import write_generic
from core.planning.results import baseline, outcome_within, result, told
from core.samples.shop import web_shop

ROLES = {
    "order_id": "order",
    "order_date": "date",
    "customer_id": "customer",
    "quantity": "quantity",
    "returned_quantity": "returned quantity",
    "amount": "amount",
    "currency": "currency",
}
WON = 0.2  # of the treated who would not have ordered


def orders(*files: pd.DataFrame) -> Table:
    lines = pd.concat(files, ignore_index=True)[list(ROLES)]
    return Table.of(pa.Table.from_pandas(lines, preserve_index=False), ROLES, "orders")


def won_over(later: pd.DataFrame, arms: Arms) -> pd.DataFrame:
    """The later file with an order of 40 EUR from each treated customer who was won."""
    silent = sorted(set(arms.treated.to_pylist()) - set(later["customer_id"]))
    won = np.array(silent)[np.random.default_rng(8).random(len(silent)) < WON]
    facts = {"order_date": np.datetime64("2019-05-20"), "quantity": 1, "returned_quantity": 0, "amount": 40.0}
    new = pd.DataFrame({"order_id": 90_000_000 + np.arange(len(won)), "customer_id": won, "currency": "EUR", **facts})
    return pd.concat([later, new.astype({"order_date": later["order_date"].dtype})], ignore_index=True)


def test_a_plan_finds_what_was_planted_among_its_treated_customers() -> None:
    shop = web_shop(21, 4_000)
    kinds = shop.truth["2019-04"].dropna()
    members = Members(pa.array(kinds.index.astype(str)), kinds.cat.codes.to_numpy().astype(np.uint8), None, {})
    plan = Plan(
        "May", (0, 1), "approved", "Second order", ("e-mail",), start=date(2019, 5, 1), end=date(2019, 5, 14),
        holdout=0.2, window_days=31, expected_cost=Decimal(500),
    )  # fmt: skip
    assert plan.window is not None
    start, closes = plan.window

    chosen = audience(members, Choice(plan.segments))
    arms = draw(chosen.ids, chosen.segments, "7", plan.holdout)
    pieces: list[bytes] = []
    write_generic(arms, {}, "April", plan.name, pieces.append)
    written = {row[0] for row in list(csv.reader(io.StringIO(b"".join(pieces).decode(), newline="")))[1:]}
    assert written == set(arms.treated.to_pylist())
    assert not written & set(arms.held_out_ids.to_pylist())

    before = outcome_within(orders(shop.orders), Measuring(), start, closes)
    assert result(arms, before, kpi=plan.kpi, closes=closes).state == "collecting"
    april = baseline(chosen.ids, outcome_within(orders(shop.orders), Measuring(), date(2019, 4, 1), start), plan.kpi)
    lift = april.detectable(len(arms.treated), len(arms.held_out_ids)).lift
    assert lift is not None and lift < WON

    unchanged = outcome_within(orders(shop.orders, shop.later["2019-05"]), Measuring(), start, closes)
    assert result(arms, unchanged, kpi=plan.kpi, closes=closes).state == "undecided"
    changed = outcome_within(orders(shop.orders, won_over(shop.later["2019-05"], arms)), Measuring(), start, closes)
    found = result(arms, changed, kpi=plan.kpi, closes=closes, cost=500)
    silent = 1 - result(arms, unchanged, kpi=plan.kpi, closes=closes).differences[0].treated
    assert found.state == "separated"
    assert found.differences[0].low < WON * silent < found.differences[0].high
    assert told(found, lambda value: f"{value:,.0f} EUR").startswith(
        "Separated: the plan raised the share of customers who ordered"
    )
