"""Signing in and out, and knowing who is looking."""

import re
from dataclasses import dataclass
from datetime import timedelta

from core.errors import BadInput
from webapp.clock import now
from webapp.errors import NotAllowed, NotFound
from webapp.records import Person, SignedIn, TeamSettings, Viewer
from webapp.services import door, guesses, passwords, tokens
from webapp.services.guesses import Limit
from webapp.store import events, links, people, sessions, teams, tries
from webapp.store.engine import writing

ACCOUNT_TRIES, ACCOUNT_WINDOW = 10, timedelta(minutes=15)
ADDRESS_TRIES, ADDRESS_WINDOW = 50, timedelta(hours=1)
TOUCH_EVERY = timedelta(minutes=1)
LINK_ENDED = "This link is no longer valid. ./kindred demo makes another."
LONGEST_IDLE = timedelta(hours=24 * 30)


@dataclass(frozen=True)
class Device:
    """Where a request comes from, as far as it says."""

    browser: str
    address: str


def sign_in(email: object, password: object, device: Device) -> str:
    """The token for the cookie."""
    person = proven(email, password, device.address)
    if person is None:
        raise NotAllowed("Address or password is wrong. Check both, or ask an admin of your team for a new link.")
    return open_session(person, device)


def proven(email: object, password: object, address: str) -> Person | None:
    """Whose these are, if anybody's. Wherever a password is asked for, every guess counts: by account, and by where it comes from."""
    account = email.strip().lower()[:254] if isinstance(email, str) else ""
    guesses.count(
        Limit(_account(account), ACCOUNT_TRIES, ACCOUNT_WINDOW), Limit(_address(address), ADDRESS_TRIES, ADDRESS_WINDOW)
    )
    person = people.by_email(account) if account.isprintable() else None
    right = passwords.matches(_typed(password), people.password_hash(person.id) if person else None)
    if person is None or not right:
        return None
    with writing():
        tries.forget(_account(account))
        tries.take_back(_address(address))
    return person


def open_session(person: Person, device: Device, team_id: int | None = None) -> str:
    """A new session with a new token, in the given team or the person's first."""
    token = tokens.fresh()
    with writing():
        mine = teams.of_person(person.id)
        team = next((team for team, _ in mine if team_id in (None, team.id)), None)
        if team is None:
            raise NotAllowed("You are not in a team any more. Ask an admin of your team for an invitation.")
        tries.forget(_account(person.email))
        expires = now() + timedelta(days=team.settings.session_days)
        sessions.sweep(LONGEST_IDLE)
        sessions.add(
            tokens.digest(token), person.id, team.id, browser_name(device.browser), device.address[:45], expires
        )
        events.add(team.id, person, "signed in")
    return token


def by_link(token: object, device: Device) -> str:
    """With a link that signs in once; the token for the cookie."""
    person = look_at_link(token)
    with writing():
        if not links.use("sign in", tokens.digest(token)):
            raise NotFound(LINK_ENDED)
    return open_session(person, device)


def look_at_link(token: object) -> Person:
    person = links.person_of_link("sign in", tokens.digest(token))
    if person is None:
        raise NotFound(LINK_ENDED)
    return person


def sign_out(viewer: Viewer) -> None:
    with writing():
        sessions.end(viewer.session_id, viewer.person.id)


def who(token: str, present: bool = True) -> Viewer | None:
    """Who holds the token, unless the session was left alone for too long. Present: a person asked, not the page by itself."""
    found = sessions.viewer(tokens.digest(token))
    if found is None:
        return None
    viewer, signed_in = found
    if _idle(signed_in, viewer.team.settings):
        return None
    if present and now() - signed_in.last_seen > TOUCH_EVERY:
        with writing():
            sessions.touch(viewer.session_id)
    return viewer


def turn_to(viewer: Viewer, team_id: object, remember: bool = True) -> Viewer:
    """The same person in another of their teams; a team they are not in does not exist."""
    wanted = door.id_(team_id)
    for team, role in teams.of_person(viewer.person.id):
        if team.id == wanted:
            if remember and team.id != viewer.team.id:
                with writing():
                    sessions.turn_to(viewer.session_id, team.id)
            return Viewer(viewer.person, team, role, viewer.session_id)
    raise NotFound


def browser_name(agent: str) -> str:
    """“Firefox on Linux” says more to a person than the whole header."""
    browsers = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
    systems = (
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    )
    browser = next((name for mark, name in browsers if re.search(rf"{mark}\w*/", agent)), "A browser")
    system = next((name for mark, name in systems if mark in agent), "")
    return f"{browser} on {system}" if system else browser


def _account(email: str) -> str:
    return tokens.digest(f"account {email}")


def _address(address: str) -> str:
    return tokens.digest(f"address {address}")


def _typed(password: object) -> str:
    try:
        return door.password(password)
    except BadInput:
        return ""


def _idle(signed_in: SignedIn, settings: TeamSettings) -> bool:
    return now() - signed_in.last_seen > timedelta(hours=settings.idle_hours)
