"""The first start, in the browser that Dash brings for its tests: a team is made, and its first invitation."""

import shutil

import pytest
from dash.testing.browser import Browser
from flask import Flask
from selenium.webdriver.common.keys import Keys

from webapp.services import first_start, invitations

pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(shutil.which("chromedriver") is None, reason="Chromium's driver is not installed"),
    pytest.mark.parametrize("server", ["sqlite"], indirect=True),
]


def test_from_the_printed_address_to_the_first_invitation(server: Flask, address: str, dash_br: Browser) -> None:
    token = first_start.open_link()
    dash_br.driver.get(f"{address}/first-start?token={token}")
    for field, text in (("team", "Nordhaus shop"), ("name", "Mara Lind"), ("email", "mara@example.org")):
        dash_br.find_element(f"#{field}").send_keys(text)
    dash_br.find_element("#password").send_keys("seven calm herons wade", Keys.ENTER)

    dash_br.wait_for_text_to_equal("h1", "Nordhaus shop")
    dash_br.wait_for_contains_text("#page", "Only you so far")
    dash_br.find_element("#page a[href='/team']").click()

    dash_br.wait_for_element("#team-invite-email").send_keys("jonas@example.org", Keys.ENTER)
    link = dash_br.wait_for_element("#team-invitation-url").get_attribute("value")
    assert link.startswith(f"{address}/invitation/")
    assert invitations.look(link.rpartition("/")[2]).email == "jonas@example.org"
    dash_br.wait_for_contains_text("#team-invited", "jonas@example.org")
    assert dash_br.get_logs() == []


def test_the_address_works_only_once(server: Flask, address: str, dash_br: Browser) -> None:
    dash_br.driver.get(f"{address}/first-start?token=guessed")
    assert "This link is no longer valid" in dash_br.find_element("main").text
