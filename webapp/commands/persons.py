"""`./kindred add-person` and `./kindred reset-password`: links to hand over, since no mail is sent."""

from webapp.commands import opening
from webapp.services import operator
from webapp.settings import Settings


def add_person(settings: Settings, email: str, team: str, role: str, new_team: bool) -> None:
    with opening.opened(settings):
        token = operator.invite(email, team, role, new_team)
    print(f"Give this link to {email}. It works once, for 7 days:\n{opening.address(settings)}/invitation/{token}")


def reset_password(settings: Settings, email: str) -> None:
    with opening.opened(settings):
        token = operator.reset_link(email)
    print(f"Give this link to {email}. It works once, for an hour:\n{opening.address(settings)}/reset/{token}")
