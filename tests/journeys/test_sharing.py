"""A link is made, opened by somebody without an account, printed, and revoked; and a customer is erased."""

import re

import pytest
from playwright.sync_api import expect

from tests.conftest import Cast
from tests.journeys.conftest import Opens
from tests.webapp.ran import people, ran
from tests.webapp.work_now import work_now
from webapp.services import datasets
from webapp.store.engine import db

pytestmark = [pytest.mark.journey, pytest.mark.parametrize("server", ["sqlite"], indirect=True)]
ENDED = "This link is no longer valid. Ask the person who sent it."


def test_a_link_is_opened_without_an_account_and_then_revoked(cast: Cast, opens: Opens) -> None:
    run = ran(cast.editor, people(cast.editor))
    jonas, somebody = opens(cast.tokens["editor"]), opens(width=390)
    page = jonas.goes(f"/runs/{run.id}")
    page.get_by_role("button", name="Share…").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("Nobody outside sees it at present.")).to_be_visible()
    expect(dialog.get_by_text("Customers may be downloaded")).to_be_hidden()
    dialog.get_by_label("Password", exact=True).fill("three tall storks")
    dialog.get_by_role("button", name="Make a link").click()
    link = dialog.get_by_label("Link", exact=True).input_value()

    other = somebody.page
    other.goto(link)
    expect(other.get_by_role("heading", level=1)).to_have_text("This link has a password")
    other.get_by_label("Password of the link", exact=True).fill("three tall storks")
    other.get_by_role("button", name="Open").click()
    expect(other.get_by_role("heading", level=1)).to_have_text("Autumn")
    expect(other.get_by_role("region", name="Profile of the segments")).to_be_visible()
    assert other.evaluate("document.documentElement.scrollWidth") <= 390
    assert not re.search(r"Jonas Berg|Three stand out", other.content())

    page.reload()
    page.get_by_role("button", name="Share…").click()
    expect(dialog).to_contain_text("opened 1 time")
    dialog.get_by_role("button", name="Revoke").click()
    expect(dialog.get_by_text("Nobody outside sees it at present.")).to_be_visible()
    other.reload()
    expect(other.get_by_text(ENDED)).to_be_visible()
    somebody.forgives("status of 404")


def test_a_brief_of_a_segment_prints(cast: Cast, opens: Opens) -> None:
    run = ran(cast.editor, people(cast.editor))
    page = opens(cast.tokens["viewer"]).goes(f"/briefs/runs/{run.id}/segments/1")
    expect(page.get_by_text("Segment 1 of Autumn")).to_be_visible()
    expect(page.get_by_role("link", name="Back")).to_be_visible()
    assert page.pdf(format="A4", print_background=True).count(b"/Type /Page\n") == 1
    page.emulate_media(media="print")
    expect(page.get_by_role("link", name="Back")).to_be_hidden()


def test_a_customer_is_erased(cast: Cast, opens: Opens) -> None:
    dataset = people(cast.editor)
    page = opens(cast.tokens["admin"]).goes("/team")
    page.get_by_label("Id of the customer").fill("1-07")
    page.get_by_role("button", name="Erase a customer").click()
    page.get_by_role("dialog").get_by_role("button", name="Erase for good").click()
    expect(page.get_by_text("Customer being erased")).to_be_visible()
    work_now()
    page.reload()
    expect(page.get_by_text("By Mara Lind; 1 row of 1 version and 0 runs.")).to_be_visible()
    expect(page.get_by_text("1-07")).to_have_count(0)
    db.session.rollback()
    assert datasets.find(cast.editor, dataset.id).version.rows == 59
