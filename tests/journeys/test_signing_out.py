"""A session that has ended is over everywhere, and what was typed is still there."""

import pytest
from playwright.sync_api import expect

from tests.conftest import Cast
from tests.journeys.conftest import Opens
from webapp.services import entering

pytestmark = [pytest.mark.journey, pytest.mark.parametrize("server", ["sqlite"], indirect=True)]


def test_a_copied_cookie_is_worth_nothing_after_signing_out(cast: Cast, opens: Opens) -> None:
    mine, copied = opens(cast.tokens["viewer"]), opens(cast.tokens["viewer"])
    expect(copied.goes("/").get_by_text("Start something")).to_be_visible()
    page = mine.goes("/")
    page.locator(".k-pop-person > summary").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    expect(copied.goes("/team").get_by_role("heading", level=1)).to_have_text("Sign in")


def test_what_was_typed_stays_when_the_session_has_ended(cast: Cast, opens: Opens) -> None:
    tab = opens(cast.tokens["admin"])
    page = tab.goes("/team/settings")
    page.get_by_label("Name of the team").fill("A name that took thought")
    entering.sign_out(cast.admin)
    page.get_by_role("button", name="Save settings").click()
    message = page.get_by_role("alert").filter(
        has_text="You were signed out. Sign in in a new tab, then press Save again."
    )
    expect(message).to_be_visible()
    expect(page.get_by_label("Name of the team")).to_have_value("A name that took thought")
    tab.forgives("status of 401")

    tab.context.add_cookies(
        [
            {
                "name": "kindred",
                "value": entering.open_session(cast.admin.person, entering.Device("", "")),
                "url": tab.address,
            }
        ]
    )
    page.get_by_role("button", name="Save settings").click()
    expect(page.get_by_role("status").filter(has_text="Settings saved")).to_be_visible()


def test_what_was_typed_stays_when_nobody_answers(cast: Cast, opens: Opens) -> None:
    tab = opens(cast.tokens["admin"])
    page = tab.goes("/team/settings")
    page.get_by_label("Name of the team").fill("A name that took thought")
    page.route("**/_dash-update-component*", lambda route: route.abort())
    page.get_by_role("button", name="Save settings").click()
    expect(page.get_by_role("alert").filter(has_text="Kindred did not answer.")).to_be_visible()
    expect(page.get_by_label("Name of the team")).to_have_value("A name that took thought")
    tab.forgives("net::ERR_FAILED")


def test_the_page_that_was_asked_for_opens_after_signing_in(cast: Cast, opens: Opens) -> None:
    page = opens().goes("/team/settings")
    page.get_by_label("E-mail address").fill("admin@example.org")
    page.get_by_label("Password", exact=True).fill("seven calm herons wade")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Team settings")


def test_a_password_can_be_looked_at_before_it_is_sent(cast: Cast, opens: Opens) -> None:
    page = opens().goes("/sign-in")
    field, button = page.locator("#password"), page.get_by_role("button", name="Show password")
    expect(field).to_have_attribute("type", "password")
    button.click()
    expect(field).to_have_attribute("type", "text")
    expect(button).to_have_attribute("aria-pressed", "true")
