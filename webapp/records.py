"""Frozen facts that leave the store: what services return and pages draw."""

from dataclasses import dataclass, field
from datetime import datetime

from webapp.errors import NotAllowed
from webapp.rights import Right, Role, allows


@dataclass(frozen=True)
class TeamSettings:
    """What an admin may set for the whole team."""

    currency: str = "EUR"
    zone: str = "UTC"
    phone_country: str = "DE"
    most_segments: int = 12
    smallest_segment: int = 100
    smallest_audience: int = 1000
    idle_hours: int = 8
    session_days: int = 7
    largest_file_gb: int = 5
    most_rows_million: int = 50


@dataclass(frozen=True)
class Team:
    id: int
    name: str
    settings: TeamSettings
    version: int


@dataclass(frozen=True)
class Person:
    id: int
    name: str
    email: str
    zone: str
    version: int

    @property
    def initials(self) -> str:
        words = self.name.split()
        return (words[0][:1] + (words[-1][:1] if len(words) > 1 else "")).upper()


@dataclass(frozen=True)
class Viewer:
    """Who is looking: a person, in a team, with a role there."""

    person: Person
    team: Team
    role: Role
    session_id: int

    def may(self, right: Right) -> bool:
        return allows(right, self.role)

    def must(self, right: Right) -> None:
        if not self.may(right):
            raise NotAllowed


@dataclass(frozen=True)
class Member:
    person: Person
    role: Role
    since: datetime
    last_seen: datetime | None
    version: int


@dataclass(frozen=True)
class Invitation:
    id: int
    team: Team
    email: str
    role: Role
    by: str
    made: datetime
    expires: datetime


@dataclass(frozen=True)
class SignedIn:
    """One session of a person: a browser that is signed in."""

    id: int
    browser: str
    address: str
    since: datetime
    last_seen: datetime
    expires: datetime


@dataclass(frozen=True)
class Event:
    """What somebody did, for the team's activity."""

    id: int
    at: datetime
    person: str
    kind: str
    facts: dict[str, str] = field(default_factory=dict)
