"""What is promised of the shop as a whole: its files, its seed, and what no file tells."""

import itertools

import pandas as pd
import pytest

from core.errors import BadInput
from core.samples import web_shop
from core.samples.shop.kinds import NAMES
from core.samples.shop.web_shop import GUESTS, NEVER_ORDERED


def test_the_first_file_holds_25000_customers_from_november_to_april(shop):
    assert shop.orders["customer_id"].nunique() == 25_000
    assert str(shop.orders["order_date"].min().date()) == "2018-11-01"
    assert str(shop.orders["order_date"].max().date()) == "2019-04-30"


@pytest.mark.parametrize("customers", [0, -3])
def test_a_shop_without_customers_is_refused(customers):
    with pytest.raises(BadInput, match=f"A shop of {customers} customers has no orders"):
        web_shop(1, customers=customers)


def test_each_later_file_holds_its_month_and_no_other(shop):
    assert list(shop.later) == ["2019-05", "2019-06", "2019-07"]
    for month, lines in shop.later.items():
        assert set(lines["order_date"].dt.strftime("%Y-%m")) == {month}


def test_no_order_stands_in_two_files(shop):
    numbers = [set(lines["order_id"]) for lines in (shop.orders, *shop.later.values())]
    assert all(one.isdisjoint(other) for one, other in itertools.combinations(numbers, 2))


def test_new_customers_come_every_month_and_order_at_once(shop):
    for before, after in itertools.pairwise(shop.truth.columns):
        new = shop.truth.index[shop.truth[before].isna() & shop.truth[after].notna()]
        assert len(new) == round(0.056 * 25_000)
        assert set(new) <= set(shop.later[after]["customer_id"])


def test_the_truth_knows_exactly_those_who_ordered(shop):
    ordered = set(shop.orders["customer_id"])
    assert set(shop.truth.index[shop.truth["2019-04"].notna()]) == ordered
    for month, lines in shop.later.items():
        ordered |= set(lines["customer_id"])
        assert set(shop.truth.index[shop.truth[month].notna()]) == ordered


def test_guests_are_not_in_the_customers_file_and_some_in_it_never_ordered(shop):
    ordered, registered = set(shop.truth.index), set(shop.customers["customer_id"])
    assert len(ordered - registered) == round(GUESTS * len(ordered))
    assert len(registered - ordered) == round(NEVER_ORDERED * len(ordered))


def test_the_same_seed_writes_the_same_files_byte_for_byte(tmp_path):
    once, again, other = (web_shop(seed, 400).write(tmp_path / name) for name, seed in (("a", 5), ("b", 5), ("c", 6)))
    assert [path.read_bytes() for path in once] == [path.read_bytes() for path in again]
    assert all(one.read_bytes() != another.read_bytes() for one, another in zip(once, other, strict=True))


def test_the_same_seed_gives_the_same_truth():
    once, again = web_shop(5, 400), web_shop(5, 400)
    pd.testing.assert_frame_equal(once.truth, again.truth)
    pd.testing.assert_frame_equal(once.faults, again.faults)


def test_files_read_back_as_the_tables_they_were(shop, tmp_path):
    paths = shop.write(tmp_path / "new" / "folder")
    assert [path.name for path in paths] == [
        "orders-2018-11-to-2019-04.csv", "orders-2019-05.csv", "orders-2019-06.csv", "orders-2019-07.csv",
        "customers.csv",
    ]  # fmt: skip
    orders = pd.read_csv(paths[0], parse_dates=["order_date"])
    pd.testing.assert_frame_equal(orders, shop.orders.astype({"order_date": orders["order_date"].dtype}))
    customers = pd.read_csv(paths[-1], dtype=shop.customers.dtypes.to_dict())
    pd.testing.assert_frame_equal(customers, shop.customers)


def test_money_is_written_with_two_decimals_and_days_without_a_time(tmp_path):
    header, first, *_ = web_shop(5, 50).write(tmp_path)[0].read_text("utf-8").splitlines()
    row = dict(zip(header.split(","), first.split(","), strict=True))
    assert all(len(row[column].split(".")[1]) == 2 for column in ("unit_price", "discount", "amount"))
    assert len(row["order_date"]) == len("2018-11-01")


@pytest.mark.parametrize("name", NAMES)
def test_no_file_tells_the_kind(name, tmp_path):
    assert not any(name in path.read_text("utf-8") for path in web_shop(5, 400).write(tmp_path))
