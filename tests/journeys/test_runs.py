"""A run in a browser: read, noted on by two people at once, carried out again, named, put away and taken out again."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.conftest import Cast
from tests.journeys.conftest import Opens
from tests.journeys.working import SOON, working
from tests.webapp.ran import people, ran
from webapp.records import About, Run
from webapp.services import notes, segments
from webapp.store.engine import db

pytestmark = [pytest.mark.journey, pytest.mark.parametrize("server", ["sqlite"], indirect=True)]

HOSTILE = (
    "<script>document.title = 'taken'</script> [here](javascript:document.title='taken') ![](https://example.org/x.png)"
)


@pytest.fixture
def run(cast: Cast) -> Run:
    return ran(cast.editor, people(cast.editor))


@pytest.fixture
def worker(run: Run, server: Flask) -> Iterator[None]:
    """Once the run is there: until then the test carries out its jobs itself."""
    with working(server):
        yield


def test_a_run_is_read_and_its_rule_copied(cast: Cast, opens: Opens, run: Run) -> None:
    tab = opens(cast.tokens["editor"])
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = tab.goes("/runs")
    page.get_by_role("link", name="Autumn").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Autumn")
    expect(page.locator("article.k-card")).to_have_count(4)  # three segments, and everyone
    expect(page.locator("figure .js-plotly-plot").first).to_be_visible(timeout=SOON)
    first = segments.find(cast.editor, run.id, 0)
    page.get_by_role("button", name=f"Copy the rule of {first.name} as SQL").click()
    expect(page.locator(".k-toast")).to_contain_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == first.profile["rule"]["sql"]
    page.get_by_role("link", name="Change something").click()
    expect(page).to_have_url(re.compile(rf"/datasets/{run.dataset_id}/studio\?.*k=3"))


@pytest.mark.parametrize("width", [390, 1280])
def test_it_fits_a_phone_and_a_screen(cast: Cast, opens: Opens, run: Run, width: int) -> None:
    page = opens(cast.tokens["editor"], width=width).goes(f"/runs/{run.id}")
    expect(page.get_by_text("Write a note")).to_be_visible()
    expect(page.locator("figure .js-plotly-plot").first).to_be_visible(timeout=SOON)
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_two_people_change_one_note_and_nothing_is_lost(cast: Cast, opens: Opens, run: Run) -> None:
    note = notes.add(cast.editor, About("run", run.id), "Ask the shop")
    mara, jonas = (opens(cast.tokens[who]).goes(f"/runs/{run.id}") for who in ("admin", "editor"))
    _changes(mara, "Ask the shop and the centre")
    expect(mara.locator(".k-note-body")).to_have_text("Ask the shop and the centre")
    _changes(jonas, "Ask the shop today")
    expect(jonas.get_by_text("This note was changed by Mara Lind just now.")).to_be_visible()
    expect(jonas.locator(".k-note-theirs")).to_contain_text("Ask the shop and the centre")
    expect(jonas.get_by_label("Note by Jonas Berg")).to_have_value("Ask the shop today")
    jonas.get_by_label("Note by Jonas Berg").fill("Ask the shop and the centre today")
    jonas.get_by_role("button", name="Save note").click()
    expect(jonas.locator(".k-note-body")).to_have_text("Ask the shop and the centre today")
    db.session.rollback()
    assert [edit.body for edit in notes.trail(cast.editor, note.id)] == ["Ask the shop and the centre", "Ask the shop"]


def test_a_note_is_written_removed_and_put_back_and_never_runs(cast: Cast, opens: Opens, run: Run) -> None:
    tab = opens(cast.tokens["editor"])
    page = tab.goes(f"/runs/{run.id}")
    page.get_by_label("Write a note").fill(f"**Careful**\n\n{HOSTILE}")
    page.get_by_role("button", name="Add note").click()
    body = page.locator(".k-note-body")
    expect(body.locator("strong")).to_have_text("Careful")
    expect(body).to_contain_text("<script>")
    for link in body.get_by_role("link").all():
        assert "javascript" not in (link.get_attribute("href") or "")
    body.get_by_text("here").click()
    assert page.title() != "taken"
    expect(page.get_by_label("Write a note")).to_have_value("")
    page.locator(".k-note-change > summary").click()
    page.get_by_role("button", name="Remove", exact=True).click()
    expect(body).to_have_count(0)
    page.locator(".k-toast", has_text="removed").get_by_role("button", name="Undo").click()
    expect(body).to_have_count(1)
    tab.complaints.clear()  # the picture from elsewhere that the browser was told not to load


@pytest.mark.usefixtures("worker")
def test_a_run_is_carried_out_again_named_and_put_away(cast: Cast, opens: Opens, run: Run) -> None:
    page = opens(cast.tokens["editor"]).goes(f"/runs/{run.id}")
    page.get_by_text("More", exact=True).click()
    page.get_by_label("Name of the run").fill("Winter")
    page.get_by_role("button", name="Rename").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Winter")
    expect(page.get_by_label("Name of the run")).to_be_hidden()
    page.get_by_role("button", name="Run again").click()
    expect(page.get_by_text("Carried out again: The same labels came out.")).to_be_visible(timeout=SOON)
    page.get_by_text("More", exact=True).click()
    page.get_by_role("button", name="Archive run").click()
    expect(page).to_have_url(re.compile("/runs$"))
    page.locator(".k-toast", has_text="archived").get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Winter")


def _changes(page: Page, words: str) -> None:
    page.locator(".k-note-change > summary").click()
    page.get_by_label("Note by Jonas Berg").fill(words)
    page.get_by_role("button", name="Save note").click()
