"""A person's own account: name, zone, password, where they are signed in."""

from core.errors import BadInput
from webapp.errors import NotFound
from webapp.records import Person, SignedIn, Viewer
from webapp.services import door, entering, passwords
from webapp.store import events, links, people, sessions, teams
from webapp.store.engine import writing


def change(viewer: Viewer, name: object, zone: object, seen_version: object) -> Person:
    new_name, new_zone = door.name(name, "your name"), door.zone(zone)
    with writing():
        return people.change(viewer.person.id, new_name, new_zone, door.version(seen_version))


def change_password(viewer: Viewer, old: object, new: object) -> int:
    """How many other sessions ended with it."""
    if entering.proven(viewer.person.email, old, f"session {viewer.session_id}") is None:
        raise BadInput("The present password is wrong. Nothing was changed.")
    hashed = passwords.hashed(door.new_password(new, viewer.person.name, viewer.person.email))
    with writing():
        people.set_password(viewer.person.id, hashed)
        links.revoke_all(viewer.person.id)
        ended = sessions.end_all(viewer.person.id, but=viewer.session_id)
        for team, _ in teams.of_person(viewer.person.id):
            events.add(team.id, viewer.person, "chose a new password")
    return ended


def signed_in(viewer: Viewer) -> list[SignedIn]:
    return sessions.of_person(viewer.person.id)


def end_session(viewer: Viewer, session_id: object) -> None:
    with writing():
        if not sessions.end(door.id_(session_id), viewer.person.id):
            raise NotFound("This session has ended already.")


def end_other_sessions(viewer: Viewer) -> int:
    with writing():
        return sessions.end_all(viewer.person.id, but=viewer.session_id)
