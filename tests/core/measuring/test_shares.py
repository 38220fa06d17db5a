"""Named segments with their customers and money, and the map."""

import pandas as pd
import pytest

from core.exploring import Table
from core.measuring import Limits, Measuring, measured, quantile_limits, rfm_map, scored, segment_names, shares

# Two champions (333), one inactive (111), one at risk (122).
RECENCY, ORDERS, MONEY = [1, 2, 400, 300], [9, 8, 1, 2], [500.0, 300.0, 50.0, 150.0]
FOUND = scored(Limits(recency=(30, 90), frequency=(1, 3), money=(100, 200)), RECENCY, ORDERS, MONEY)


def test_each_customer_has_the_name_of_the_code() -> None:
    assert FOUND.codes.tolist() == [333, 333, 111, 122]
    assert segment_names(FOUND).tolist() == ["Champions", "Champions", "Inactive", "At risk"]


def test_segments_have_their_share_of_customers_and_of_money() -> None:
    found = {one.name: one for one in shares(FOUND, RECENCY, ORDERS, MONEY)}
    champions = found["Champions"]
    assert (champions.customers, champions.customers_share, champions.money_share) == (2, 0.5, 0.8)
    assert (champions.recency, champions.orders, champions.money_per_order) == (1.5, 8.5, pytest.approx(800 / 17))


def test_segments_nobody_is_in_are_shown_without_means() -> None:
    loyal = next(one for one in shares(FOUND, RECENCY, ORDERS, MONEY) if one.name == "Loyal")
    assert (loyal.customers, loyal.money, loyal.recency) == (0, 0.0, None)


def test_the_map_has_every_field_and_every_customer_once() -> None:
    cells = {(one.recency, one.frequency): one for one in rfm_map(FOUND, MONEY)}
    assert len(cells) == 9
    assert sum(one.customers for one in cells.values()) == 4
    assert (cells[3, 3].money, cells[3, 3].segments) == (800.0, (("Champions", 2),))
    assert cells[1, 2].segments == (("At risk", 1),)


def test_the_segments_of_the_retail_file_hold_all_of_it(shared_data) -> None:  # type: ignore[no-untyped-def]
    import pyarrow as pa

    frame = pd.read_csv(shared_data / "online_retail.csv", dtype={"InvoiceNo": str}, parse_dates=["InvoiceDate"])
    roles = {
        "InvoiceNo": "order",
        "Quantity": "quantity",
        "InvoiceDate": "date",
        "UnitPrice": "price",
        "CustomerID": "customer",
    }
    with measured(Table.of(pa.Table.from_pandas(frame, preserve_index=False), roles, "orders"), Measuring()) as made:
        table = made.table().to_pandas()
    values = table.recency, table.orders, table.money
    found = shares(scored(quantile_limits(*values), *values), *values)
    assert sum(one.customers for one in found) == 4_338
    assert sum(one.money for one in found) == pytest.approx(8_911_407.904)
    assert sum(one.money_share for one in found) == pytest.approx(1.0)
