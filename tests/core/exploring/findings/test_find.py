"""What is noticed in a table, with how often, where, and what would help."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from core.exploring import Finding, Table, find
from core.exploring.repairs import (
    Blank,
    Clip,
    Drop,
    Fill,
    Ignore,
    KeepLast,
    Merge,
    Repairs,
    ToCategory,
    ToNumber,
    replay,
)

CHANCE = np.random.default_rng(2)
ROWS = 400


def table(kind: str = "customers", roles: dict[str, str] | None = None, **columns: Any) -> Table:
    return Table.of(pa.table(columns), roles or dict.fromkeys(columns, "number"), kind)


def the(kind: str, found: tuple[Finding, ...], column: str | None = None) -> Finding:
    (one,) = [one for one in found if one.kind == kind and (column is None or one.column == column)]
    return one


def only(whole: Table, column: str | None) -> Table:
    return replace(whole, columns=tuple(one for one in whole.columns if one.name == column))


def kinds(found: tuple[Finding, ...]) -> set[str]:
    return {one.kind for one in found}


def test_missing_values_are_counted_where_they_stand() -> None:
    found = the("missing", find(table(income=[1.5, None, float("nan"), 2.5, 7.0])))
    assert (found.count, found.examples) == (2, ("row 2", "row 3"))
    assert found.repairs == (Fill("income", "median"), Drop("income", missing=True))


def test_a_column_that_is_mostly_missing_is_best_left_out() -> None:
    assert the("missing", find(table(income=[1.5, None, None]))).repairs[0] == Ignore("income")


@pytest.mark.parametrize(
    ("role", "fills"), [("e-mail", False), ("phone", False), ("postcode", False), ("category", True)]
)
def test_what_each_customer_has_alone_is_never_filled_from_others(role: str, fills: bool) -> None:
    found = the("missing", find(table(roles={"x": role}, x=["a", "a", None, "b"])))
    assert any(isinstance(repair, Fill) for repair in found.repairs) is fills


@pytest.mark.parametrize(("name", "bad"), [("Age", 180.0), ("age", -1.0), ("customer_age", 121.0), ("Alter", 999.0)])
def test_an_age_nobody_has_is_impossible(name: str, bad: float) -> None:
    found = the("impossible", find(table(**{name: [*CHANCE.integers(18, 80, ROWS).astype(float), bad]})))
    assert (found.count, found.examples) == (1, (f"row {ROWS + 1}: {bad:.0f}",))
    assert found.repairs == (Blank(name, below=0, above=120), Drop(name, below=0, above=120))


@pytest.mark.parametrize("name", ["Language", "Average spend", "Wages", "Page views"])
def test_a_word_that_holds_age_is_no_age(name: str) -> None:
    assert "impossible" not in kinds(find(table(**{name: CHANCE.normal(500, 10, ROWS)})))


def test_a_few_negative_values_among_many_others_are_impossible_and_many_are_ordinary() -> None:
    spend = CHANCE.lognormal(3, 1, ROWS)
    few, many = spend.copy(), spend.copy()
    few[:3], many[:100] = -5.0, -5.0
    assert the("impossible", find(table(spend=few))).count == 3
    assert "impossible" not in kinds(find(table(spend=many)))


def test_returns_in_order_lines_are_not_impossible() -> None:
    quantity = CHANCE.integers(1, 9, ROWS)
    quantity[:3] = -1
    assert "impossible" not in kinds(find(table("orders", {"quantity": "quantity"}, quantity=quantity)))


def test_the_marketing_file_has_somebody_born_in_1893_a_far_income_and_two_constants(shared_data) -> None:  # type: ignore[no-untyped-def]
    frame = pd.read_csv(shared_data / "marketing_campaign_semicolon.csv", sep=";")
    roles = dict.fromkeys(frame, "number") | {"ID": "customer", "Education": "category", "Marital_Status": "category"}
    found = find(Table.of(pa.Table.from_pandas(frame), roles | {"Dt_Customer": "ignore"}), date(2014, 12, 31))
    born = the("impossible", found, "Year_Birth")
    assert (born.count, born.examples) == (1, ("row 240: 1893",))
    assert the("missing", found).count == 24
    assert {one.column for one in found if one.kind == "constant"} == {"Z_CostContact", "Z_Revenue"}
    repaired = Clip("Income", high=the("outliers", found, "Income").repairs[0].high).applied(  # type: ignore[attr-defined]
        Table.of(pa.Table.from_pandas(frame), roles)
    )
    assert max(filter(None, repaired.read(["Income"]).read_all().column(0).to_pylist())) < 666_666


def test_the_codes_of_the_wholesale_file_are_no_numbers(shared_data) -> None:  # type: ignore[no-untyped-def]
    frame = pd.read_csv(shared_data / "wholesale_customers.csv")
    found = find(Table.of(pa.Table.from_pandas(frame), dict.fromkeys(frame, "number")))
    codes = [one for one in found if one.kind == "code"]
    assert [(one.column, one.repairs) for one in codes] == [
        ("Channel", (ToCategory("Channel"),)),
        ("Region", (ToCategory("Region"),)),
    ]
    assert {one.column for one in found if one.kind == "skew"} == set(frame.columns[2:])


def test_an_id_posing_as_a_number_is_best_left_out() -> None:
    running = the("code", find(table(position=range(1, ROWS + 1))))
    named = the("code", find(table(member_no=CHANCE.permutation(10**6)[:ROWS])))
    assert [one.repairs[0] for one in (running, named)] == [Ignore("position"), Ignore("member_no")]


def test_different_incomes_are_no_ids() -> None:
    assert "code" not in kinds(find(table(income=CHANCE.permutation(10**6)[:ROWS])))


def test_outliers_are_those_of_the_box_rule() -> None:
    # Quartiles of 1..99 and 1000: 25.75 and 75.25, so the fences are at -48.5 and 149.5.
    found = the("outliers", find(table(x=[*range(1, 100), 1000])))
    assert (found.count, found.examples) == (1, ("row 100: 1000",))
    assert found.repairs[0] == Clip("x", None, 149.5)


def test_text_among_numbers_and_numbers_as_text_are_mixed_types() -> None:
    found = the("mixed", find(table(age=["19", "21", " 35", "n.v.", ""])))
    assert (found.count, found.examples, found.repairs) == (1, ("row 4: n.v.",), (ToNumber("age"),))
    assert the("mixed", find(table(age=["19", "21"]))).count == 2


def test_digits_of_ids_and_postcodes_are_no_numbers_as_text() -> None:
    roles = {"id": "customer", "zip": "postcode"}
    assert kinds(find(table(roles=roles, id=["001", "002"], zip=["01067", "01069"]))) == set()


def test_spellings_are_offered_to_be_merged() -> None:
    found = the(
        "spellings",
        find(table(roles={"sex": "category"}, sex=["Female"] * 30 + ["F", "Femal", "female "] + ["Male"] * 30)),
    )
    assert found.count == 3
    assert found.repairs[0] == Merge("sex", (("F", "Female"), ("Femal", "Female"), ("female ", "Female")))


def test_repeated_customers_are_noticed_in_a_table_of_customers_only() -> None:
    columns = {"id": ["a", "b", "a", None, None], "x": [1.0, 2.0, 3.0, 4.0, 5.0]}
    roles = {"id": "customer", "x": "amount"}
    found = the("repeated ids", find(table(roles=roles, **columns)))
    assert (found.count, found.examples, found.repairs) == (1, ("a (2 rows)",), (KeepLast("id"),))
    assert "repeated ids" not in kinds(find(table("orders", roles, **columns)))


def test_dates_years_from_all_others_and_after_today_are_noticed() -> None:
    days = [datetime(2024, 1, 1) + timedelta(days=place % 200) for place in range(2000)]
    days[5], days[7] = datetime(1970, 1, 1), datetime(2204, 1, 1)
    roles = {"day": "date"}
    found = the("dates", find(table("orders", roles, day=days)))
    assert (found.count, found.examples) == (2, ("row 6: 1970-01-01 00:00:00", "row 8: 2204-01-01 00:00:00"))
    repaired = replay(table("orders", roles, day=days), Repairs(found.repairs[:1]))
    assert repaired.outcomes[0].changed == 2
    assert "dates" not in kinds(find(repaired.table))
    assert (
        the("dates", find(repaired.table, date(2024, 6, 30))).count
        == sum(day > datetime(2024, 6, 30) for day in days) - 1
    )


@pytest.mark.parametrize("ends", [(date.min, date.max), (date(2024, 1, 1), date(2024, 1, 1))])
def test_dates_at_the_ends_of_the_calendar_break_nothing(ends: tuple[date, date]) -> None:
    find(table("orders", {"day": "date"}, day=list(ends)))


def test_every_offered_repair_fits_and_settles_its_finding() -> None:
    dirty = {
        "age": [*CHANCE.integers(18, 80, ROWS).astype(float).tolist(), 180.0, None],
        "sex": [*CHANCE.choice(["Female", "Male"], ROWS).tolist(), "Femal", "male "],
        "spend": [*CHANCE.lognormal(3, 1, ROWS).tolist(), -4.0, None],
        "constant": ["x"] * (ROWS + 2),
    }
    roles = {"age": "number", "sex": "category", "spend": "number", "constant": "category"}
    whole = table(roles=roles, **dirty)
    found = [one for one in find(whole) if one.repairs]
    assert {"missing", "impossible", "spellings", "outliers", "constant"} <= {one.kind for one in found}
    for one in found:
        for repair in one.repairs:
            made = replay(whole, Repairs((repair,)))
            assert made.outcomes[0].why_not is None
            left = [again for again in find(only(made.table, one.column)) if again.kind == one.kind]
            # Outliers of a repaired table are drawn anew: there may be some again, but fewer.
            assert not left or (one.kind == "outliers" and left[0].count < one.count)


def test_an_empty_table_and_a_clean_one_have_no_findings() -> None:
    assert find(table(x=pa.array([], pa.float64()))) == ()
    assert find(table(x=CHANCE.normal(100, 1, 50).clip(98, 102))) == ()
