"""Measures per customer: against a calculation by hand on messy shops, and one claim at a time on a few lines."""

from datetime import date, datetime

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from core.errors import BadInput
from core.exploring import Table
from core.measuring import USUAL_RULES, Measured, Measuring, measured
from tests.core.measuring.by_hand import measures_by_hand
from tests.core.measuring.shops import ROLES, lines, messy_shop, orders_table

RULES = (USUAL_RULES, (*USUAL_RULES, "copies"), ("customer", "not positive"), ("customer", "cancelled"))


def row(table: Table, customer: str, measuring: Measuring | None = None) -> dict[str, object]:
    with measured(table, measuring or Measuring()) as made:
        return next(one for one in made.table().to_pylist() if one["customer"] == customer)


@pytest.mark.parametrize("seed", range(8))
def test_measures_of_a_messy_shop_agree_with_a_calculation_by_hand(seed: int) -> None:
    agrees_with_a_calculation_by_hand(seed)


@pytest.mark.fuzz
@pytest.mark.timeout(1200)
def test_measures_of_hundreds_of_messy_shops_agree_with_a_calculation_by_hand() -> None:
    for seed in range(8, 400):
        agrees_with_a_calculation_by_hand(seed)


def agrees_with_a_calculation_by_hand(seed: int) -> None:
    shop, rules = messy_shop(seed), RULES[seed % len(RULES)]
    window = {"since": date(2024, 4, 2), "until": date(2024, 4, 15)} if seed % 3 == 0 else {}
    expected, left_out = measures_by_hand(shop.to_pandas(), rules, "Europe/Berlin", **window)
    with measured(orders_table(as_columns(shop)), Measuring(rules=rules, zone="Europe/Berlin", **window)) as made:
        found = made.table().to_pandas()
    assert found.customer.tolist() == expected.customer.tolist()
    for name in expected.columns.drop("customer"):
        ours, theirs = found[name].astype(float), expected[name].astype(float)
        np.testing.assert_allclose(ours, theirs, rtol=1e-8, atol=1e-8, err_msg=f"{name}, seed {seed}")
    assert {step.rule: step.left_out for step in made.funnel.steps if step.left_out} == left_out
    assert made.funnel.lines == shop.num_rows
    assert made.funnel.steps[-1].lines == shop.num_rows - sum(left_out.values())


def as_columns(table: pa.Table) -> dict[str, pa.ChunkedArray]:
    return {name: table.column(name) for name in table.column_names}


def test_the_same_lines_in_another_order_give_the_same_bits() -> None:
    shop = messy_shop(3)
    shuffled = shop.take(np.random.default_rng(0).permutation(shop.num_rows))
    with (
        measured(orders_table(as_columns(shop)), Measuring()) as one,
        measured(orders_table(as_columns(shuffled)), Measuring()) as other,
    ):
        assert one.table().equals(other.table())


# Three orders of A: 3 + 2 on 1 March, 5 on 11 March, 1 on 31 March; the last day of all is 31 March.
ORDERS = lines(
    ("A", "1", "2024-03-01", 3, 10.0),
    ("A", "1", "2024-03-01", 2, 5.0),
    ("A", "2", "2024-03-11", 5, 1.0),
    ("A", "3", "2024-03-31", 1, 100.0),
    ("B", "4", "2024-03-21", 1, 7.0),
)


def test_recency_and_tenure_count_back_from_the_day_after_the_last_order() -> None:
    found = row(ORDERS, "B")
    assert (found["recency"], found["tenure"]) == (11, 11)
    assert (row(ORDERS, "A")["recency"], row(ORDERS, "A")["tenure"]) == (1, 31)


def test_money_units_and_orders_are_sums_over_the_lines_that_count() -> None:
    found = row(ORDERS, "A")
    assert (found["orders"], found["units"], found["money"], found["money per order"]) == (3, 11, 145.0, 145.0 / 3)


def test_days_between_orders_are_missing_after_a_single_order() -> None:
    assert row(ORDERS, "A")["days between orders"] == 15.0
    assert row(ORDERS, "B")["days between orders"] is None


def test_a_reference_date_in_the_past_leaves_out_what_came_after_it() -> None:
    found = row(ORDERS, "A", Measuring(reference=date(2024, 3, 20)))
    assert (found["orders"], found["recency"], found["money"]) == (2, 9, 45.0)


