"""Your account: name, zone, password, and where one is signed in."""

import pytest

from tests.conftest import DEVICE, PASSWORD, Cast
from tests.webapp.pages.conftest import Visitor
from webapp.services import entering, me

NEW = "nine quiet otters sleep"


def end(session_id: int) -> str:
    return f'{{"part":"me-end","session":{session_id}}}.n_clicks'


def test_a_new_name_is_saved_and_shown_in_the_frame(cast: Cast, viewer: Visitor) -> None:
    values = {"me-name.value": "Aiko S.", "me-zone.value": "Asia/Tokyo", "me-version.data": 1}
    answer = viewer.presses("pages.me.rename", "me-details.n_submit", values)
    assert answer.values["me-version.data"] == 2
    assert answer.told["frame-person"] == {"children": "Aiko S."}
    again = entering.who(cast.tokens["viewer"])
    assert again is not None
    assert (again.person.name, again.person.zone) == ("Aiko S.", "Asia/Tokyo")


def test_an_empty_name_is_told_under_its_field(viewer: Visitor) -> None:
    values = {"me-name.value": "", "me-zone.value": "UTC", "me-version.data": 1}
    answer = viewer.presses("pages.me.rename", "me-details.n_submit", values)
    assert answer.told["me-name-error"]["children"] == "Give your name of 1 to 120 characters."


def test_a_new_password_ends_the_other_sessions_and_empties_the_fields(cast: Cast, viewer: Visitor) -> None:
    entering.open_session(cast.viewer.person, DEVICE)
    values = {"me-password-present.value": PASSWORD, "me-password-new.value": NEW}
    answer = viewer.presses("pages.me.change_password", "me-password.n_submit", values)
    assert answer.said == "Password changed. 1 other session ended."
    assert (answer.values["me-password-present.value"], answer.values["me-password-new.value"]) == ("", "")
    assert entering.sign_in(cast.viewer.person.email, NEW, DEVICE)


@pytest.mark.parametrize(
    ("present", "new", "field"),
    [("not the one of today", NEW, "me-password-present"), (PASSWORD, "short", "me-password-new")],
)
def test_each_wrong_password_is_told_under_its_own_field(viewer: Visitor, present: str, new: str, field: str) -> None:
    values = {"me-password-present.value": present, "me-password-new.value": new}
    answer = viewer.presses("pages.me.change_password", "me-password.n_submit", values)
    told = [place for place, props in answer.told.items() if props["children"]]
    assert told == [f"{field}-error"]


def test_a_session_elsewhere_is_ended(cast: Cast, viewer: Visitor) -> None:
    token = entering.open_session(cast.viewer.person, DEVICE)
    elsewhere = entering.who(token)
    assert elsewhere is not None
    button = end(elsewhere.session_id)
    assert viewer.presses("pages.me.end_session", button, {button: 1}).said == "Signed out there"
    assert entering.who(token) is None


def test_a_button_that_was_only_drawn_ends_nothing(cast: Cast, viewer: Visitor) -> None:
    button = end(cast.viewer.session_id)
    assert viewer.presses("pages.me.end_session", button, {button: None}).status == 204
    assert entering.who(cast.tokens["viewer"]) is not None


def test_all_other_sessions_end_and_this_one_stays(cast: Cast, viewer: Visitor) -> None:
    for _ in range(2):
        entering.open_session(cast.viewer.person, DEVICE)
    answer = viewer.presses("pages.me.end_other_sessions", "me-end-others.n_clicks", {"me-end-others.n_clicks": 1})
    assert answer.said == "2 other sessions ended."
    assert [session.id for session in me.signed_in(cast.viewer)] == [cast.viewer.session_id]


def test_this_browser_is_marked_and_has_no_button_to_end_it(viewer: Visitor) -> None:
    page = viewer.draws("/me")
    assert "This browser" in page
    assert 'me-end"' not in page
