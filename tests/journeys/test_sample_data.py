"""From the link of ./kindred demo to three datasets, with the work seen on its way."""

import re
import threading
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import expect

from tests.journeys.conftest import Opens
from webapp.jobs.kinds import KINDS
from webapp.jobs.worker import Worker
from webapp.services import operator
from webapp.store.engine import db

pytestmark = [pytest.mark.journey, pytest.mark.parametrize("server", ["sqlite"], indirect=True)]

SOON = 60_000  # ms: a worker imports its libraries first


@pytest.fixture
def worker(server: Flask) -> Iterator[threading.Event]:
    """A worker beside the server, as ./kindred run keeps one. Set the event to let it begin."""
    begin, stop = threading.Event(), threading.Event()

    def work() -> None:
        begin.wait()
        Worker(server.config["KINDRED_SETTINGS"], KINDS).work(stop)

    thread = threading.Thread(target=work)
    thread.start()
    yield begin
    stop.set()
    begin.set()
    thread.join()


def test_the_sample_team_sees_its_data_come(server: Flask, opens: Opens, worker: threading.Event) -> None:
    tab = opens()
    page = tab.goes(f"/enter/{operator.open_demo()}")
    db.session.rollback()
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Sample shop")).to_be_visible()

    tray = page.locator(".k-pop-jobs > summary")
    expect(tray).to_contain_text("Sample data")
    expect(tray).to_contain_text("waits")
    tray.click()
    expect(page.get_by_role("button", name="Cancel")).to_be_visible()
    worker.set()
    expect(tray).not_to_contain_text("waits", timeout=SOON)
    page.goto(f"{tab.address}/team")  # leave, and find it again
    expect(page.get_by_role("heading", name="Team", exact=True)).to_be_visible()

    expect(page.locator("#frame-tray")).not_to_contain_text(re.compile("waits|%"), timeout=SOON)
    page.goto(f"{tab.address}/")
    expect(page.get_by_role("link", name=re.compile("Web shop orders"))).to_be_visible()


def test_a_cancelled_job_is_gone_and_can_be_asked_for_again(opens: Opens, server: Flask) -> None:
    page = opens().goes(f"/enter/{operator.open_demo()}")
    db.session.rollback()
    page.get_by_role("button", name="Sign in").click()
    page.locator(".k-pop-jobs > summary").click()
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_text("Sample data is cancelled.")).to_be_visible()
    expect(page.locator(".k-pop-jobs")).to_have_count(0)
    page.get_by_role("button", name="Try it with sample data").click()
    expect(page.locator(".k-pop-jobs > summary")).to_contain_text("Sample data")
