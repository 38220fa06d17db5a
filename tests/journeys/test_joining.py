"""An invitation is accepted in another browser, and a changed role takes effect there."""

import pytest
from playwright.sync_api import expect

from tests.conftest import Cast
from tests.journeys.conftest import Opens
from webapp.services import invitations, teams
from webapp.store.engine import db

pytestmark = [pytest.mark.journey, pytest.mark.parametrize("server", ["sqlite"], indirect=True)]


def test_a_colleague_joins_and_becomes_an_admin(cast: Cast, opens: Opens) -> None:
    mara, nina = opens(cast.tokens["admin"]), opens()
    page = mara.goes("/team")
    page.get_by_label("E-mail address").fill("nina@example.org")
    page.get_by_role("radio", name="Viewer").check()
    page.get_by_role("button", name="Make an invitation").click()
    link = page.get_by_label("Link of the invitation").input_value()

    other = nina.page
    other.goto(link)
    expect(other.get_by_role("heading", level=1)).to_have_text("Join Nordhaus shop")
    other.get_by_label("Your name").fill("Nina Roth")
    other.get_by_label("Password", exact=True).fill("nine quiet otters sleep")
    other.get_by_role("button", name="Join the team").click()
    expect(other.get_by_text("Nina Roth joined the team as viewer")).to_be_visible()
    expect(other.get_by_text("Change the settings of the team")).to_have_count(0)

    page.reload()
    page.get_by_role("button", name="Change Nina Roth").click()
    drawer = page.get_by_role("dialog")
    drawer.get_by_role("radio", name="Admin").check()
    drawer.get_by_role("button", name="Change role").click()
    expect(page.get_by_role("status").filter(has_text="Nina Roth is admin from now on.")).to_be_visible()
    expect(page.get_by_role("row", name="Nina Roth")).to_contain_text("Admin")

    other.reload()
    other.get_by_text("Change the settings of the team").click()
    expect(other.get_by_label("Name of the team")).to_have_value("Nordhaus shop")


def test_who_was_an_admin_until_now_is_told_and_changes_nothing(cast: Cast, opens: Opens) -> None:
    teams.change_role(cast.admin, cast.editor.person.id, "admin", 1)
    jonas = opens(cast.tokens["editor"])
    page = jonas.goes("/team/settings")
    page.get_by_label("Name of the team").fill("Mine alone")
    teams.change_role(cast.admin, cast.editor.person.id, "viewer", 2)
    page.get_by_role("button", name="Save settings").click()
    expect(page.get_by_role("alert").filter(has_text="Your role in this team does not allow that.")).to_be_visible()
    expect(page.get_by_label("Name of the team")).to_have_value("Mine alone")
    db.session.rollback()  # so that the test, too, would see what the page wrote
    assert teams.mine(cast.admin)[0][0].name == "Nordhaus shop"
    jonas.forgives("status of 403")


def test_a_person_who_is_signed_in_joins_with_one_press(cast: Cast, opens: Opens) -> None:
    token = invitations.invite(cast.stranger, "editor@example.org", "viewer", "a-key-of-this-one-page")
    jonas = opens(cast.tokens["editor"])
    page = jonas.goes(f"/invitation/{token}")
    page.get_by_role("button", name="Join as Jonas Berg").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Elsewhere")
    page.locator(".k-pop-person > summary").click()
    page.get_by_role("button", name="Nordhaus shop").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nordhaus shop")


def test_two_tabs_stay_in_their_own_teams(cast: Cast, opens: Opens) -> None:
    token = invitations.invite(cast.stranger, "editor@example.org", "viewer", "a-key-of-this-one-page")
    invitations.accept_as(cast.editor, token)
    jonas = opens(cast.tokens["editor"])
    first = jonas.goes("/")
    expect(first.get_by_role("heading", level=1)).to_have_text("Nordhaus shop")
    second = jonas.context.new_page()
    second.goto(f"{jonas.address}/?team={cast.stranger.team.id}")
    expect(second.get_by_role("heading", level=1)).to_have_text("Elsewhere")
    first.get_by_role("link", name="Team", exact=True).click()
    expect(first.get_by_role("table")).to_contain_text("Mara Lind")