def test_the_reference_date_found_in_the_file_is_stored() -> None:
    with measured(ORDERS, Measuring()) as made:
        assert made.measuring.reference == date(2024, 4, 1)


def test_measures_made_again_from_stored_settings_are_the_same() -> None:
    shop = orders_table(as_columns(messy_shop(5)))
    with measured(shop, Measuring(zone="Europe/Berlin")) as made:
        first, settings = made.table(), made.measuring.to_json()
    with measured(shop, Measuring.from_json(settings)) as again:
        assert again.table().equals(first)
        assert again.measuring == Measuring.from_json(settings)


# A bought 4 in order 1 and sent all back in C2, bought 2 in order 3 and sent one back there; B bought one thing and returned nothing.
RETURNS = lines(
    ("A", "1", "2024-03-01", 4, 10.0),
    ("A", "C2", "2024-03-02", -4, 10.0),
    ("A", "3", "2024-03-03", 2, 10.0),
    ("A", "3", "2024-03-03", -1, 10.0),
    ("B", "4", "2024-03-03", 1, 10.0),
    ("D", "C5", "2024-03-03", -1, 10.0),
    ("E", "6", "2024-03-03", 3, 10.0),
    ("E", "C7", "2024-03-04", -3, 10.0),
)


def test_returns_stay_out_of_money_and_feed_the_return_rate() -> None:
    found = row(RETURNS, "A")
    assert found["money"] == 60.0
    # Order 1: 0 of 4, order C2 only returns: 1, order 3: 1 of 2.
    assert found["return rate"] == 0.5
    assert found["returned share"] == pytest.approx(5 / 6)
    assert row(RETURNS, "B")["return rate"] == 0.0


