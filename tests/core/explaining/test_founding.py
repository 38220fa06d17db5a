"""The founding examples end to end, on data whose groups were planted or published."""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from core.clustering import NOBODY, run
from core.explaining import Customers, Profiles, meanings_of, names, profiles, sentences, strategy, twins
from core.exploring import Table
from core.measuring import Measuring, measured
from core.preparing import prepare, suggest
from core.samples import shopping_centre, web_shop
from tests.core.explaining.tables import Array

SHOP_ROLES = {
    "customer_id": "customer", "order_id": "order", "order_date": "date", "product": "product", "quantity": "quantity",
    "returned_quantity": "returned quantity", "unit_price": "price", "discount": "discount",
}  # fmt: skip
CALLED = {
    "in the middle": "Middle income, middle score",
    "high income, spend": "High income, high score",
    "high income, save": "High income, low score",
    "low income, spend": "Low income, high score",
    "low income, save": "Low income, low score",
}


def test_the_five_groups_of_the_shopping_centre_are_called_what_they_are() -> None:
    sample = shopping_centre(1)
    table = pa.Table.from_pandas(sample.table).drop_columns(["customer_id"])
    found, labels = _divided(table, ["income", "spending_score"], 5)
    for segment, name in enumerate(names(found, ["income", "spending_score"])):
        planted = sample.truth.to_numpy()[labels == segment]
        assert CALLED[pd.Series(planted).mode()[0]] == name
        assert (
            strategy(found, segment).key
            in {
                "Middle income, middle score": "steady middle",
                "High income, high score": "well off and spending",
                "High income, low score": "well off but careful",
                "Low income, high score": "spending beyond income",
                "Low income, low score": "careful with little",
            }[name]
        )
    for twin in twins(Customers.of(table), labels, 5, ["income", "spending_score"]):
        assert twin.precision > 0.9 and twin.recall > 0.8


def test_newcomers_of_the_web_shop_who_send_much_back_are_seen_as_such() -> None:
    shop = web_shop(1, 3_000)
    orders = Table.of(pa.Table.from_pandas(shop.orders, preserve_index=False), SHOP_ROLES, "orders")
    with measured(orders, Measuring()) as made:
        table, meanings = made.table(), meanings_of(made.measures, "€")
    chosen = ["products", "return rate", "money"]
    found, labels = _divided(table.drop_columns(["customer"]), chosen, 4, meanings)
    month = shop.truth.columns[0]
    planted = shop.truth[month].reindex(table["customer"].to_pylist()).to_numpy()
    by_kind = {pd.Series(planted[labels == segment]).mode()[0]: segment for segment in range(3, -1, -1)}
    newcomers, regulars = by_kind["newcomer"], by_kind["regular"]
    assert strategy(found, newcomers).key == "new with high returns"
    assert strategy(found, regulars).key == "loyal without returns"
    assert sentences(found, newcomers, chosen)[0].text.startswith("Sends back more than everyone (median ")
    spend = next(one.text for one in sentences(found, newcomers, chosen) if one.measure == "money")
    assert "less than everyone (median €" in spend
    assert len(set(names(found, chosen))) == 4


def test_high_incomes_with_high_scores_that_a_published_notebook_calls_low_spenders(shared_data: Path) -> None:
    table = pd.read_csv(shared_data / "mall_customers.csv")
    chosen = ["Annual Income (k$)", "Spending Score (1-100)"]
    plain = [{"name": name, "transform": "none", "scaling": "none"} for name in chosen]
    found, _ = _divided(pa.Table.from_pandas(table[chosen]), chosen, 5, measures=plain)
    # Centres 86.54 and 82.13, 39 customers; 55.30 and 49.52 is the middle of 81.
    called = dict(zip(names(found, chosen), found.segments, strict=True))
    assert called["High income, high score"].customers == 39
    assert called["Middle income, middle score"].customers == 81
    assert called["High income, high score"].numbers[chosen[0]].mean > 86


def _divided(table: pa.Table, chosen: list[str], k: int, meanings: Any = (), **given: Any) -> tuple[Profiles, Array]:
    recipe = suggest(table, {"segments": k, **given}, chosen).recipe
    _, points = prepare(table, recipe)
    labels = np.full(table.num_rows, NOBODY, np.uint8)
    labels[points.rows] = run(points.values, recipe).labels
    return profiles(Customers.of(table, meanings), labels, k), labels
