"""A person's own account, and what happens when two tabs change it."""

import pytest

from core.errors import BadInput
from tests.at_once import at_once
from tests.conftest import PASSWORD, Cast
from webapp.errors import Conflict
from webapp.services import entering, me
from webapp.store.engine import db

NEW_PASSWORD = "eight loud geese swim"


def test_a_name_without_what_cannot_be_seen_is_kept(cast: Cast) -> None:
    changed = me.change(cast.viewer, "‮Aiko​ Satō", "Asia/Tokyo", cast.viewer.person.version)
    assert (changed.name, changed.zone) == ("Aiko Satō", "Asia/Tokyo")


def test_of_two_tabs_that_save_the_second_is_told(cast: Cast) -> None:
    seen = cast.viewer.person.version
    me.change(cast.viewer, "Aiko", "UTC", seen)
    with pytest.raises(Conflict, match="changed in another tab meanwhile"):
        me.change(cast.viewer, "Sato", "UTC", seen)
    again = entering.who(cast.tokens["viewer"])
    assert again is not None and again.person.name == "Aiko"


def test_of_six_who_save_at_the_same_moment_one_is_kept_and_five_are_told(cast: Cast) -> None:
    seen, kept, told = cast.viewer.person.version, [], []

    def save(name: str) -> None:
        with cast.server.app_context():
            try:
                kept.append(me.change(cast.viewer, name, "UTC", seen).name)
            except Conflict:
                told.append(name)

    at_once([lambda number=number: save(f"Tab {number}") for number in range(6)])  # type: ignore[misc]
    assert (len(kept), len(told)) == (1, 5)
    db.session.rollback()  # what this session read before is from before
    again = entering.who(cast.tokens["viewer"])
    assert again is not None and again.person.name == kept[0]


def test_a_new_password_ends_every_other_session_and_keeps_this_one(cast: Cast) -> None:
    other = entering.open_session(cast.viewer.person, entering.Device("", ""))
    assert me.change_password(cast.viewer, PASSWORD, NEW_PASSWORD) == 1
    assert entering.who(other) is None
    assert entering.who(cast.tokens["viewer"]) is not None
    assert entering.sign_in("viewer@example.org", NEW_PASSWORD, entering.Device("", "")) != ""


def test_the_present_password_has_to_be_right(cast: Cast) -> None:
    with pytest.raises(BadInput, match=r"^The present password is wrong\. Nothing was changed\.$"):
        me.change_password(cast.viewer, "not the password at all", NEW_PASSWORD)


def test_a_person_sees_their_own_sessions_alone(cast: Cast) -> None:
    assert [each.id for each in me.signed_in(cast.viewer)] == [cast.viewer.session_id]
