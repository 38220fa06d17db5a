"""The dirt of the customers file, counted again in the table by rules that know nothing of how it was put there."""

import re
from pathlib import Path

import pandas as pd
import pytest

from core.samples import web_shop
from core.samples.shop.faults import FAULTS, how_many


def stray_blank(cells: pd.Series) -> pd.Series:
    return cells.notna() & (cells != cells.str.strip())


RECOUNTS = {
    ("gender", "missing"): lambda cells: cells.isna(),
    ("gender", "stray blank"): stray_blank,
    ("gender", "other spelling"): lambda cells: cells.notna() & ~cells.str.strip().isin(["female", "male"]),
    ("age", "missing"): lambda cells: cells.isna(),
    ("age", "impossible"): lambda cells: (~cells.between(18, 89)).fillna(False).astype(bool),
    ("email", "missing"): lambda cells: cells.isna(),
    ("email", "capitals"): lambda cells: cells.str.isupper().fillna(False).astype(bool),
    ("email", "stray blank"): stray_blank,
    ("name", "stray blank"): stray_blank,
    ("phone", "missing"): lambda cells: cells.isna(),
    ("postcode", "missing"): lambda cells: cells.isna(),
    ("country", "missing"): lambda cells: cells.isna(),
    ("country", "stray blank"): stray_blank,
}


@pytest.fixture(scope="module")
def once(shop) -> pd.DataFrame:
    """Each customer's first row."""
    return shop.customers.drop_duplicates("customer_id").set_index("customer_id")


def noted(shop, column: str, fault: str) -> set[str]:
    faults = shop.faults
    return set(faults.loc[(faults["column"] == column) & (faults["fault"] == fault), "customer_id"])


def test_every_fault_of_the_list_is_recounted_here():
    assert set(RECOUNTS) == {(fault.column, fault.name) for fault in FAULTS}


@pytest.mark.parametrize(("column", "fault"), RECOUNTS, ids=" ".join)
def test_the_list_of_faults_names_exactly_the_cells_that_have_them(shop, once, column, fault):
    is_faulty = RECOUNTS[column, fault](once[column])
    assert set(once.index[is_faulty]) == noted(shop, column, fault)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.column} {fault.name}")
def test_there_are_exactly_as_many_of_a_fault_as_its_share_says(shop, once, fault):
    assert len(noted(shop, fault.column, fault.name)) == how_many(fault.share, len(once)) > 0


def test_the_document_tells_every_fault_with_its_share():
    document = (Path(__file__).parents[4] / "docs" / "sample-data.md").read_text("utf-8")
    told = re.findall(r"^\| `(\w+)` \| (\w+(?: \w+)?)[^|]* \| ([\d.]+) % \|$", document, re.MULTILINE)
    told_of_cells = {(column, fault, float(share)) for column, fault, share in told if column != "customer_id"}
    assert told_of_cells == {(fault.column, fault.name, round(100 * fault.share, 4)) for fault in FAULTS}


def test_shares_are_rounded_to_whole_rows():
    # 0.0006 of 28,762 customers is 17.26.
    assert how_many(0.0006, 28_762) == 17


def test_repeated_customers_stand_at_the_end_with_the_same_row_again(shop, once):
    second = shop.customers[shop.customers.duplicated("customer_id")].set_index("customer_id")
    repeated, readdressed = (noted(shop, "customer_id", fault) for fault in ("repeated", "repeated, new e-mail"))
    assert set(second.index) == repeated | readdressed
    assert list(shop.customers["customer_id"].tail(len(second))) == list(second.index)
    assert len(repeated) == how_many(0.0015, len(once))
    assert len(readdressed) == how_many(0.0010, len(once))
    differs = second.compare(once.loc[second.index])
    assert set(differs.columns.get_level_values(0)) == {"email"}
    assert set(differs.index) == readdressed


def test_spellings_of_one_gender_are_never_those_of_the_other(shop, once):
    # A woman of the list keeps a first letter of hers; nobody is told apart by the first letter but the two genders.
    spelt = once.loc[list(noted(shop, "gender", "other spelling")), "gender"]
    assert set(spelt) == {"F", "f", "Female", "Femal", "FEMALE", "M", "m", "Male", "Mal", "MALE"}


def test_a_shop_too_small_for_a_fault_has_none_of_it():
    tiny = web_shop(1, customers=5)
    assert "impossible" not in set(tiny.faults["fault"])
    assert tiny.customers["customer_id"].is_unique
