"""Invitations: an admin copies a link to a colleague, who joins with a role. No mail is sent."""

from datetime import timedelta

from core.errors import BadInput
from webapp.clock import now
from webapp.errors import Conflict, NotAllowed, NotFound
from webapp.records import Invitation, Person, Viewer
from webapp.rights import Right
from webapp.services import door, passwords, tokens
from webapp.services.entering import Device, open_session, proven
from webapp.store import events, links, people, teams
from webapp.store.engine import writing

LASTS = timedelta(days=7)
ENDED = "This link is no longer valid. Ask the person who sent it."


def open_in(viewer: Viewer) -> list[Invitation]:
    viewer.must(Right.ADMINISTER)
    return links.open_invitations(viewer.team.id)


def invite(viewer: Viewer, email: object, role: object, key: object) -> str:
    """The token of the link. The same key again is the same press of the button: one invitation, the same link."""
    viewer.must(Right.ADMINISTER)
    address, wanted = door.email(email), door.role(role)
    token = tokens.derived("invitation", viewer.team.id, viewer.person.id, address, wanted, door.key(key))
    with writing():
        teams.lock(viewer.team.id)
        if links.known(tokens.digest(token)):
            return token
        if any(member.person.email == address for member in teams.members(viewer.team.id)):
            raise BadInput(f"{address} is in this team already. Change the role in the list of people.")
        for earlier in links.open_invitations(viewer.team.id):
            if earlier.email == address:
                links.revoke_invitation(viewer.team.id, earlier.id)
        links.add_invitation(tokens.digest(token), viewer.team.id, address, wanted, viewer.person.id, now() + LASTS)
        events.add(viewer.team.id, viewer.person, "invited", email=address, role=wanted)
    return token


def revoke(viewer: Viewer, invitation_id: object) -> Invitation:
    viewer.must(Right.ADMINISTER)
    with writing():
        revoked = links.revoke_invitation(viewer.team.id, door.id_(invitation_id))
        if revoked is None:
            raise NotFound
        events.add(viewer.team.id, viewer.person, "withdrew an invitation", email=revoked.email)
    return revoked


def look(token: object) -> Invitation:
    invitation = links.invitation(tokens.digest(token))
    if invitation is None:
        raise NotFound(ENDED)
    return invitation


def accept_as_new(token: object, name: object, password: object, zone: object, device: Device) -> str:
    """A person who had no account; the token for the cookie."""
    invitation = look(token)
    person_name = door.name(name, "your name")
    where = door.zone(zone)
    hashed = passwords.hashed(door.new_password(password, person_name, invitation.email))
    with writing():
        if people.by_email(invitation.email) is not None:
            raise Conflict(
                "There is an account with this address already. Choose “I have an account” and use its password."
            )
        _spend(token)
        person = people.add(person_name, invitation.email, where, hashed)
        _join(invitation, person)
    return open_session(person, device, invitation.team.id)


def accept_with_password(token: object, password: object, device: Device) -> str:
    """A person who has an account already; the token for the cookie."""
    invitation = look(token)
    person = proven(invitation.email, password, device.address)
    if person is None:
        raise NotAllowed("This password is wrong, or there is no account with this address yet.")
    _accept(token, invitation, person)
    return open_session(person, device, invitation.team.id)


def accept_as(viewer: Viewer, token: object) -> int:
    """A person who is signed in already; the team they joined."""
    invitation = look(token)
    if invitation.email != viewer.person.email:
        raise NotAllowed(f"This invitation is for {invitation.email}. Sign out first, then open the link again.")
    _accept(token, invitation, viewer.person)
    return invitation.team.id


def _accept(token: object, invitation: Invitation, person: Person) -> None:
    with writing():
        _spend(token)
        if teams.role_of(invitation.team.id, person.id) is None:
            _join(invitation, person)


def _spend(token: object) -> None:
    if not links.use("invitation", tokens.digest(token)):
        raise NotFound(ENDED)


def _join(invitation: Invitation, person: Person) -> None:
    teams.add_member(invitation.team.id, person.id, invitation.role)
    links.revoke_all(person.id)  # a new password that an admin of other teams may still give would open this one too
    events.add(invitation.team.id, person, "joined", role=invitation.role)
