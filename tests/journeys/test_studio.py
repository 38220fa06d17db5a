"""The founding example: visitors of a shopping centre by income and score, then with age and gender, then as a tree."""

import re
import threading
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.conftest import Cast
from tests.journeys.conftest import Opens
from tests.webapp import studio_made
from webapp.jobs.kinds import KINDS
from webapp.jobs.worker import Worker

pytestmark = [pytest.mark.journey, pytest.mark.parametrize("server", ["sqlite"], indirect=True)]

SOON = 90_000  # ms: a worker imports its libraries first, and compiles what it needs the first time


@pytest.fixture
def worker(server: Flask) -> Iterator[None]:
    stop = threading.Event()
    thread = threading.Thread(target=Worker(server.config["KINDRED_SETTINGS"], KINDS, warmed=True).work, args=(stop,))
    thread.start()
    yield
    stop.set()
    thread.join()


def centres(page: Page) -> list[str]:
    return page.locator("#studio-map-figure .textpoint text").all_text_contents()


def test_five_groups_then_age_and_gender_then_the_tree(
    cast: Cast, opens: Opens, request: pytest.FixtureRequest
) -> None:
    brought = studio_made.dataset(cast.editor)
    request.getfixturevalue("worker")
    page = opens(cast.tokens["editor"]).goes(f"/datasets/{brought.id}")
    page.get_by_role("link", name="Find segments").click()

    # Income and score: five groups, each centre numbered.
    tick = page.locator(".k-measure-tick")
    expect(tick.first).to_be_visible(timeout=SOON)
    expect(page.locator("#studio-map-title")).to_have_text("Customers by segment, on two components", timeout=SOON)
    page.get_by_role("checkbox", name=re.compile("^age")).uncheck()
    expect(page.locator("#studio-map-title")).to_have_text("Customers by segment, on income and score", timeout=SOON)
    expect(page.locator("#studio-verdict")).to_contain_text("Five: the criteria agree", timeout=SOON)
    page.locator(".k-slider").fill("5")
    expect(page.locator("#studio-number")).to_have_text("5")
    expect(page.locator("#studio-sizes")).to_contain_text("5 segments; you can work with 12")
    assert sorted(centres(page)) == ["0", "1", "2", "3", "4"]
    expect(page).to_have_url(re.compile(r"\?m=income~score&k=5$"))

    # Whoever gets the link sees the same.
    link = page.url
    colleague = opens(cast.tokens["viewer"]).page
    colleague.goto(link)
    expect(colleague.locator("#studio-number")).to_have_text("5", timeout=SOON)
    expect(colleague.get_by_role("button", name="Save as run")).to_have_count(0)

    # With age and gender.
    for name in ("gender", "age"):
        page.get_by_role("checkbox", name=re.compile(f"^{name}")).check()
        expect(page).to_have_url(re.compile(f"m=[^&]*{name}"))
    expect(page.locator("#studio-profiles")).to_contain_text("gender: female", timeout=SOON)
    expect(page.locator("#studio-profiles")).to_contain_text("age")

    # Hierarchical shows its tree.
    page.get_by_label(re.compile("^Method")).select_option("ward")
    expect(page.locator(".k-studio .k-choice")).to_contain_text("Tree", timeout=SOON)
    page.get_by_role("radio", name="Tree").check()
    expect(page.locator("#studio-map-title")).to_have_text("How the segments would join")
    expect(page).to_have_url(re.compile("by=ward"))
