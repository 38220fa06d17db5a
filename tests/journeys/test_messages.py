"""Messages: three at most, six seconds, errors stay, and nobody is hurried who looks at one."""

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import Cast
from tests.journeys.conftest import Opens

pytestmark = [pytest.mark.journey, pytest.mark.parametrize("server", ["sqlite"], indirect=True)]


def say(page: Page, text: str, kind: str = "ok") -> None:
    page.evaluate("([text, kind]) => kindredSay({text, kind})", [text, kind])


@pytest.fixture
def page(cast: Cast, opens: Opens) -> Page:
    """Home, where time passes only when the test says so."""
    page = opens(cast.tokens["viewer"]).goes("/")
    expect(page.get_by_text("Start something")).to_be_visible()
    page.clock.install(time=0)
    page.clock.pause_at(1000)
    return page


def test_a_message_goes_after_six_seconds_and_an_error_stays(page: Page) -> None:
    say(page, "Saved")
    say(page, "Not saved", "bad")
    page.clock.run_for(5_900)
    expect(page.locator(".k-toast")).to_have_text(["Saved", "Not saved"])
    page.clock.run_for(200)
    expect(page.locator(".k-toast")).to_have_text(["Not saved"])
    page.get_by_role("button", name="Close message").click()
    expect(page.locator(".k-toast")).to_have_count(0)


def test_a_message_waits_while_it_is_looked_at(page: Page) -> None:
    say(page, "Saved")
    page.locator(".k-toast").hover()
    page.clock.run_for(20_000)
    expect(page.locator(".k-toast")).to_have_count(1)
    page.mouse.move(10, 10)
    page.clock.run_for(6_100)
    expect(page.locator(".k-toast")).to_have_count(0)


def test_the_oldest_of_four_makes_room_and_the_same_twice_stands_once(page: Page) -> None:
    for text in ("one", "two", "three", "four", "four"):
        say(page, text, "bad")
    expect(page.locator(".k-toast")).to_have_text(["two", "three", "four"])


def test_a_link_is_copied(cast: Cast, opens: Opens) -> None:
    tab = opens(cast.tokens["admin"])
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = tab.goes("/team")
    page.get_by_label("E-mail address").fill("nina@example.org")
    page.get_by_role("button", name="Make an invitation").click()
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("status").filter(has_text="Link copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.get_by_label("Link of the invitation").input_value()
