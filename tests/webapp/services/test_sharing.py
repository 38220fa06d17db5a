"""Share links: 256 bits for one thing, for a time, with exactly what was chosen."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import event, func, select

from core.errors import BadInput
from tests.at_once import at_once
from tests.conftest import Cast
from tests.webapp.ran import people, ran, saved
from webapp.clock import now
from webapp.components.activity import sentence
from webapp.errors import NotAllowed, NotFound, TooManyTries
from webapp.records import Run
from webapp.services import activity, passwords, shared, sharing, tokens
from webapp.store.engine import db
from webapp.store.tables import ShareRow

ENDED = r"^This link is no longer valid\. Ask the person who sent it\.$"
KEY = "one-press-of-a-button"
WORD = "three tall storks"
HERE = "198.51.100.7"


@pytest.fixture
def run(cast: Cast) -> Run:
    return ran(cast.editor, people(cast.editor))


def look(token: object, proof: str | None = None, address: str = HERE) -> shared.Shared:
    return shared.look(token, proof, address, count=True)


def count_rows() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(ShareRow)) or 0


def test_a_link_opens_one_run_and_every_opening_is_counted(cast: Cast, run: Run) -> None:
    token = sharing.share(cast.editor, run.id, key=KEY)
    for _ in range(3):
        assert look(token).run.id == run.id
    (kept,) = sharing.of(cast.editor, run.id)
    assert (kept.openings, kept.by, kept.rows, kept.password_hash) == (3, "Jonas Berg", False, None)
    assert kept.expires - kept.made == timedelta(days=30)
    told = activity.log(cast.admin, 5)
    assert ("Jonas Berg made a link to Autumn") in [sentence(each) for each in told]


def test_of_a_segment_it_opens_that_segment(cast: Cast, run: Run) -> None:
    token = sharing.share(cast.editor, run.id, 2, key=KEY)
    assert look(token).share.segment == 2
    assert sharing.of(cast.editor, run.id) == []
    assert len(sharing.of(cast.editor, run.id, 2)) == 1


def test_the_same_press_twice_is_one_link_also_at_the_same_moment(cast: Cast, run: Run) -> None:
    made: list[str] = []

    def press() -> None:
        with cast.server.app_context():
            made.append(sharing.share(cast.editor, run.id, key=KEY))

    at_once([press] * 4)
    assert len(made) == 4 and len(set(made)) == 1 and count_rows() == 1


def test_the_database_holds_a_digest_of_256_bits_and_no_password(cast: Cast, run: Run) -> None:
    token = sharing.share(cast.editor, run.id, password=WORD, key=KEY)
    row = db.session.scalars(select(ShareRow)).one()
    assert len(bytes.fromhex(token)) * 8 == 256
    assert row.token_hash == tokens.digest(token) != token
    assert row.password_hash is not None and WORD not in row.password_hash


def test_it_ends_to_the_second(cast: Cast, run: Run) -> None:
    begun = now().replace(microsecond=0)
    with time_machine.travel(begun, tick=False) as clock:
        token = sharing.share(cast.editor, run.id, days=7, key=KEY)
        clock.move_to(begun + timedelta(days=7, seconds=-1))
        assert look(token).run.id == run.id
        clock.move_to(begun + timedelta(days=7))
        with pytest.raises(NotFound, match=ENDED):
            look(token)
        assert sharing.of(cast.editor, run.id) == []


def test_a_revoked_one_opens_nothing_from_the_next_request_on(cast: Cast, run: Run) -> None:
    token = sharing.share(cast.editor, run.id, password=WORD, key=KEY)
    proof = shared.unlock(token, WORD, HERE)
    assert look(token, proof).run.id == run.id
    (kept,) = sharing.of(cast.editor, run.id)
    sharing.revoke(cast.admin, kept.id)
    for attempt in (lambda: look(token, proof), lambda: look(token), lambda: shared.unlock(token, WORD, HERE)):
        with pytest.raises(NotFound, match=ENDED):
            attempt()
    with pytest.raises(NotFound):
        sharing.revoke(cast.admin, kept.id)


def test_a_link_goes_with_its_run(cast: Cast, run: Run) -> None:
    from webapp.services import shelf

    token = sharing.share(cast.editor, run.id, key=KEY)
    shelf.archive(cast.editor, run.id)
    assert look(token).run.id == run.id
    shelf.delete_for_good(cast.admin, run.id)
    with pytest.raises(NotFound, match=ENDED):
        look(token)


# Passwords


def test_with_a_password_nothing_opens_without_it(cast: Cast, run: Run) -> None:
    token = sharing.share(cast.editor, run.id, password=WORD, key=KEY)
    other = sharing.share(cast.editor, run.id, password=WORD, key=f"{KEY}-two")
    for proof in (None, "", "x", shared.unlock(other, WORD, HERE)):
        with pytest.raises(shared.Locked):
            look(token, proof)
    with pytest.raises(NotAllowed, match="password is wrong"):
        shared.unlock(token, "another word", HERE)
    assert look(token, shared.unlock(token, WORD, HERE)).run.id == run.id


def test_the_eleventh_guess_of_a_password_waits_wherever_it_comes_from(
    cast: Cast, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = sharing.share(cast.editor, run.id, password=WORD, key=KEY)
    monkeypatch.setattr(passwords, "matches", lambda *_: False)
    for number in range(10):
        with pytest.raises(NotAllowed):
            shared.unlock(token, "guess", f"198.51.100.{number}")
    monkeypatch.undo()
    with pytest.raises(TooManyTries, match=r"^Too many tries. Wait 15 minutes.$"):
        shared.unlock(token, WORD, "203.0.113.1")


# Guessing


@pytest.mark.parametrize("many", [200, pytest.param(10_000, marks=pytest.mark.load)])
def test_guesses_find_nothing_and_get_slow(cast: Cast, run: Run, many: int) -> None:
    """Thirty a minute from one address are looked at, whatever they are; all others have to wait."""
    token = sharing.share(cast.editor, run.id, key=KEY)
    looked_at = waited = 0
    with time_machine.travel(now(), tick=False) as clock:
        for _ in range(many):
            try:
                look(tokens.fresh())
            except NotFound:
                looked_at += 1
            except TooManyTries:
                waited += 1
        assert (looked_at, waited) == (30, many - 30)
        with pytest.raises(TooManyTries, match=r"Wait 1 minute\.$"):
            look(token)  # also the right one, so that waiting tells nothing
        assert look(token, address="203.0.113.1").run.id == run.id
        clock.shift(timedelta(minutes=1, seconds=1))
        assert look(token).run.id == run.id


def test_people_who_hold_the_link_never_wait(cast: Cast, run: Run) -> None:
    token = sharing.share(cast.editor, run.id, key=KEY)
    for _ in range(40):
        look(token)
    assert sharing.of(cast.editor, run.id)[0].openings == 40


@pytest.mark.parametrize("token", ["", "x", "a" * 64, "\ud800", "\x00", "' OR 1=1 --", None, 7])
@pytest.mark.parametrize("server", ["sqlite"], indirect=True)
def test_what_nobody_was_given_opens_nothing(cast: Cast, token: object) -> None:
    with pytest.raises(NotFound, match=ENDED):
        look(token)


# Making


@pytest.mark.parametrize("server", ["sqlite"], indirect=True)
def test_a_fault_while_it_is_made_leaves_no_weaker_link(cast: Cast, run: Run) -> None:
    """At every statement in turn: afterwards there is no link, or the whole one with its password."""
    number, left = 0, 1

    def fails(*_: object) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            raise OSError("the disk went away")

    event.listen(db.engine, "before_cursor_execute", fails)
    try:
        while True:
            number, left = number + 1, number + 1
            try:
                sharing.share(cast.editor, run.id, password=WORD, key=f"{KEY}-{number}")
                break
            except OSError:
                left = 0
                assert count_rows() == 0, number
    finally:
        event.remove(db.engine, "before_cursor_execute", fails)
    assert number > 5
    assert [bool(one.password_hash) for one in sharing.of(cast.editor, run.id)] == [True]


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        ({"days": 31}, "Choose how long the link lasts from the list."),
        ({"days": True}, "Choose how long the link lasts from the list."),
        ({"password": "short"}, "Give the link a password of at least 8 characters, or none."),
        ({"key": "x"}, "This page is out of date. Reload it and try again."),
    ],
)
@pytest.mark.parametrize("server", ["sqlite"], indirect=True)
def test_what_is_chosen_is_checked(cast: Cast, run: Run, chosen: dict[str, object], sentence: str) -> None:
    with pytest.raises(BadInput) as refused:
        sharing.share(cast.editor, run.id, **{"key": KEY, **chosen})  # type: ignore[arg-type]
    assert refused.value.sentence == sentence
    assert count_rows() == 0


@pytest.mark.parametrize("server", ["sqlite"], indirect=True)
def test_what_is_not_done_is_not_shared(cast: Cast) -> None:
    waits = saved(cast.editor, people(cast.editor))
    with pytest.raises(BadInput, match="has no segments yet"):
        sharing.share(cast.editor, waits.id, key=KEY)
    assert sharing.of(cast.editor, waits.id) == []


def test_who_may_not_and_who_sees_nothing(cast: Cast, run: Run) -> None:
    token = sharing.share(cast.editor, run.id, key=KEY)
    share_id = sharing.of(cast.editor, run.id)[0].id
    for viewer, problem in ((cast.viewer, NotAllowed), (cast.stranger, NotFound)):
        for attempt in (
            lambda viewer: sharing.share(viewer, run.id, key=KEY),
            lambda viewer: sharing.of(viewer, run.id),
            lambda viewer: sharing.revoke(viewer, share_id),
        ):
            with pytest.raises(problem):
                attempt(viewer)
    with pytest.raises(NotAllowed):
        sharing.share(cast.editor, run.id, rows=True, key=f"{KEY}-rows")
    with pytest.raises(NotFound, match=ENDED):
        shared.customers(token, None, HERE)
    with_rows = sharing.share(cast.admin, run.id, rows=True, key=f"{KEY}-rows")
    assert shared.customers(with_rows, None, HERE).rows == 60
