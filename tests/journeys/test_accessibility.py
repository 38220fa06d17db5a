"""An accessibility checker finds nothing serious on any page in either mode."""

from typing import Any

import pytest
from axe_core_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Page

from tests.conftest import Cast
from tests.journeys.conftest import Opens
from tests.journeys.pages import MODES, SIGNED_IN
from webapp.services import first_start, invitations, resets

pytestmark = [pytest.mark.journey, pytest.mark.parametrize("server", ["sqlite"], indirect=True)]

SEEN = {"exclude": ["details:not([open]) > :not(summary)"]}  # what is folded away is looked at once it is unfolded
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}
# What fades or slides in is looked at once it stands.
SETTLED = """() => Promise.all(document.getAnimations()
    .filter((each) => each.effect.getComputedTiming().iterations !== Infinity)
    .map((each) => each.finished.catch(() => null))).then(() => null)"""


def serious(page: Page) -> list[str]:
    page.emulate_media(reduced_motion="reduce")
    page.evaluate(SETTLED)
    found: list[dict[str, Any]] = Axe().run(page, context=SEEN, options=RULES)["violations"]
    return [
        f"{page.url}: {each['id']}: {[node['html'][:120] for node in each['nodes']]}"
        for each in found
        if each["impact"] in ("serious", "critical")
    ]


def test_the_checker_does_find_what_is_wrong(cast: Cast, opens: Opens) -> None:
    page = opens().goes("/sign-in")
    page.evaluate("document.querySelector('label[for=email]').remove()")
    assert any("label" in each for each in serious(page))


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("width", [390, 1280])
def test_pages_of_the_application(cast: Cast, opens: Opens, mode: str, width: int) -> None:
    invitations.invite(cast.admin, "nina@example.org", "viewer", "a-key-of-this-one-page")
    tab = opens(cast.tokens["admin"], mode=mode, width=width)
    found = []
    for path, drawn in SIGNED_IN.items():
        tab.goes(path).wait_for_selector(drawn)
        found += serious(tab.page)
    tab.forgives("status of 404")
    assert found == []


@pytest.mark.parametrize("mode", MODES)
def test_what_opens_over_a_page(cast: Cast, opens: Opens, mode: str) -> None:
    page = opens(cast.tokens["admin"], mode=mode).goes("/team")
    page.get_by_role("button", name="Make an invitation").click()
    page.wait_for_selector("text=This is not an e-mail address")
    page.locator(".k-pop-person > summary").click()
    found = serious(page)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Change Jonas Berg").click()
    page.get_by_role("dialog").get_by_role("button", name="Make a link").click()
    page.get_by_label("Link for a new password").wait_for()
    assert found + serious(page) == []


@pytest.mark.parametrize("mode", MODES)
def test_pages_outside_the_frame(cast: Cast, opens: Opens, mode: str) -> None:
    key = "a-key-of-this-one-page"
    invitation = invitations.invite(cast.admin, "nina@example.org", "viewer", key)
    reset = resets.make_link(cast.admin, cast.viewer.person.id, key)
    tab = opens(mode=mode)
    found = []
    for path in ("/sign-in", f"/invitation/{invitation}", f"/reset/{reset}", "/reset/ended"):
        found += serious(tab.goes(path))
    tab.goes(f"/invitation/{invitation}").get_by_text("I have an account").click()
    found += serious(tab.page)
    tab.goes("/sign-in").get_by_role("button", name="Sign in").wait_for()
    tab.page.get_by_label("E-mail address").fill("admin@example.org")
    tab.page.get_by_label("Password", exact=True).fill("wrong")
    tab.page.get_by_role("button", name="Sign in").click()
    tab.page.get_by_role("alert").wait_for()
    found += serious(tab.page)
    tab.forgives("status of 404")
    tab.forgives("status of 403")
    assert found == []


@pytest.mark.parametrize("mode", MODES)
def test_the_first_start(server: Flask, opens: Opens, mode: str) -> None:
    assert serious(opens(mode=mode).goes(f"/first-start?token={first_start.open_link()}")) == []
