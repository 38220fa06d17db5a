"""New passwords by a copied link that works once and lasts an hour."""

from datetime import timedelta

from webapp.clock import now
from webapp.errors import NotAllowed, NotFound
from webapp.records import Person, Viewer
from webapp.rights import Right, Role
from webapp.services import door, passwords, tokens
from webapp.services.entering import Device, open_session
from webapp.store import events, links, people, sessions, teams
from webapp.store.engine import writing

LASTS = timedelta(hours=1)
ENDED = "This link is no longer valid. Ask the person who sent it."


def make_link(viewer: Viewer, person_id: object, key: object) -> str:
    """The token of a link for a member of the viewer's team."""
    viewer.must(Right.ADMINISTER)
    token = tokens.derived("reset", viewer.team.id, viewer.person.id, door.id_(person_id), door.key(key))
    with writing():
        teams.lock(viewer.team.id)
        member = teams.member(viewer.team.id, door.id_(person_id))
        if member is None:
            raise NotFound
        _only_where_both_are_known(viewer, member.person)
        if not links.known(tokens.digest(token)):
            links.add_reset(tokens.digest(token), member.person.id, viewer.person.id, now() + LASTS)
            events.add(viewer.team.id, viewer.person, "made a reset link", person=member.person.name)
    return token


def look(token: object) -> Person:
    person = links.person_of_link("reset", tokens.digest(token))
    if person is None:
        raise NotFound(ENDED)
    return person


def choose_password(token: object, password: object, device: Device) -> str:
    """Every session of the person ends, and a new one begins here; the token for the cookie."""
    person = look(token)
    hashed = passwords.hashed(door.new_password(password, person.name, person.email))
    with writing():
        if not links.use("reset", tokens.digest(token)):
            raise NotFound(ENDED)
        people.set_password(person.id, hashed)
        links.revoke_all(person.id)
        sessions.end_all(person.id)
        for team, _ in teams.of_person(person.id):
            events.add(team.id, person, "chose a new password")
    return open_session(person, device)


def _only_where_both_are_known(viewer: Viewer, person: Person) -> None:
    """A new password opens every team of the person, so an admin of one team must not hand it out for another."""
    mine = {team.id for team, role in teams.of_person(viewer.person.id) if role is Role.ADMIN}
    if any(team.id not in mine for team, _ in teams.of_person(person.id)):
        raise NotAllowed(
            f"A new password for {person.name} would open more than this team. "
            "Whoever runs the server can make the link with ./kindred reset-password."
        )
