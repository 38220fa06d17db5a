"""The history: starred, filtered, renamed in place, a view of it and a comparison by their links in another browser."""

import pytest
from playwright.sync_api import expect

from tests.conftest import Cast
from tests.journeys.conftest import Opens
from tests.webapp.brought import next_version
from tests.webapp.ran import PEOPLE, RECIPE, people, ran, saved
from tests.webapp.work_now import work_now
from webapp.services import runs
from webapp.store.engine import db

pytestmark = pytest.mark.parametrize("server", ["sqlite"], indirect=True)


def test_a_view_of_the_history_by_its_link_in_a_second_browser(cast: Cast, opens: Opens) -> None:
    dataset = people(cast.editor)
    for number in range(4):
        saved(cast.editor, dataset, name=f"{'Spring' if number % 2 else 'Autumn'} {number}")
    page = opens(cast.tokens["editor"]).goes("/runs")
    expect(page.get_by_role("link", name="Spring 3")).to_be_visible()
    page.get_by_role("button", name="Star Spring 3").click()
    expect(page.get_by_role("button", name="Star Spring 3")).to_have_attribute("aria-pressed", "true")
    page.get_by_label("Search").fill("spring")
    page.get_by_label("Search").press("Enter")
    expect(page.get_by_role("link", name="Autumn 0")).to_have_count(0)
    page.get_by_role("columnheader", name="Run", exact=True).click()
    page.wait_for_url("**/runs?search=spring&sort=name")

    page.get_by_role("button", name="Save view").click()
    page.get_by_label("Name of the view").fill("Springs by name")
    page.get_by_label("For the whole team").check()
    page.get_by_role("dialog").get_by_role("button", name="Save view").click()
    page.wait_for_url("**/runs?view=*")

    second = opens(cast.tokens["viewer"]).goes(page.url.removeprefix(page.url.partition("/runs")[0]))
    expect(second.get_by_role("link", name="Spring 1")).to_be_visible()
    expect(second.get_by_role("link", name="Autumn 0")).to_have_count(0)
    expect(second.get_by_label("Search")).to_have_value("spring")
    expect(second.get_by_role("button", name="Star Spring 3")).to_have_attribute("aria-pressed", "false")
    names = second.locator(".ag-pinned-left-cols-container .ag-row a")
    expect(names).to_have_text(["Spring 3", "Spring 1"])


def test_a_name_is_changed_in_its_cell_and_runs_are_archived_and_brought_back(cast: Cast, opens: Opens) -> None:
    run = saved(cast.editor, people(cast.editor), name="Autumn")
    page = opens(cast.tokens["editor"]).goes("/runs")
    cell = page.locator("[role=gridcell][col-id=name]")
    cell.dblclick(position={"x": 200, "y": 10})
    cell.locator("input").fill("Late autumn")
    cell.locator("input").press("Enter")
    expect(page.get_by_text("The run is called Late autumn now.")).to_be_visible()
    db.session.rollback()
    assert runs.find(cast.viewer, run.id).name == "Late autumn"

    expect(page.get_by_role("link", name="Late autumn")).to_be_visible()
    page.locator(".ag-selection-checkbox input").first.check()
    expect(page.get_by_text("1 ticked")).to_be_visible()
    page.get_by_role("button", name="Archive", exact=True).click()
    expect(page.get_by_text("1 run archived.")).to_be_visible()
    expect(page.get_by_role("link", name="Late autumn")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("link", name="Late autumn")).to_be_visible()


def test_two_versions_are_compared_and_the_link_shows_the_same_elsewhere(cast: Cast, opens: Opens) -> None:
    dataset = people(cast.editor)
    first = ran(cast.editor, dataset, name="Autumn")
    next_version(cast.editor, dataset, PEOPLE.replace(b"0-00;10;20;", b"0-00;15;900;"), "replace")
    second = runs.save(cast.editor, dataset.id, 2, RECIPE, "Winter")
    work_now()
    page = opens(cast.tokens["editor"]).goes("/runs")
    expect(page.get_by_role("link", name="Winter")).to_be_visible()
    for place in range(2):
        page.locator(".ag-selection-checkbox input").nth(place).check()
    expect(page.get_by_text("2 ticked")).to_be_visible()
    page.get_by_role("button", name="Compare").click()
    page.wait_for_url(f"**/compare?runs={second.id},{first.id}")
    expect(page.get_by_role("heading", name="Winter against Autumn", level=1)).to_be_visible()
    expect(page.get_by_text("Waits for its turn")).to_be_visible()
    work_now()
    expect(page.get_by_text("98 % of 60 customers stayed in theirs.")).to_be_visible()
    page.get_by_role("region", name="Members, cell by cell").get_by_role("link", name="1", exact=True).click()
    expect(page.get_by_role("link", name="Download as CSV")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download as CSV").click()
    assert "0-00" in download.value.path().read_text()

    elsewhere = opens(cast.tokens["viewer"]).goes(page.url.removeprefix(page.url.partition("/compare")[0]))
    chosen = elsewhere.get_by_role("region", name="The chosen cell")
    expect(chosen.get_by_text("Behaved differently")).to_be_visible()
    expect(elsewhere.get_by_role("link", name="Download as CSV")).to_have_count(0)  # rows are not for viewers
