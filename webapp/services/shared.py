"""What a share link opens, for whoever holds it: one run or segment as it is now, and nothing beside it.

There is no viewer here. The token stands for the right to look at one thing, and is asked for again at every request.
"""

import hmac
from dataclasses import dataclass
from datetime import timedelta

from core.errors import BadInput, Problem
from webapp.errors import NotAllowed, NotFound
from webapp.records import Run, RunResult, Segment, Share
from webapp.services import door, guesses, passwords, run_downloads, tokens
from webapp.services.downloads import Download
from webapp.services.guesses import Limit
from webapp.store import events, runs, segments, shares, teams, tries
from webapp.store.engine import writing

ENDED = "This link is no longer valid. Ask the person who sent it."
NOT_IT = "This password is wrong. Ask the person who sent the link."
TRIES, WINDOW = 30, timedelta(minutes=1)
PASSWORD_TRIES, PASSWORD_WINDOW = 10, timedelta(minutes=15)


class Locked(Problem):
    """The link is right and wants its password."""

    def __init__(self) -> None:
        super().__init__("This link has a password. Ask the person who sent it.")


@dataclass(frozen=True)
class Shared:
    share: Share
    run: Run
    result: RunResult
    segments: list[Segment]  # all of the run
    zone: str  # of the team


def look(token: object, proof: str | None, address: str, *, count: bool) -> Shared:
    """Counted as an opening when a person will see it."""
    share = _opened(token, proof, address)
    run, result = runs.find(share.team_id, share.run_id), runs.result(share.run_id)
    if run is None or result is None:
        raise NotFound(ENDED)
    every = segments.of_run(run.id)
    if count:
        with writing():
            shares.count_opening(share.id)
    return Shared(share, run, result, every, teams.settings(share.team_id).zone)


def unlock(token: object, password: object, address: str) -> str:
    """The proof that the password was given, for the cookie; worth nothing for another link or another password."""
    share = _found(token, address)
    by_share, by_address = tokens.digest(f"share {share.id}"), _address(address)
    guesses.count(Limit(by_share, PASSWORD_TRIES, PASSWORD_WINDOW), Limit(by_address, TRIES, WINDOW))
    if share.password_hash is not None and not passwords.matches(_typed(password), share.password_hash):
        raise NotAllowed(NOT_IT)
    with writing():
        tries.forget(by_share)
        tries.take_back(by_address)
    return _proof(share)


def customers(token: object, proof: str | None, address: str) -> Download:
    """Only where an admin has allowed it; kept in the activity of the team."""
    shared = look(token, proof, address, count=False)
    if not shared.share.rows:
        raise NotFound(ENDED)
    download = run_downloads.of(shared.run, shared.result, shared.segments, shared.share.segment)
    with writing():
        events.add_of_visitor(shared.run.team_id, "downloaded segments", run=shared.run.name, rows=f"{download.rows:,}")
    return download


def _opened(token: object, proof: str | None, address: str) -> Share:
    share = _found(token, address)
    if share.password_hash is not None and not hmac.compare_digest(proof or "", _proof(share)):
        raise Locked
    return share


def _found(token: object, address: str) -> Share:
    """Every look counts as a guess until it was right."""
    guesses.count(Limit(_address(address), TRIES, WINDOW))
    share = shares.by_token(tokens.digest(token))
    if share is None:
        raise NotFound(ENDED)
    with writing():
        tries.take_back(_address(address))
    return share


def _proof(share: Share) -> str:
    return tokens.derived("opened share", share.id, share.password_hash)


def _address(address: str) -> str:
    return tokens.digest(f"share from {address}")


def _typed(password: object) -> str:
    try:
        return door.password(password)
    except BadInput:
        return ""
