"""Signing in and out, and for how long a cookie is worth anything."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from core.errors import Problem
from tests.at_once import at_once
from tests.conftest import DEVICE, PASSWORD, Cast
from webapp.clock import now
from webapp.errors import NotAllowed, NotFound, TooManyTries
from webapp.rights import Role
from webapp.services import entering, me, passwords, resets, teams
from webapp.services.entering import Device
from webapp.store import teams as team_store
from webapp.store.engine import db, writing

WRONG = "Address or password is wrong. Check both, or ask an admin of your team for a new link."
NEW_PASSWORD = "eight loud geese swim"
ELSEWHERE = Device("curl/8", "203.0.113.7")


def sign_in(email: str, password: str = "not the password at all", address: str = "198.51.100.1") -> str:
    return entering.sign_in(email, password, Device("", address))


# A copied cookie


def sign_out(cast: Cast) -> None:
    entering.sign_out(cast.editor)


def change_password_elsewhere(cast: Cast) -> None:
    other = entering.who(entering.open_session(cast.editor.person, ELSEWHERE))
    assert other is not None
    me.change_password(other, PASSWORD, NEW_PASSWORD)


def reset_password(cast: Cast) -> None:
    token = resets.make_link(cast.admin, cast.editor.person.id, "k" * 16)
    resets.choose_password(token, NEW_PASSWORD, ELSEWHERE)


def remove_from_team(cast: Cast) -> None:
    teams.remove(cast.admin, cast.editor.person.id)


def end_from_elsewhere(cast: Cast) -> None:
    other = entering.who(entering.open_session(cast.editor.person, ELSEWHERE))
    assert other is not None
    me.end_session(other, cast.editor.session_id)


def end_all_others(cast: Cast) -> None:
    other = entering.who(entering.open_session(cast.editor.person, ELSEWHERE))
    assert other is not None
    assert me.end_other_sessions(other) == 1


@pytest.mark.parametrize(
    "end", [sign_out, change_password_elsewhere, reset_password, remove_from_team, end_from_elsewhere, end_all_others]
)
def test_a_copied_cookie_is_refused_after_the_session_ended(cast: Cast, end: Callable[[Cast], None]) -> None:
    copied = cast.client("editor")
    assert copied.get("/").status_code == 200
    end(cast)
    answer = copied.get("/_dash-layout")
    assert (answer.status_code, answer.headers["X-Sign-In"]) == (401, "/sign-in")
    assert copied.get("/").headers["Location"] == "/sign-in?next=/"


def test_the_sign_out_of_the_page_ends_the_session_on_the_server(cast: Cast) -> None:
    mine, copied = cast.client("editor"), cast.client("editor")
    left = mine.send("/sign-out")
    assert left.headers["Location"] == "/sign-in"
    assert mine.get_cookie("kindred") is None
    assert copied.get("/_dash-layout").status_code == 401


@pytest.mark.parametrize("server", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("hours", "touched_every", "holds"),
    [
        (7.9, None, True),  # idle for less than 8 hours
        (8.1, None, False),  # and for more
        (6 * 24, 7, True),  # in use for six days
        (7 * 24 + 1, 7, False),  # but nobody stays signed in for more than seven
    ],
)
def test_a_session_ends_when_idle_and_after_a_week(
    cast: Cast, hours: float, touched_every: int | None, holds: bool
) -> None:
    begun = now()
    with time_machine.travel(begun, tick=False) as clock:
        for hour in range(touched_every or 10_000, min(int(hours), 168), touched_every or 10_000):
            clock.move_to(begun + timedelta(hours=hour))
            assert entering.who(cast.tokens["editor"]) is not None
        clock.move_to(begun + timedelta(hours=hours))
        assert (entering.who(cast.tokens["editor"]) is not None) is holds


@pytest.mark.parametrize("token", ["", "x", "a" * 64, "\ud800", "\x00", "' OR 1=1 --", "x" * 100_000])
@pytest.mark.parametrize("server", ["sqlite"], indirect=True)
def test_a_cookie_that_nobody_was_given_is_worth_nothing(cast: Cast, token: str) -> None:
    assert entering.who(token) is None


def test_every_sign_in_has_a_token_of_its_own_that_the_database_does_not_hold(cast: Cast) -> None:
    first, second = (entering.sign_in("editor@example.org", PASSWORD, DEVICE) for _ in range(2))
    assert len({first, second, cast.tokens["editor"]}) == 3
    assert min(len(first), len(second)) >= 43  # 256 bits in base64
    rows = db.session.connection().exec_driver_sql("SELECT token_hash FROM session").scalars().all()
    assert not {first, second} & set(rows)


def test_a_token_from_before_the_sign_in_is_not_taken_over(cast: Cast) -> None:
    browser = cast.client(None)
    browser.set_cookie("kindred", "planted by somebody else")
    browser.send("/sign-in", email="editor@example.org", password=PASSWORD, next="/team")
    given = browser.get_cookie("kindred")
    assert given is not None and given.value != "planted by somebody else"
    assert (given.http_only, given.same_site, given.path) == (True, "Lax", "/")
    assert entering.who("planted by somebody else") is None


# Guessing


def test_the_eleventh_guess_for_an_account_has_to_wait_whoever_it_is(cast: Cast) -> None:
    for email in ("editor@example.org", "nobody@example.org"):
        for number in range(10):
            with pytest.raises(NotAllowed, match="^" + WRONG):
                sign_in(email, address=f"198.51.100.{number}")
        with pytest.raises(TooManyTries, match=r"^Too many tries. Wait 15 minutes.$"):
            sign_in(email, PASSWORD, address="198.51.100.99")
    assert entering.who(cast.tokens["editor"]) is not None  # the owner's own session goes on


def test_after_a_quarter_of_an_hour_the_account_may_be_tried_again(cast: Cast) -> None:
    begun = now()
    with time_machine.travel(begun, tick=False) as clock:
        for _ in range(10):
            with pytest.raises(NotAllowed):
                sign_in("editor@example.org")
        clock.move_to(begun + timedelta(minutes=14, seconds=30))
        with pytest.raises(TooManyTries, match=r"Wait 1 minute.$"):
            sign_in("editor@example.org", PASSWORD)
        clock.move_to(begun + timedelta(minutes=15, seconds=1))
        assert sign_in("editor@example.org", PASSWORD)


@pytest.mark.parametrize("server", ["sqlite"], indirect=True)
def test_the_fifty_first_guess_from_an_address_has_to_wait(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "matches", lambda *_: False)
    for number in range(50):
        with pytest.raises(NotAllowed):
            sign_in(f"somebody{number}@example.org")
    with pytest.raises(TooManyTries, match=r"^Too many tries. Wait 60 minutes.$"):
        sign_in("editor@example.org", PASSWORD)


@pytest.mark.parametrize("server", ["sqlite"], indirect=True)
def test_a_whole_office_behind_one_address_can_sign_in(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "matches", lambda *_: True)
    for _ in range(60):
        assert sign_in("editor@example.org", PASSWORD)


def test_the_right_password_ends_the_count_of_the_account(cast: Cast) -> None:
    for _ in range(2):
        for _ in range(9):
            with pytest.raises(NotAllowed):
                sign_in("editor@example.org")
        assert sign_in("editor@example.org", PASSWORD)


def test_thirty_guesses_at_the_same_moment_get_no_further_than_ten(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[str] = []
    monkeypatch.setattr(passwords, "matches", lambda typed, _: looked_at.append(typed) is not None)
    told: list[type[Problem]] = []

    def guess() -> None:
        with cast.server.app_context():
            try:
                sign_in("editor@example.org")
            except Problem as problem:
                told.append(type(problem))

    at_once([guess] * 30)
    assert len(looked_at) == 10
    assert sorted(kind.__name__ for kind in told) == ["NotAllowed"] * 10 + ["TooManyTries"] * 20


@pytest.mark.parametrize(
    "email", ["editor@example.org", "nobody@example.org", "", "a\x00b@example.org", "\ud800", "x" * 10_000, None, 7, ["a"]], ids=repr
)  # fmt: skip
def test_a_known_and_an_unknown_account_cost_the_same_and_read_the_same(cast: Cast, email: object, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    compared: list[str | None] = []
    real = passwords._hasher.verify
    monkeypatch.setattr(
        passwords, "_hasher", Verifying(lambda stored, typed: (compared.append(stored), real(stored, typed)))
    )
    with pytest.raises(NotAllowed, match="^" + WRONG):
        entering.sign_in(email, "not the password at all", DEVICE)
    assert len(compared) == 1
    parameters = "$argon2id$v=19$m=19456,t=2,p=1$"
    assert compared[0] is not None and compared[0].startswith(parameters)


class Verifying:
    def __init__(self, verify: Callable[[str, str], object]) -> None:
        self.verify = verify


@pytest.mark.parametrize("password", [None, "", 7, [], "x" * 10_000, "\ud800", "\x00"], ids=repr)
@pytest.mark.parametrize("server", ["sqlite"], indirect=True)
def test_a_password_that_cannot_be_one_is_simply_wrong(cast: Cast, password: object) -> None:
    with pytest.raises(NotAllowed, match="^" + WRONG):
        entering.sign_in("editor@example.org", password, DEVICE)


def test_guesses_of_the_present_password_are_counted_too(cast: Cast) -> None:
    for _ in range(10):
        with pytest.raises(Problem, match="present password is wrong"):
            me.change_password(cast.editor, "not the password at all", NEW_PASSWORD)
    with pytest.raises(TooManyTries):
        me.change_password(cast.editor, PASSWORD, NEW_PASSWORD)


# Teams


def test_a_person_without_a_team_cannot_enter(cast: Cast) -> None:
    teams.remove(cast.admin, cast.editor.person.id)
    with pytest.raises(NotAllowed, match="not in a team any more"):
        entering.sign_in("editor@example.org", PASSWORD, DEVICE)


def test_a_role_counts_from_the_next_look_on(cast: Cast) -> None:
    with writing():
        team_store.set_role(cast.editor.team.id, cast.editor.person.id, Role.VIEWER)
    seen = entering.who(cast.tokens["editor"])
    assert seen is not None and seen.role is Role.VIEWER


def test_nobody_turns_to_a_team_they_are_not_in(cast: Cast) -> None:
    for team_id in (cast.stranger.team.id, 987_654_321, 0):
        with pytest.raises(NotFound, match=r"^Not found, or you do not have access.$"):
            entering.turn_to(cast.admin, team_id)


def test_a_session_of_somebody_else_cannot_be_ended(cast: Cast) -> None:
    with pytest.raises(NotFound):
        me.end_session(cast.admin, cast.editor.session_id)
    assert entering.who(cast.tokens["editor"]) is not None


@pytest.mark.parametrize("server", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0", "Firefox on Linux"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit Version/19.0 Safari/604.1", "Safari on iPhone"),
        ("", "A browser"),
        ("<script>alert(1)</script>", "A browser"),
        ("x" * 100_000, "A browser"),
    ],
)  # fmt: skip
def test_a_browser_has_a_name_that_people_know(server: Flask, agent: str, name: str) -> None:
    assert entering.browser_name(agent) == name
