"""Results that others published on real data sets are met: inertia within 0.1 %, sizes, centres and silhouettes."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from core.clustering import Sweep, judge, sweep
from core.preparing import Points, Preparation, prepare, suggest

MALL = ["Annual Income (k$)", "Spending Score (1-100)"]


def swept(
    table: pd.DataFrame, names: list[str], transform: str, scaling: str, ks: range
) -> tuple[Sweep, Preparation, Points]:
    measures = [{"name": name, "transform": transform, "scaling": scaling} for name in names]
    recipe = suggest(table, {"measures": measures}).recipe
    preparation, points = prepare(table, recipe)
    return sweep(points.values, recipe, ks), preparation, points


def assert_met(found: Sweep, published: list[float]) -> None:
    for (k, inertia), best in zip(found.inertia.items(), published, strict=True):
        assert inertia == pytest.approx(best, rel=1e-3), k
        assert inertia <= best * 1.001


def test_mall_customers_not_scaled(shared_data: Path) -> None:
    table = pd.read_csv(shared_data / "mall_customers.csv")
    found, preparation, points = swept(table, MALL, "none", "none", range(1, 7))
    assert_met(found, [269981.28, 181363.596, 106348.373, 73679.789, 44448.4554, 37233.8145])
    five = found.solutions[5]
    assert five.sizes.tolist() == [81, 39, 35, 23, 22]
    centres = [[55.30, 49.52], [86.54, 82.13], [88.20, 17.11], [26.30, 20.91], [25.73, 79.36]]
    assert preparation.undo(five.centres) == pytest.approx(np.array(centres), abs=0.005)
    judged = judge(points.values, found)
    assert judged.silhouette[5].mean == pytest.approx(0.553932, abs=1e-6)
    assert judge(points.values, sweep(points.values, found.recipe)).verdict.suggested == 5
    # income 86.5 with a score of 82.1 are the high spenders
    rich = table.loc[five.labels == 1, MALL]
    assert (rich.min() > [68, 62]).all()


def test_mall_customers_scaled(shared_data: Path) -> None:
    table = pd.read_csv(shared_data / "mall_customers.csv")
    found, _, _ = swept(table, MALL, "none", "z-score", range(1, 6))
    assert_met(found, [400, 269.017, 157.704, 108.921, 65.5684])


def test_mall_customers_with_age(shared_data: Path) -> None:
    table = pd.read_csv(shared_data / "mall_customers.csv")
    found, _, points = swept(table, ["Age", *MALL], "none", "none", range(6, 7))
    assert_met(found, [58300.443])
    assert judge(points.values, found, ("silhouette",)).silhouette[6].mean == pytest.approx(0.4523, abs=5e-5)


def test_shop_customers(shared_data: Path) -> None:
    table = pd.read_csv(shared_data / "shop_customers_16509.csv")
    found, _, _ = swept(table, list(table.columns), "log1p", "none", range(1, 5))
    assert_met(found, [7333.867954, 2651.395, 1585.590, 1199.058])
    # the published solution stopped when it hardly moved, two customers before nobody moves
    assert found.solutions[4].sizes == pytest.approx(np.array([6171, 4269, 4158, 1911]), abs=2)


def wholesale(shared_data: Path) -> tuple[pd.DataFrame, list[str]]:
    table = pd.read_csv(shared_data / "wholesale_customers.csv")
    return table, [name for name in table.columns if name not in ("Channel", "Region")]


def test_wholesale_customers(shared_data: Path) -> None:
    table, names = wholesale(shared_data)
    found, _, _ = swept(table, names, "none", "z-score", range(2, 6))
    assert_met(found, [1954.042, 1604.016, 1312.502, 1058.755])


def test_wholesale_outliers_after_logarithms(shared_data: Path) -> None:
    table, names = wholesale(shared_data)
    left_out = []
    for chosen in ([name] for name in names):
        measures = [{"name": name, "transform": "log1p", "outliers": "drop"} for name in chosen]
        left_out.append(440 - prepare(table, suggest(table, {"measures": measures}).recipe)[1].size)
    assert left_out == [16, 4, 2, 10, 2, 14]
    measures = [{"name": name, "transform": "log1p", "outliers": "drop"} for name in names]
    assert 440 - prepare(table, suggest(table, {"measures": measures}).recipe)[1].size == 42


def test_card_customers(shared_data: Path) -> None:
    table = pd.read_csv(shared_data / "cc_general.csv")
    found, _, _ = swept(table, [name for name in table.columns if name != "CUST_ID"], "none", "z-score", range(2, 9))
    published = [127784.404, 111973.969, 99061.940, 91491.608, 84826.400, 79501.631, 74598.751]
    for (k, inertia), best in zip(found.inertia.items(), published, strict=True):
        # for eight segments there is a better solution than the published one
        assert best * 0.998 < inertia <= best * 1.001, k


def test_marketing_campaign(shared_data: Path) -> None:
    table = pd.read_csv(shared_data / "marketing_campaign_semicolon.csv", sep=";")
    table["Spend"] = table[[name for name in table.columns if name.startswith("Mnt")]].sum(axis=1)
    table = table[table["Income"] < 600_000]
    assert len(table) == 2215
    found, _, _ = swept(table, ["Income", "Spend"], "none", "z-score", range(4, 5))
    assert_met(found, [671.0526])


def test_online_retail(shared_data: Path) -> None:
    lines = pd.read_csv(shared_data / "online_retail.csv", encoding="latin-1", dtype={"InvoiceNo": str})
    lines = lines[lines["CustomerID"].notna() & ~lines["InvoiceNo"].str.startswith("C")]
    lines = lines[(lines["Quantity"] > 0) & (lines["UnitPrice"] > 0)]
    assert len(lines) == 397_884
    lines["money"] = lines["Quantity"] * lines["UnitPrice"]
    lines["moment"] = pd.to_datetime(lines["InvoiceDate"])
    after = lines["moment"].max() + pd.Timedelta(days=1)
    customers = lines.groupby("CustomerID").agg(
        recency=("moment", lambda moments: (after - moments.max()).days),
        invoices=("InvoiceNo", "nunique"),
        money=("money", "sum"),
    )
    assert len(customers) == 4338
    found, _, points = swept(customers, list(customers.columns), "log1p", "z-score", range(2, 6))
    assert_met(found, [6481.230, 4867.851, 3938.128, 3296.387])
    silhouettes = judge(points.values, found, ("silhouette",)).silhouette
    # solutions that differ by less than 0.1 % of inertia differ by about as much here
    assert [silhouettes[k].mean for k in (2, 3, 4, 5)] == pytest.approx([0.4329, 0.3380, 0.3361, 0.3163], abs=0.002)
