"""An invitation is one link for one person, once, for seven days."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from core.errors import BadInput, Problem
from tests.at_once import at_once
from tests.conftest import DEVICE, PASSWORD, Cast
from webapp.clock import now
from webapp.errors import Conflict, NotAllowed, NotFound, TooManyTries
from webapp.rights import Role
from webapp.services import entering, invitations, resets, tokens
from webapp.store import people
from webapp.store.engine import db, writing
from webapp.store.tables import LinkRow, MembershipRow, PersonRow

ENDED = r"^This link is no longer valid\. Ask the person who sent it\.$"
KEY = "one-press-of-a-button"
NEW = "new@example.org"
NEW_PASSWORD = "eight loud geese swim"


def count(table: type, *rules: object) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(table).where(*rules)) or 0  # type: ignore[arg-type]


def accept(token: str, name: str = "Noor Haddad") -> str:
    return invitations.accept_as_new(token, name, NEW_PASSWORD, "Asia/Beirut", DEVICE)


def test_the_same_press_twice_makes_one_invitation(cast: Cast) -> None:
    links = {invitations.invite(cast.admin, NEW, "editor", KEY) for _ in range(3)}
    assert len(links) == 1
    assert [each.email for each in invitations.open_in(cast.admin)] == [NEW]


def test_five_presses_at_the_same_moment_make_one_invitation(cast: Cast) -> None:
    for round_ in range(4):
        made: list[str] = []

        def press(made: list[str] = made, round_: int = round_) -> None:
            with cast.server.app_context():
                made.append(invitations.invite(cast.admin, f"new{round_}@example.org", "editor", f"{KEY}-{round_}"))

        at_once([press] * 5)
        assert len(made) == 5 and len(set(made)) == 1
        assert count(LinkRow, LinkRow.token_hash == tokens.digest(made[0])) == 1
    assert len(invitations.open_in(cast.admin)) == 4


def test_the_key_of_one_person_is_nothing_to_another(cast: Cast) -> None:
    assert invitations.invite(cast.admin, NEW, "editor", KEY) != invitations.invite(cast.stranger, NEW, "editor", KEY)


def test_a_newer_invitation_ends_the_older(cast: Cast) -> None:
    older = invitations.invite(cast.admin, NEW, "editor", KEY)
    newer = invitations.invite(cast.admin, NEW, "viewer", KEY + "-2")
    with pytest.raises(NotFound, match=ENDED):
        invitations.look(older)
    assert invitations.look(newer).role is Role.VIEWER


def test_an_invitation_works_once(cast: Cast) -> None:
    token = invitations.invite(cast.admin, NEW, "editor", KEY)
    joined = entering.who(accept(token))
    assert joined is not None and (joined.team.id, joined.role) == (cast.admin.team.id, Role.EDITOR)
    with pytest.raises(NotFound, match=ENDED):
        accept(token)
    assert cast.client(None).get(f"/invitation/{token}").status_code == 404


def test_of_five_who_use_an_invitation_at_the_same_moment_one_gets_in(cast: Cast) -> None:
    token = invitations.invite(cast.admin, NEW, "editor", KEY)
    entered: list[str] = []
    told: list[Problem] = []

    def use() -> None:
        with cast.server.app_context():
            try:
                entered.append(accept(token))
            except Problem as problem:
                told.append(problem)

    at_once([use] * 5)
    assert len(entered) == 1 and {type(problem) for problem in told} <= {Conflict, NotFound}
    assert count(PersonRow, PersonRow.email == NEW) == 1
    assert count(MembershipRow, MembershipRow.team_id == cast.admin.team.id) == 4


@pytest.mark.parametrize(("days", "holds"), [(6.99, True), (7.01, False)])
def test_an_invitation_lasts_seven_days(cast: Cast, days: float, holds: bool) -> None:
    token = invitations.invite(cast.admin, NEW, "editor", KEY)
    with time_machine.travel(now() + timedelta(days=days), tick=False):
        if holds:
            assert accept(token)
        else:
            with pytest.raises(NotFound, match=ENDED):
                accept(token)


def test_a_withdrawn_invitation_is_worth_nothing(cast: Cast) -> None:
    token = invitations.invite(cast.admin, NEW, "editor", KEY)
    waiting = invitations.open_in(cast.admin)[0]
    with pytest.raises(NotFound):
        invitations.revoke(cast.stranger, waiting.id)
    invitations.revoke(cast.admin, waiting.id)
    with pytest.raises(NotFound, match=ENDED):
        accept(token)
    with pytest.raises(NotFound):
        invitations.revoke(cast.admin, waiting.id)


def test_ended_wrong_and_other_links_are_told_in_the_same_words(cast: Cast) -> None:
    reset = resets.make_link(cast.admin, cast.editor.person.id, KEY)
    used = invitations.invite(cast.admin, NEW, "editor", KEY)
    accept(used)
    pages = {
        cast.client(None).get(f"/invitation/{token}").text.count("no longer valid")
        for token in (used, reset, "x", "%00")
    }
    assert pages == {1}


def test_who_has_an_account_joins_with_their_password(cast: Cast) -> None:
    token = invitations.invite(cast.admin, "stranger@example.org", "viewer", KEY)
    with pytest.raises(Conflict, match="There is an account with this address already"):
        accept(token)
    with pytest.raises(NotAllowed, match="password is wrong"):
        invitations.accept_with_password(token, "not the password at all", DEVICE)
    joined = entering.who(invitations.accept_with_password(token, PASSWORD, DEVICE))
    assert joined is not None and (joined.person.id, joined.team.id) == (cast.stranger.person.id, cast.admin.team.id)


def test_an_invitation_does_not_help_to_guess_a_password(cast: Cast) -> None:
    token = invitations.invite(cast.admin, "stranger@example.org", "viewer", KEY)
    for _ in range(10):
        with pytest.raises(NotAllowed):
            invitations.accept_with_password(token, "not the password at all", DEVICE)
    with pytest.raises(TooManyTries):
        invitations.accept_with_password(token, PASSWORD, DEVICE)


def test_an_invitation_is_for_the_invited_alone(cast: Cast) -> None:
    token = invitations.invite(cast.admin, NEW, "admin", KEY)
    with pytest.raises(NotAllowed, match=f"This invitation is for {NEW}"):
        invitations.accept_as(cast.viewer, token)


def test_a_member_is_not_invited_again(cast: Cast) -> None:
    with pytest.raises(BadInput, match=r"editor@example\.org is in this team already"):
        invitations.invite(cast.admin, " Editor@Example.org ", "viewer", KEY)


@pytest.mark.parametrize("who", ["viewer", "editor"])
def test_only_admins_invite_see_and_withdraw(cast: Cast, who: str) -> None:
    for call in (
        lambda viewer: invitations.invite(viewer, NEW, "admin", KEY),
        lambda viewer: invitations.revoke(viewer, 1),
        invitations.open_in,
    ):
        with pytest.raises(NotAllowed):
            call(getattr(cast, who))


@pytest.mark.parametrize("key", [None, "", "short", "x" * 65, "with space in between", "\u202e" * 20, 7, []], ids=repr)
@pytest.mark.parametrize("server", ["sqlite"], indirect=True)
def test_a_press_without_a_key_of_its_own_is_refused(cast: Cast, key: object) -> None:
    with pytest.raises(BadInput, match="out of date"):
        invitations.invite(cast.admin, NEW, "editor", key)


def test_a_reset_link_from_before_does_not_open_the_team_that_was_joined_since(cast: Cast) -> None:
    """An admin of one team could else take a person over with the rights that another team gave since."""
    reset = resets.make_link(cast.admin, cast.editor.person.id, KEY)
    token = invitations.invite(cast.stranger, cast.editor.person.email, "admin", KEY)
    invitations.accept_as(cast.editor, token)
    with pytest.raises(NotFound):
        resets.choose_password(reset, NEW_PASSWORD, DEVICE)


def test_joining_two_teams_at_the_same_moment_makes_one_person(cast: Cast) -> None:
    links = [invitations.invite(each, NEW, "editor", KEY) for each in (cast.admin, cast.stranger)]
    entered: list[str] = []
    told: list[Problem] = []

    def use(token: str) -> None:
        with cast.server.app_context():
            try:
                entered.append(accept(token))
            except Problem as problem:
                told.append(problem)

    at_once([lambda: use(links[0]), lambda: use(links[1])])
    assert (len(entered), [type(problem) for problem in told]) == (1, [Conflict])
    assert count(PersonRow, PersonRow.email == NEW) == 1


def test_who_got_an_account_meanwhile_is_told_to_use_it(cast: Cast) -> None:
    token = invitations.invite(cast.admin, NEW, "editor", KEY)
    with writing():
        people.add("Noor Haddad", NEW, "UTC", None)
    with pytest.raises(Conflict, match="use its password"):
        accept(token)
    assert invitations.look(token).email == NEW
