"""Teams and who belongs to them."""

import dataclasses
from typing import Any

from sqlalchemy import func, select

from webapp.clock import now
from webapp.errors import Conflict
from webapp.records import Member, Team, TeamSettings
from webapp.rights import Role
from webapp.store.engine import db
from webapp.store.people import person_of
from webapp.store.tables import MembershipRow, SessionRow, TeamRow


def add(name: str, settings: TeamSettings) -> Team:
    row = TeamRow(name=name, settings=dataclasses.asdict(settings), made_at=now())
    db.session.add(row)
    db.session.flush()
    return team_of(row)


def named(name: str) -> Team | None:
    row = db.session.scalars(select(TeamRow).where(TeamRow.name == name).order_by(TeamRow.id).limit(1)).first()
    return None if row is None else team_of(row)


def settings(team_id: int) -> TeamSettings:
    return team_of(db.session.get_one(TeamRow, team_id)).settings


def change(team: Team, seen_version: int) -> Team:
    """Keep name and settings, unless somebody saved after the version that was seen."""
    row = db.session.get_one(TeamRow, team.id, with_for_update=True)
    if row.version != seen_version:
        raise Conflict(
            "Somebody else changed the settings of this team meanwhile. Look at them again, then save yours."
        )
    row.name, row.settings = team.name, dataclasses.asdict(team.settings)
    db.session.flush()
    return team_of(row)


def add_member(team_id: int, person_id: int, role: Role) -> None:
    db.session.add(MembershipRow(team_id=team_id, person_id=person_id, role=role, since=now()))
    db.session.flush()


def lock(team_id: int) -> None:
    """What another write decides about this team waits until the end of this one."""
    db.session.execute(select(TeamRow.id).where(TeamRow.id == team_id).with_for_update())


def role_of(team_id: int, person_id: int) -> Role | None:
    role = db.session.scalar(_membership(MembershipRow.role, team_id, person_id))
    return None if role is None else Role(role)


def of_person(person_id: int) -> list[tuple[Team, Role]]:
    rows = db.session.scalars(
        select(MembershipRow).where(MembershipRow.person_id == person_id).order_by(MembershipRow.team_id)
    )
    return [(team_of(row.team), Role(row.role)) for row in rows]


def members(team_id: int) -> list[Member]:
    last_seen = (
        select(SessionRow.person_id, func.max(SessionRow.last_seen).label("at"))
        .where(SessionRow.team_id == team_id)
        .group_by(SessionRow.person_id)
        .subquery()
    )
    rows = db.session.execute(
        select(MembershipRow, last_seen.c.at)
        .outerjoin(last_seen, last_seen.c.person_id == MembershipRow.person_id)
        .where(MembershipRow.team_id == team_id)
        .order_by(MembershipRow.since, MembershipRow.id)
    )
    return [Member(person_of(row.person), Role(row.role), row.since, at, row.version) for row, at in rows]


def member(team_id: int, person_id: int) -> Member | None:
    row = db.session.scalar(_membership(MembershipRow, team_id, person_id))
    return None if row is None else Member(person_of(row.person), Role(row.role), row.since, None, row.version)


def admins(team_id: int) -> int:
    """How many there are."""
    ids = select(MembershipRow.id).where(MembershipRow.team_id == team_id, MembershipRow.role == Role.ADMIN)
    return len(db.session.scalars(ids).all())


def set_role(team_id: int, person_id: int, role: Role) -> None:
    db.session.scalars(_membership(MembershipRow, team_id, person_id)).one().role = role
    db.session.flush()


def remove_member(team_id: int, person_id: int) -> None:
    db.session.delete(db.session.scalars(_membership(MembershipRow, team_id, person_id)).one())
    db.session.flush()


def team_of(row: TeamRow) -> Team:
    known = {field.name for field in dataclasses.fields(TeamSettings)}
    settings = TeamSettings(**{name: value for name, value in row.settings.items() if name in known})
    return Team(row.id, row.name, settings, row.version)


def _membership(what: Any, team_id: int, person_id: int) -> Any:
    return select(what).where(MembershipRow.team_id == team_id, MembershipRow.person_id == person_id)