@pytest.mark.parametrize("seed", [0, 5])
def test_customers_that_are_finished_a_few_at_a_time_have_the_same_bits(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = orders_table(as_columns(messy_shop(seed)))
    with measured(shop, Measuring()) as made:
        whole = made.table()
    monkeypatch.setattr("core.measuring.customers.LINES_AT_ONCE", 90)  # of 400 lines
    with measured(shop, Measuring()) as made:
        assert made.table() == whole


def test_days_may_be_whole_periods_back_from_a_moment() -> None:
    names = ("customer", "order", "moment", "quantity", "price")
    table = lines(
        ("A", "1", "2024-03-01 20:00", 1, 1.0), ("B", "2", "2024-03-02 21:00", 1, 1.0), ("B", "3", "2024-03-05 09:00", 1, 1.0),
        names=names,
    )  # fmt: skip
    # Found: 24 hours after the last moment, 6 March 09:00. A: 4 days and 13 hours before, though five dates lie between.
    found = row(table, "A", Measuring(days="24 hours"))
    assert (found["recency"], found["tenure"]) == (4, 4)
    assert row(table, "A")["recency"] == 5
    found = row(table, "B", Measuring(days="24 hours"))
    assert (found["recency"], found["tenure"]) == (1, 3)


def test_lines_after_the_reference_moment_do_not_count() -> None:
    table = lines(("A", "1", "2024-03-01 08:00", 1, 1.0), ("A", "2", "2024-03-01 09:00", 1, 1.0))
    measuring = Measuring(days="24 hours", reference=datetime(2024, 3, 1, 8, 30))
    assert row(table, "A", measuring)["orders"] == 1


def test_who_returned_everything_is_marked() -> None:
    marks = {name: row(RETURNS, name)["returned everything"] for name in "ABE"}
    assert marks == {"A": False, "B": False, "E": True}


def test_who_only_returned_something_is_counted_and_is_no_customer() -> None:
    with measured(RETURNS, Measuring()) as made:
        assert made.table().column("customer").to_pylist() == ["A", "B", "E"]
        assert (made.funnel.only_returns, made.funnel.returned_everything) == (1, 1)


def test_a_column_of_returned_quantities_counts_whatever_its_sign() -> None:
    names = ("customer", "order", "moment", "quantity", "returned", "amount")
    table = lines(("A", "1", "2024-03-01", 2, -2, 0.0), ("A", "2", "2024-03-01", 4, 1, 30.0), names=names)
    found = row(table, "A")
    assert (found["return rate"], found["returned share"], found["money"], found["orders"]) == (0.625, 0.5, 30.0, 2)


def test_returns_left_in_by_choice_are_taken_off_the_money() -> None:
    found = row(RETURNS, "E", Measuring(rules=("customer",)))
    assert (found["money"], found["units"], found["orders"]) == (0.0, 0.0, 2)


def test_orders_whose_numbers_merely_begin_with_the_mark_are_not_cancelled() -> None:
    table = lines(("A", "CA-2016-1", "2024-03-01", 1, 10.0), ("A", "C2", "2024-03-01", 1, 10.0))
    assert row(table, "A")["orders"] == 1


def test_orders_without_a_customer_can_count_as_customers_of_their_own() -> None:
    table = lines(
        (None, "7", "2024-03-01", 1, 10.0), (None, "8", "2024-03-01", 1, 20.0), ("A", "9", "2024-03-01", 1, 1.0)
    )
    with measured(table, Measuring(rules=("cancelled", "not positive"))) as made:
        assert made.table().column("customer").to_pylist() == ["A", "order 7", "order 8"]


def test_without_order_numbers_each_day_is_one_order() -> None:
    names = ("customer", "moment", "amount")
    table = lines(("A", "2024-03-01", 5.0), ("A", "2024-03-01", 6.0), ("A", "2024-03-02", 7.0), names=names)
    found = row(table, "A")
    assert (found["orders"], found["money per order"]) == (2, 9.0)


def test_lines_in_other_currencies_do_not_count() -> None:
    names = ("customer", "order", "moment", "amount", "currency")
    table = lines(
        ("A", "1", "2024-03-01", 5.0, "EUR"),
        ("A", "2", "2024-03-01", 6.0, "USD"),
        ("A", "3", "2024-03-01", 7.0, "EUR"),
        names=names,
    )
    with measured(table, Measuring()) as made:
        assert made.measuring.currency == "EUR"
        assert made.table().column("money").to_pylist() == [12.0]
        assert [(step.rule, step.left_out) for step in made.funnel.steps if step.left_out] == [("currency", 1)]


def test_discounts_in_money_are_compared_with_the_price_before() -> None:
    names = ("customer", "order", "moment", "amount", "discount")
    table = lines(("A", "1", "2024-03-01", 30.0, -10.0), ("A", "2", "2024-03-01", 60.0, 0.0), names=names)
    assert row(table, "A")["discount"] == 0.1


def test_ids_read_as_fractions_lose_their_point_and_zero() -> None:
    columns = {
        "customer": [17850.0, None],
        "order": ["1", "2"],
        "moment": pa.array([0, 0], pa.date32()),
        "amount": [1.0, 2.0],
    }
    with measured(orders_table(columns), Measuring()) as made:
        assert made.table().column("customer").to_pylist() == ["17850"]


def test_numbers_that_are_not_finite_or_absurd_count_as_missing() -> None:
    table = lines(
        ("A", "1", "2024-03-01", 1.0, 5.0),
        ("A", "2", "2024-03-01", float("inf"), 5.0),
        ("A", "3", "2024-03-01", 1.0, 1e300),
        ("A", "4", "2024-03-01", 1e14, 1e14),
    )
    assert row(table, "A")["money"] == 5.0


def test_a_group_may_be_called_anything() -> None:
    names = ("customer", "order", "moment", "amount", "group")
    hostile = "'); drop table customers; --\" é"
    table = lines(("A", "1", "2024-03-01", 5.0, hostile), ("A", "1", "2024-03-01", 5.0, "b"), names=names)
    assert row(table, "A")[f"share of {hostile}"] == 0.5


@pytest.mark.parametrize("groups", [("hot", "hot", "cups"), ("hot", "cold", "cups"), (None, "cold", "cups")])
def test_a_product_is_one_product_whatever_groups_it_stands_in(groups: tuple[str | None, ...]) -> None:
    names = ("customer", "order", "moment", "amount", "quantity", "product", "group")
    products = zip(("tea", "tea", "cup"), groups, strict=True)
    table = lines(*(("A", "1", "2024-03-01", 5.0, 1, *one) for one in products), names=names)
    found = row(table, "A")
    assert found["products"] == 2
    assert found["share of cups"] == pytest.approx(1 / 3)
    assert sum(float(str(found[f"share of {one}"])) for one in {one for one in groups if one}) == pytest.approx(
        sum(one is not None for one in groups) / 3
    )


def test_a_column_may_be_called_anything() -> None:
    strange = {'"); drop table x; --': "customer", "]": "date", "=1+1": "amount"}
    columns = dict(zip(strange, (["A"], pa.array([0], pa.date32()), [1.0]), strict=True))
    with measured(Table.of(pa.table(columns), strange, "orders"), Measuring()) as made:
        assert made.table().column("money").to_pylist() == [1.0]


def test_when_nobody_is_left_the_rule_to_blame_is_named() -> None:
    table = lines(("A", "C1", "2024-03-01", 1, 5.0), ("A", "C2", "2024-03-01", 1, 5.0))
    with pytest.raises(BadInput, match="2 of 2 are lines of cancelled orders"), measured(table, Measuring()):
        pass


@pytest.mark.parametrize(("missing", "sentence"), [("customer", "who bought"), ("moment", "when it was bought")])
def test_a_table_without_a_needed_role_is_refused_with_a_sentence(missing: str, sentence: str) -> None:
    table = Table.of(
        pa.table({"customer": ["A"], "moment": pa.array([0], pa.date32())}), {**ROLES, missing: "ignore"}, "orders"
    )
    with pytest.raises(BadInput, match=sentence), measured(table, Measuring()):
        pass


def test_a_table_of_customers_has_no_lines_to_measure() -> None:
    with pytest.raises(BadInput, match="row per customer"), measured(Table.of(pa.table({"a": [1]}), {}), Measuring()):
        pass


@pytest.fixture(scope="module")
def retail(shared_data) -> Table:
    frame = pd.read_csv(
        shared_data / "online_retail.csv", dtype={"InvoiceNo": str, "StockCode": str}, parse_dates=["InvoiceDate"]
    )
    roles = {
        "InvoiceNo": "order", "StockCode": "product", "Quantity": "quantity", "InvoiceDate": "date",
        "UnitPrice": "price", "CustomerID": "customer", "Country": "country",
    }  # fmt: skip
    return Table.of(pa.Table.from_pandas(frame, preserve_index=False), roles, "orders")


def chain(made: Measured) -> list[int]:
    return [made.funnel.lines, *(step.lines for step in made.funnel.steps), made.funnel.customers]


def test_the_retail_file_goes_down_the_published_funnel(retail: Table) -> None:
    with measured(retail, Measuring()) as made:
        assert chain(made) == [541_909, 406_829, 397_924, 397_884, 4_338]
        assert made.funnel.orders == 18_532
        assert made.funnel.money == pytest.approx(8_911_407.904, abs=1e-6)
        assert sum(made.table().column("money").to_pylist()) == pytest.approx(8_911_407.904, abs=1e-4)


def test_exact_copies_of_the_retail_file_are_left_out_by_choice(retail: Table) -> None:
    with measured(retail, Measuring(rules=(*USUAL_RULES, "copies"))) as made:
        assert chain(made) == [541_909, 406_829, 397_924, 397_884, 392_692, 4_338]


def test_one_country_of_the_retail_file_has_the_published_customers(retail: Table) -> None:
    from core.exploring.repairs import Drop

    countries = set(retail.read(["Country"]).read_all().column(0).to_pylist()) - {"United Kingdom"}
    here = Drop("Country", values=tuple(sorted(countries))).applied(retail)
    with measured(here, Measuring()) as made:
        assert (made.funnel.steps[-1].lines, made.funnel.customers) == (354_321, 3_920)


def test_customer_12346_bought_and_returned_the_same(retail: Table) -> None:
    found = row(retail, "12346")
    assert (found["money"], found["returned everything"]) == (77_183.60, True)
    assert row(retail, "12346", Measuring(rules=("customer",)))["money"] == 0.0


def test_the_measures_of_the_retail_file_give_the_published_segments(retail: Table) -> None:
    from core.clustering import sweep
    from core.preparing import prepare, suggest

    with measured(retail, Measuring(days="24 hours")) as made:
        assert made.measuring.reference == datetime(2011, 12, 10, 12, 50)
        customers = made.table().select(["recency", "orders", "money"])
    chosen = [
        {"name": name, "transform": "log1p", "scaling": "z-score", "outliers": "keep"}
        for name in customers.column_names
    ]
    recipe = suggest(customers, {"measures": chosen}).recipe
    found = sweep(prepare(customers, recipe)[1].values, recipe, range(2, 6))
    for (k, inertia), published in zip(found.inertia.items(), (6481.230, 4867.851, 3938.128, 3296.387), strict=True):
        assert inertia == pytest.approx(published, rel=0.001), k
