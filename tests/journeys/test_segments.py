"""The founding example of the web shop: from order lines to four segments with shares, colours and strategies."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from core.samples import web_shop
from tests.conftest import Cast
from tests.journeys.conftest import Opens
from tests.journeys.working import SOON, working
from tests.webapp import brought
from tests.webapp.ran import people, ran
from webapp.records import Dataset, Run
from webapp.services import segments
from webapp.store.engine import db

pytestmark = [pytest.mark.journey, pytest.mark.parametrize("server", ["sqlite"], indirect=True)]

RECIPE = [("m", "products~return rate~money"), ("p", "products~t.log1p"), ("p", "money~t.log1p"), ("k", "4")]


@pytest.fixture
def orders(cast: Cast, tmp_path: Path) -> Dataset:
    web_shop(1, customers=600).write(tmp_path)
    return brought.kept(cast.editor, "Web shop orders", (tmp_path / "orders-2018-11-to-2019-04.csv").read_bytes())


@pytest.fixture
def worker(orders: Dataset, server: Flask) -> Iterator[None]:
    with working(server):
        yield


@pytest.mark.usefixtures("worker")
def test_from_order_lines_to_four_segments_with_strategies(cast: Cast, opens: Opens, orders: Dataset) -> None:
    page = opens(cast.tokens["editor"]).goes(f"/datasets/{orders.id}/studio?{urlencode(RECIPE)}")
    expect(page.locator("#studio-number")).to_have_text("4", timeout=SOON)
    page.get_by_role("button", name="Save as run").click()
    page.get_by_label("Name of the run").fill("Who returns what")
    page.get_by_label("Why this many segments").fill("Four can be spoken to.")
    page.get_by_role("button", name="Save run").click()
    expect(page).to_have_url(re.compile(r"/runs/\d+$"), timeout=SOON)
    _four_shares_add_up(page)
    expect(page.locator("figure", has_text="Every segment on every measure")).to_be_visible()

    page.locator("article.k-card h3 a").nth(1).click()
    expect(page).to_have_url(re.compile(r"/segments/1$"))
    expect(page.get_by_text("Bought more than by everyone")).to_be_visible()
    _is_given_name_colour_and_strategy(page)
    page.get_by_title(re.compile("^0 ")).click()
    expect(page).to_have_url(re.compile(r"/segments/0$"))

    page.get_by_role("navigation", name="Where this page is").get_by_role("link", name="Who returns what").click()
    card = page.locator("article.k-card", has_text="Our best")
    expect(card.locator(".k-mark")).to_have_class(re.compile(r"\bseg-8\b"))
    expect(card).to_contain_text("(accepted)")


def test_customers_are_searched_sorted_and_paged_where_they_lie(cast: Cast, opens: Opens) -> None:
    run = ran(cast.editor, people(cast.editor))
    page = opens(cast.tokens["editor"]).goes(f"/runs/{run.id}/segments/0")
    first = page.locator(".ag-pinned-left-cols-container [role=row][row-index='0']")
    expect(first).to_have_text("0-00", timeout=SOON)
    page.get_by_label("Search", exact=True).fill("0-2")
    page.get_by_label("Search", exact=True).press("Enter")
    expect(page.get_by_text("10 of 30 customers")).to_be_visible()
    expect(first).to_have_text("0-20")
    # Spend is 20 plus the number's rest by 7: of 20 to 29 the least is at 21, the most at 20.
    for at in ("0-21", "0-20"):
        page.get_by_role("columnheader", name="spend").click()
        expect(first).to_have_text(at)
    page.get_by_label("How certain").select_option("border")
    expect(page.get_by_text("0 of 30 customers")).to_be_visible()


def test_two_editors_name_one_segment_and_the_second_is_told(cast: Cast, opens: Opens) -> None:
    run = ran(cast.editor, people(cast.editor))
    mara, jonas = (opens(cast.tokens[who]).goes(f"/runs/{run.id}/segments/1") for who in ("admin", "editor"))
    for page, name in ((mara, "Regulars"), (jonas, "Loyal")):
        page.get_by_text("Name, colour, owner, persona").click()
        page.get_by_label("Name of the segment").fill(name)
        page.get_by_role("button", name="Rename").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Regulars")
    expect(jonas.locator(".k-toast")).to_contain_text("changed by Mara Lind")
    expect(jonas.get_by_label("Name of the segment")).to_have_value("Loyal")
    jonas.get_by_role("button", name="Rename").click()
    expect(jonas.get_by_role("heading", level=1)).to_contain_text("Loyal")
    assert _name(cast, run) == "Loyal"


@pytest.mark.parametrize("width", [390, 1280])
def test_it_fits_a_phone_and_a_screen(cast: Cast, opens: Opens, width: int) -> None:
    run = ran(cast.editor, people(cast.editor))
    page = opens(cast.tokens["editor"], width=width, mode="dark").goes(f"/runs/{run.id}/segments/1")
    expect(page.locator(".k-small-multiples .js-plotly-plot").first).to_be_visible(timeout=SOON)
    expect(page.get_by_label("Write a note")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == width


def _four_shares_add_up(page: Page) -> None:
    rows = page.locator(".k-sizes tbody tr:not(.k-sum)")
    expect(rows).to_have_count(4, timeout=SOON)
    assert sum(int(rows.nth(row).locator("td").first.inner_text().replace(",", "")) for row in range(4)) == 600
    marks = rows.locator(".k-mark").evaluate_all("marks => marks.map(mark => getComputedStyle(mark).backgroundColor)")
    assert len(set(marks)) == 4


def _is_given_name_colour_and_strategy(page: Page) -> None:
    page.get_by_text("Name, colour, owner, persona").click()
    page.get_by_label("Name of the segment").fill("Our best")
    page.get_by_role("button", name="Rename").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Our best")
    page.get_by_text("Name, colour, owner, persona").click()
    page.get_by_role("radio", name="Colour 8").check(force=True)
    expect(page.locator("h1 .k-mark")).to_have_class(re.compile(r"\bseg-8\b"))
    page.get_by_role("button", name="Accept strategy").click()
    expect(page.get_by_text("Accepted by Jonas Berg")).to_be_visible()


def _name(cast: Cast, run: Run) -> str:
    db.session.rollback()
    return segments.find(cast.editor, run.id, 1).name
