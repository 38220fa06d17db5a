"""Everything is reached, pressed and left with the keyboard alone."""

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import PASSWORD, Cast
from tests.journeys.conftest import Opens
from webapp.services import invitations
from webapp.store.engine import db

pytestmark = [pytest.mark.journey, pytest.mark.parametrize("server", ["sqlite"], indirect=True)]


def tab_to(page: Page, what: str, most: int = 40) -> None:
    """Press Tab until the focus is on the element."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("what => document.activeElement.matches(what)", what):
            return
    raise AssertionError(f"Tab never came to {what}")


def test_signing_in_and_inviting_without_a_mouse(cast: Cast, opens: Opens) -> None:
    page = opens().goes("/team")
    page.keyboard.type("admin@example.org")  # the first field has the focus
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("table")).to_be_visible()

    tab_to(page, "#team-invite-email")
    page.keyboard.type("nina@example.org")
    tab_to(page, "#team-invite input[type=radio]")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("radio", name="Viewer")).to_be_checked()
    tab_to(page, "#team-invite button[type=submit]")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Link of the invitation")).to_be_visible()
    db.session.rollback()  # so that the test, too, sees what the page wrote
    (invitation,) = invitations.open_in(cast.admin)
    assert (invitation.email, invitation.role) == ("nina@example.org", "viewer")


def test_the_first_thing_to_reach_is_the_way_past_the_menu(cast: Cast, opens: Opens) -> None:
    page = opens(cast.tokens["viewer"]).goes("/")
    expect(page.get_by_text("Start something")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the page")).to_be_focused()
    page.keyboard.press("Enter")
    tab_to(page, "main a", most=1)


def test_the_drawer_takes_the_focus_and_gives_it_back(cast: Cast, opens: Opens) -> None:
    page = opens(cast.tokens["admin"]).goes("/team")
    expect(page.get_by_role("table")).to_be_visible()
    tab_to(page, "[aria-label='Change Jonas Berg']")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    for _ in range(12):  # more than there is to reach in it
        page.keyboard.press("Tab")
        page.wait_for_function("() => !document.getElementById('frame').contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("button", name="Change Jonas Berg")).to_be_focused()


def test_what_opens_out_of_the_menu_closes_with_escape(cast: Cast, opens: Opens) -> None:
    page = opens(cast.tokens["viewer"]).goes("/")
    expect(page.get_by_text("Start something")).to_be_visible()
    tab_to(page, ".k-pop-person > summary")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Sign out")).to_be_hidden()
    assert page.evaluate("document.activeElement.matches('.k-pop-person > summary')")
