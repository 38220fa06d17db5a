"""A link for a new password works once, for an hour, and opens no team that its maker may not open."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from core.errors import Problem
from tests.at_once import at_once
from tests.conftest import DEVICE, PASSWORD, Cast
from webapp.clock import now
from webapp.errors import NotAllowed, NotFound
from webapp.rights import Role
from webapp.services import entering, operator, resets
from webapp.store import teams
from webapp.store.engine import db, writing
from webapp.store.tables import LinkRow

ENDED = r"^This link is no longer valid\. Ask the person who sent it\.$"
KEY = "one-press-of-a-button"
NEW_PASSWORD = "eight loud geese swim"


def join(cast: Cast, who: str, role: Role) -> None:
    with writing():
        teams.add_member(cast.stranger.team.id, getattr(cast, who).person.id, role)


def test_a_reset_gives_a_new_password_and_ends_every_session(cast: Cast) -> None:
    token = resets.make_link(cast.admin, cast.editor.person.id, KEY)
    fresh = resets.choose_password(token, NEW_PASSWORD, DEVICE)
    assert entering.who(cast.tokens["editor"]) is None
    assert entering.who(fresh) is not None
    assert entering.sign_in("editor@example.org", NEW_PASSWORD, DEVICE)
    with pytest.raises(NotAllowed):
        entering.sign_in("editor@example.org", PASSWORD, DEVICE)


def test_a_reset_works_once_and_ends_the_others(cast: Cast) -> None:
    token, other = (resets.make_link(cast.admin, cast.editor.person.id, KEY + end) for end in ("-1", "-2"))
    resets.choose_password(token, NEW_PASSWORD, DEVICE)
    for ended in (token, other):
        with pytest.raises(NotFound, match=ENDED):
            resets.choose_password(ended, "nine brown bears nap", DEVICE)


@pytest.mark.parametrize(("minutes", "holds"), [(59, True), (61, False)])
def test_a_reset_lasts_an_hour(cast: Cast, minutes: int, holds: bool) -> None:
    token = resets.make_link(cast.admin, cast.editor.person.id, KEY)
    with time_machine.travel(now() + timedelta(minutes=minutes), tick=False):
        if holds:
            assert resets.look(token).id == cast.editor.person.id
        else:
            with pytest.raises(NotFound, match=ENDED):
                resets.look(token)


def test_five_presses_at_the_same_moment_make_one_link(cast: Cast) -> None:
    made: list[str] = []

    def press() -> None:
        with cast.server.app_context():
            made.append(resets.make_link(cast.admin, cast.editor.person.id, KEY))

    at_once([press] * 5)
    assert len(made) == 5 and len(set(made)) == 1
    db.session.rollback()
    assert db.session.scalar(select(func.count()).select_from(LinkRow).where(LinkRow.kind == "reset")) == 1


def test_of_two_who_use_a_link_at_the_same_moment_one_chooses(cast: Cast) -> None:
    token = resets.make_link(cast.admin, cast.editor.person.id, KEY)
    chosen: list[str] = []
    told: list[Problem] = []

    def choose(password: str) -> None:
        with cast.server.app_context():
            try:
                resets.choose_password(token, password, DEVICE)
                chosen.append(password)
            except Problem as problem:
                told.append(problem)

    at_once([lambda: choose(NEW_PASSWORD), lambda: choose("nine brown bears nap")])
    assert (len(chosen), [type(problem) for problem in told]) == (1, [NotFound])
    assert entering.sign_in("editor@example.org", chosen[0], DEVICE)


@pytest.mark.parametrize(
    ("memberships", "allowed"),
    [
        ((), True),  # only in our team
        ((("editor", Role.VIEWER),), False),  # in a team that our admin is not in
        ((("editor", Role.VIEWER), ("admin", Role.EDITOR)), False),  # or is no admin of
        ((("editor", Role.VIEWER), ("admin", Role.ADMIN)), True),  # admin of both
    ],
)  # fmt: skip
def test_an_admin_gives_a_new_password_only_where_admin_of_every_team(cast: Cast, memberships: tuple[tuple[str, Role], ...], allowed: bool) -> None:  # fmt: skip
    for who, role in memberships:
        join(cast, who, role)
    if allowed:
        assert resets.make_link(cast.admin, cast.editor.person.id, KEY)
    else:
        with pytest.raises(NotAllowed, match="would open more than this team"):
            resets.make_link(cast.admin, cast.editor.person.id, KEY)


def test_the_operator_may_always(cast: Cast) -> None:
    join(cast, "editor", Role.ADMIN)
    assert resets.look(operator.reset_link(" Editor@Example.org")).id == cast.editor.person.id


def test_a_person_of_another_team_is_not_there(cast: Cast) -> None:
    for person_id in (cast.stranger.person.id, 987_654_321):
        with pytest.raises(NotFound, match=r"^Not found, or you do not have access\.$"):
            resets.make_link(cast.admin, person_id, KEY)


@pytest.mark.parametrize("who", ["viewer", "editor"])
def test_only_admins_make_a_link(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        resets.make_link(getattr(cast, who), cast.viewer.person.id, KEY)


def test_a_password_that_is_refused_leaves_the_link_as_it_was(cast: Cast) -> None:
    token = resets.make_link(cast.admin, cast.editor.person.id, KEY)
    browser = cast.client(None)
    answer = browser.send(f"/reset/{token}", password="short")
    assert answer.status_code == 400 and "at least 15" in answer.text
    assert browser.send(f"/reset/{token}", password=NEW_PASSWORD).status_code == 303
