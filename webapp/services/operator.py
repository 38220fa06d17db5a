"""What whoever runs the server may do from its command line. There is no viewer: the shell is the proof of who asks."""

from core.errors import BadInput
from webapp.clock import now
from webapp.errors import NotFound
from webapp.records import Lane, TeamSettings
from webapp.rights import Role
from webapp.services import door, invitations, resets, sample_data, tokens
from webapp.store import events, links, people, queue, teams
from webapp.store.engine import writing

DEMO_TEAM = "Sample shop"
DEMO_EMAIL = "sam@sample.example"


def invite(email: str, team_name: str, role: str, new_team: bool) -> str:
    """The token of an invitation, into a team that is there or is made with it."""
    address, wanted, name = door.email(email), door.role(role), door.name(team_name, "a name for the team")
    token = tokens.fresh()
    with writing():
        team = teams.named(name)
        if team is None and not new_team:
            raise NotFound(f"There is no team called “{name}”. Check the name, or add --new-team to make it.")
        if team is not None and new_team:
            raise BadInput(f"There is a team called “{name}” already. Leave out --new-team to invite into it.")
        if team is None:
            team = teams.add(name, TeamSettings())
            events.add(team.id, None, "made the team", team=team.name)
        links.add_invitation(tokens.digest(token), team.id, address, wanted, None, now() + invitations.LASTS)
        events.add(team.id, None, "invited", email=address, role=wanted)
    return token


def reset_link(email: str) -> str:
    person = people.by_email(door.email(email))
    if person is None:
        raise NotFound(f"Nobody has the address {email}. ./kindred add-person invites somebody new.")
    token = tokens.fresh()
    with writing():
        links.add_reset(tokens.digest(token), person.id, None, now() + resets.LASTS)
        for team, _ in teams.of_person(person.id):
            events.add(team.id, None, "made a reset link", person=person.name)
    return token


def open_demo() -> str:
    """The sample team, made once, and the token of a link that signs in there. Nobody has a password for it."""
    token = tokens.fresh()
    with writing():
        team = teams.named(DEMO_TEAM)
        person = people.by_email(DEMO_EMAIL)
        if team is None:
            team = teams.add(DEMO_TEAM, TeamSettings())
            events.add(team.id, None, "made the team", team=team.name)
            queue.add(team.id, None, sample_data.KIND, Lane.LONG, sample_data.SUBJECT, {})
        if person is None:
            person = people.add("Sam Sample", DEMO_EMAIL, "UTC", password_hash=None)
        if teams.role_of(team.id, person.id) is None:
            teams.add_member(team.id, person.id, Role.ADMIN)
        links.add_sign_in(tokens.digest(token), person.id, now() + resets.LASTS)
    return token
