"""What whoever runs the server may do from its command line. There is no viewer: the shell is the proof of who asks."""

from dataclasses import asdict
from pathlib import Path

from core.errors import BadInput
from webapp.clock import now
from webapp.errors import NotFound
from webapp.records import Job, Lane, Team, TeamSettings
from webapp.rights import Role
from webapp.services import door, invitations, resets, sample_data, tokens, uploads
from webapp.store import datasets, events, incoming, instance, links, people, queue, teams
from webapp.store import uploads as store
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


def bring(file: Path, team_name: str, dataset_name: str, mode: str) -> tuple[int, int]:
    """A file of this host on its way to becoming a version: the team, and the job that does it."""
    team, name, place = _team(team_name), door.name(dataset_name, "a name for the dataset"), instance.current()
    known = next((dataset for dataset in datasets.of_team(team.id) if dataset.name.casefold() == name.casefold()), None)
    if known is None and mode != "new":
        raise NotFound(f"“{team.name}” has no dataset called “{name}”. Leave out --{mode} to make it.")
    if known is not None and mode == "new":
        raise BadInput(f"There is already a dataset called “{name}”. Add --add or --replace for its next version.")
    size, bounds = file.stat().st_size, uploads.limits(team.settings)
    bounds.check_file(size)
    incoming.check_room(place, size)
    with file.open("rb") as stream:
        received = incoming.receive(place, stream, size)
    with writing():
        upload = store.add(
            team.id,
            None,
            file.name,
            received,
            instance.host_id(place),
            known.id if known else None,
            uploads.taken_over(known),
        )
        facts = {"upload": upload.id, "limits": asdict(bounds), "name": name}
        job = queue.add(team.id, None, "read file", Lane.LONG, f"Reading {file.name}"[:200], facts, host=upload.host)
        store.change(upload.id, mode=mode, state="reading", read_job_id=job)
    return team.id, job


def job(team_id: int, job_id: int) -> Job:
    found = queue.find(team_id, job_id, None)
    if found is None:
        raise NotFound
    return found


def _team(name: str) -> Team:
    team = teams.named(name)
    if team is None:
        raise NotFound(f"There is no team called “{name}”. Check the name; ./kindred add-person --new-team makes one.")
    return team
