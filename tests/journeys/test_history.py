"""The history: starred, filtered, renamed in place, and a view of it opened by its link in another browser."""

import pytest
from playwright.sync_api import expect

from tests.conftest import Cast
from tests.journeys.conftest import Opens
from tests.webapp.ran import people, saved
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

    page.locator(".ag-selection-checkbox input").first.check()
    expect(page.get_by_text("1 ticked")).to_be_visible()
    page.get_by_role("button", name="Archive", exact=True).click()
    expect(page.get_by_text("1 run archived.")).to_be_visible()
    expect(page.get_by_role("link", name="Late autumn")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("link", name="Late autumn")).to_be_visible()
