"""A dirty file: its findings, repairs made, undone and made again, a second version; and income by gender."""

import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.conftest import Cast
from tests.journeys.conftest import Opens, Tab
from tests.webapp import brought
from webapp.jobs.kinds import KINDS
from webapp.jobs.worker import Worker
from webapp.records import Dataset

pytestmark = [pytest.mark.journey, pytest.mark.parametrize("server", ["sqlite"], indirect=True)]

SOON = 60_000  # ms: a worker imports its libraries first
MISSING = "Leave out rows where 'Annual Income (k$)' is missing"
LAST = "Keep the last row for each 'CustomerID'"


@pytest.fixture
def mall(cast: Cast, shared_data: Path) -> Dataset:
    """812 rows, 12 of them copies of other customers; 30 have no income."""
    return brought.kept(cast.editor, "Mall", (shared_data / "mall_customers_dirty.csv").read_bytes())


@pytest.fixture
def worker(mall: Dataset, server: Flask) -> Iterator[None]:
    stop = threading.Event()
    thread = threading.Thread(target=Worker(server.config["KINDRED_SETTINGS"], KINDS).work, args=(stop,))
    thread.start()
    yield
    stop.set()
    thread.join()


@pytest.mark.usefixtures("worker")
def test_a_dirty_file_is_repaired_undone_and_repaired_again(cast: Cast, opens: Opens, mall: Dataset) -> None:
    tab = opens(cast.tokens["editor"])
    page = tab.goes(f"/datasets/{mall.id}?tab=findings")
    expect(page.get_by_text("'Annual Income (k$)' is missing in 30 of 812 rows.")).to_be_visible(timeout=SOON)
    expect(page.get_by_text("'CustomerID' has 12 customers with more than one row.")).to_be_visible()

    repairs = page.locator(".k-repairs > li")
    page.get_by_role("button", name=MISSING).click()
    expect(repairs).to_contain_text(["812 → 782 rows"], timeout=SOON)
    expect(page.get_by_text("is missing in 30 of")).to_have_count(0, timeout=SOON)
    page.get_by_role("button", name=LAST).click()
    expect(repairs).to_contain_text(["812 → 782 rows", "782 → 770 rows"], timeout=SOON)

    page.get_by_role("button", name=f"Undo: {MISSING}").click()
    expect(repairs).to_have_count(1, timeout=SOON)
    page.locator(".k-toast", has_text="undone").get_by_role("button", name="Undo").click()
    expect(repairs).to_contain_text(["812 → 782 rows", "782 → 770 rows"], timeout=SOON)
    page.get_by_role("button", name=f"Later: {MISSING}").press("Enter")
    expect(repairs).to_contain_text(["812 → 800 rows", "800 → 770 rows"], timeout=SOON)

    _the_next_version_is_repaired_too(tab, cast, mall)


def _the_next_version_is_repaired_too(tab: Tab, cast: Cast, mall: Dataset) -> None:
    """Of two customers one has no income any more; a column is gone, and nothing else falls over it."""
    content = b"CustomerID,Gender,Age,Annual Income (k$)\n1,Male,19,15\n2,Female,21,\n"
    brought.next_version(cast.editor, mall, content, "replace")
    page = tab.goes(f"/datasets/{mall.id}?tab=findings")
    expect(page.locator(".k-repairs > li")).to_contain_text(["Every row and cell as before", "2 → 1 row"], timeout=SOON)
    page = tab.goes(f"/datasets/{mall.id}?tab=findings&version=1")
    expect(page.locator(".k-repairs > li")).to_contain_text(["812 → 800 rows", "800 → 770 rows"], timeout=SOON)


@pytest.mark.usefixtures("worker")
def test_income_by_gender_is_seen_and_saved(cast: Cast, opens: Opens, mall: Dataset) -> None:
    tab = opens(cast.tokens["viewer"])
    page = tab.goes(f"/datasets/{mall.id}?tab=explore")
    page.get_by_label("Column", exact=True).select_option("Annual Income (k$)")
    expect(page).to_have_url(re.compile("column=Annual"))
    page.get_by_label("Split by").select_option("Gender")
    figure = page.locator("figure", has_text="Annual Income (k$) by Gender")
    expect(figure).to_be_visible(timeout=SOON)
    expect(figure.locator(".js-line")).to_have_count(2)
    expect(figure.locator(".k-legend li")).to_have_text(["Male408 rows", "Female374 rows"])  # 782 with an income
    assert "by=Gender" in page.url

    figure.get_by_role("button", name="Show as table").click()
    expect(figure.get_by_role("columnheader")).to_have_text(["From", "To", "Male", "Female"])
    expect(figure.locator(".k-plot")).to_be_hidden()
    figure.get_by_role("button", name="Show as table").press("t")
    expect(figure.locator(".k-plot")).to_be_visible()
    assert _saved(page, "Picture (PNG)")[1:4] == b"PNG"
    assert b"Annual Income (k$) by Gender" in _saved(page, "Drawing (SVG)")
    table = _saved(page, "Numbers (CSV)").decode("utf-8-sig").splitlines()
    assert table[0] == '"From","To","Male","Female"'
    counted = [sum(int(line.split(",")[place]) for line in table[1:]) for place in (2, 3)]
    assert counted == [408, 374]


def _saved(page: Page, way: str) -> bytes:
    page.locator(".k-figure-save > summary").click()
    with page.expect_download() as download:
        page.get_by_role("button", name=way).click()
    return Path(download.value.path()).read_bytes()
