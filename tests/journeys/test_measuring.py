"""The retail file to measures and the map of RFM; a rule switched off and on; orders joined with customers and taken along."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.conftest import Cast
from tests.journeys.conftest import Opens
from tests.webapp import bought, brought
from webapp.jobs.kinds import KINDS
from webapp.jobs.worker import Worker
from webapp.services import joining

pytestmark = [pytest.mark.journey, pytest.mark.parametrize("server", ["sqlite"], indirect=True)]

SOON = 90_000  # ms: a worker imports its libraries first, and half a million lines are read


@contextmanager
def working(server: Flask) -> Iterator[None]:
    """A worker beside the server, from when everything is brought."""
    stop = threading.Event()
    thread = threading.Thread(target=Worker(server.config["KINDRED_SETTINGS"], KINDS).work, args=(stop,))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def remaining(page: Page) -> list[str]:
    return page.locator(".k-funnel > li > b").all_inner_texts()


@pytest.mark.timeout(400)
def test_the_retail_file_comes_to_measures_and_the_map_of_rfm(cast: Cast, opens: Opens, shared_data: Path) -> None:
    retail = brought.kept(cast.editor, "Retail", (shared_data / "online_retail.csv").read_bytes())
    with working(cast.server):
        _measured(opens(cast.tokens["editor"]).goes(f"/datasets/{retail.id}?tab=measures"))


def _measured(page: Page) -> None:
    expect(page.get_by_text("4,338 customers placed 18,532 orders")).to_be_visible(timeout=SOON)
    assert remaining(page) == ["541,909", "406,829", "397,924", "397,884", "4,338"]

    page.get_by_role("button", name="Leave out exact copies of lines").click()
    expect(page.locator(".k-funnel")).to_contain_text("392,692", timeout=SOON)
    page.get_by_role("button", name="Leave in exact copies of lines").click()
    expect(page.locator(".k-funnel")).not_to_contain_text("392,692", timeout=SOON)

    page.get_by_role("link", name="RFM").click()
    expect(page.get_by_role("heading", name="11 segments")).to_be_visible(timeout=SOON)
    expect(page.locator(".js-plotly-plot .heatmaplayer image").first).to_be_visible()
    expect(page.get_by_role("row", name="Champions")).to_contain_text("€")
    page.get_by_label("Scores", exact=True).select_option("3")
    page.get_by_label("Limits of recency, in days").fill("30")
    page.get_by_role("button", name="Score so").click()
    expect(page.get_by_text("For 3 scores, recency needs 2 limits, and 1 is written.")).to_be_visible()
    for name, limits in (("recency, in days", "30 180"), ("frequency, in orders", "1 4"), ("money", "300 1500")):
        page.get_by_label(f"Limits of {name}").fill(limits)
    page.get_by_role("button", name="Score so").click()
    expect(page.get_by_role("heading", name="6 groups")).to_be_visible(timeout=SOON)
    expect(page.get_by_role("row", name="Recency fewer days")).to_contain_text("to 30")

    page.get_by_role("link", name="Orders", exact=True).click()
    expect(page.get_by_role("heading", name="Return rate per month")).to_be_visible(timeout=SOON)


def test_orders_are_joined_with_customers_taken_along_and_parted(cast: Cast, opens: Opens) -> None:
    orders, people = bought.orders(cast.editor).id, bought.customers(cast.editor).id
    with working(cast.server):
        _joined_and_parted(opens(cast.tokens["editor"]).goes(f"/datasets/{orders}?tab=joined"), orders, people)
    assert joining.of_orders(cast.editor, orders).customers is None


def _joined_and_parted(page: Page, orders: int, people: int) -> None:
    page.get_by_label("Dataset of customers").select_option(label="People")
    page.get_by_role("button", name="Join them").click()
    expect(page.locator(".k-metric", has_text="On both sides").locator("b")).to_have_text("1", timeout=SOON)
    expect(page.get_by_text("Only among the customers: Z")).to_be_visible()
    with page.expect_download() as saved:
        page.locator(".card", has_text="Customers on one side only").get_by_role("link", name="CSV").click()
    assert Path(saved.value.path()).read_text("utf-8-sig").split() == ["customer,found_in", "B,orders", "Z,customers"]

    page.goto(page.url.replace(f"/datasets/{orders}", f"/datasets/{people}"))
    page.get_by_role("button", name="Part them").click()
    expect(page.get_by_role("button", name="Join them")).to_be_visible()
    expect(page.get_by_role("button", name="Part them")).to_have_count(0)
