"""The first start: whoever holds the address that the program printed makes the first person and team."""

from datetime import timedelta

from webapp.clock import now
from webapp.errors import NotFound
from webapp.records import TeamSettings
from webapp.rights import Role
from webapp.services import door, passwords, tokens
from webapp.services.entering import Device, open_session
from webapp.store import events, links, people, teams
from webapp.store.engine import writing

LASTS = timedelta(hours=1)
ENDED = "This link is no longer valid. Restart Kindred and use the address that it prints."


def open_link() -> str | None:
    """A token for the address that is printed at the start; nothing once there is a person."""
    if people.anyone():
        return None
    token = tokens.fresh()
    with writing():
        links.add_first_start(tokens.digest(token), now() + LASTS)
    return token


def is_open(token: object) -> bool:
    return not people.anyone() and links.first_start_is_open(tokens.digest(token))


def begin(
    token: object, name: object, email: object, password: object, team: object, zone: object, device: Device
) -> str:
    """The first person, admin of the first team; the token for the cookie."""
    if not is_open(token):
        raise NotFound(ENDED)
    person_name, address, team_name = (
        door.name(name, "your name"),
        door.email(email),
        door.name(team, "a name for the team"),
    )
    where = door.zone(zone)
    hashed = passwords.hashed(door.new_password(password, person_name, address))
    with writing():
        links.lock_first_starts()
        if people.anyone() or not links.use("first start", tokens.digest(token)):
            raise NotFound(ENDED)
        person = people.add(person_name, address, where, hashed)
        made = teams.add(team_name, TeamSettings(zone=where))
        teams.add_member(made.id, person.id, Role.ADMIN)
        events.add(made.id, person, "made the team", team=made.name)
    return open_session(person, device)
