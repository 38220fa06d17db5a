"""Links for people without an account: made, listed, revoked. services/shared.py opens them."""

from datetime import timedelta

from core.errors import BadInput
from webapp.errors import NotFound
from webapp.records import JobState, Run, Share, Viewer
from webapp.rights import Right
from webapp.services import door, passwords, runs, segments, tokens
from webapp.store import events, shares
from webapp.store import runs as stored_runs
from webapp.store.engine import writing

DAYS = (1, 7, 30, 90)
USUAL_DAYS = 30
LEAST_PASSWORD = 8


def of(viewer: Viewer, run_id: object, segment: object = None) -> list[Share]:
    """Those that still open, newest first."""
    viewer.must(Right.WORK)
    run = runs.find(viewer, run_id)
    return shares.open_of(viewer.team.id, run.id, None if segment is None else door.id_(segment))


def share(
    viewer: Viewer, run_id: object, segment: object = None,
    *, days: object = USUAL_DAYS, password: object = None, rows: object = False, key: object,
) -> str:  # fmt: skip
    """The token of the link. The same key again is the same press of the button: one link. Rows take an admin."""
    viewer.must(Right.ADMINISTER if rows else Right.WORK)
    run, number = _subject(viewer, run_id, segment)
    lasts = timedelta(days=door.one_of(days, DAYS, "Choose how long the link lasts from the list."))
    token = tokens.derived("share", viewer.team.id, viewer.person.id, run.id, number, door.key(key))
    hashed = passwords.hashed(_password(password)) if password else None
    with writing():
        stored_runs.only_one_at_a_time(viewer.team.id)
        if not shares.known(tokens.digest(token)):
            shares.add(
                viewer.team.id, run.id, number, tokens.digest(token), hashed, bool(rows), viewer.person.id, lasts
            )
            events.add(viewer.team.id, viewer.person, "shared a run", run=run.name, rows="yes" if rows else "no")
    return token


def revoke(viewer: Viewer, share_id: object) -> Share:
    """From the next request on the link opens nothing."""
    viewer.must(Right.WORK)
    found = shares.find(viewer.team.id, door.id_(share_id))
    if found is None:
        raise NotFound
    run = runs.find(viewer, found.run_id)
    with writing():
        if shares.revoke(found.id):
            events.add(viewer.team.id, viewer.person, "revoked a link", run=run.name)
    return found


def _subject(viewer: Viewer, run_id: object, segment: object) -> tuple[Run, int | None]:
    run = runs.find(viewer, run_id)
    if run.state is not JobState.DONE:
        raise BadInput(f"“{run.name}” has no segments yet. Share it when it is done.")
    return run, None if segment is None else segments.find(viewer, run.id, segment).number


def _password(value: object) -> str:
    text = door.password(value)
    if len(text) < LEAST_PASSWORD:
        raise BadInput(f"Give the link a password of at least {LEAST_PASSWORD} characters, or none.")
    return text
