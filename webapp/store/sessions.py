"""Signed-in browsers. Ending a session here ends it everywhere, whatever cookie somebody has copied."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select, update

from webapp.clock import now
from webapp.records import SignedIn, Viewer
from webapp.rights import Role
from webapp.store.engine import db, rows_changed
from webapp.store.people import person_of
from webapp.store.tables import MembershipRow, PersonRow, SessionRow, TeamRow
from webapp.store.teams import team_of


def add(token_hash: str, person_id: int, team_id: int, browser: str, address: str, expires: datetime) -> int:
    row = SessionRow(
        token_hash=token_hash, person_id=person_id, team_id=team_id, browser=browser, address=address,
        since=now(), last_seen=now(), expires=expires,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    return row.id


def viewer(token_hash: str) -> tuple[Viewer, SignedIn] | None:
    """Who holds this token, in the team the session was last in; nothing once it expired or the person left that team."""
    row = db.session.execute(
        select(SessionRow, PersonRow, TeamRow, MembershipRow.role)
        .join(PersonRow, PersonRow.id == SessionRow.person_id)
        .join(TeamRow, TeamRow.id == SessionRow.team_id)
        .join(MembershipRow, (MembershipRow.team_id == TeamRow.id) & (MembershipRow.person_id == PersonRow.id))
        .where(SessionRow.token_hash == token_hash, SessionRow.expires > now())
    ).first()
    if row is None:
        return None
    session, person, team, role = row
    return Viewer(person_of(person), team_of(team), Role(role), session.id), signed_in_of(session)


def touch(session_id: int) -> None:
    db.session.execute(update(SessionRow).where(SessionRow.id == session_id).values(last_seen=now()))


def turn_to(session_id: int, team_id: int) -> None:
    db.session.execute(update(SessionRow).where(SessionRow.id == session_id).values(team_id=team_id))


def of_person(person_id: int) -> list[SignedIn]:
    rows = db.session.scalars(
        select(SessionRow)
        .where(SessionRow.person_id == person_id, SessionRow.expires > now())
        .order_by(SessionRow.last_seen.desc(), SessionRow.id.desc())
    )
    return [signed_in_of(row) for row in rows]


def end(session_id: int, person_id: int) -> bool:
    """Whether there was such a session of that person."""
    return rows_changed(delete(SessionRow).where(SessionRow.id == session_id, SessionRow.person_id == person_id)) == 1


def end_all(person_id: int, but: int | None = None) -> int:
    return rows_changed(delete(SessionRow).where(SessionRow.person_id == person_id, SessionRow.id != (but or 0)))


def end_in_team(person_id: int, team_id: int) -> None:
    db.session.execute(delete(SessionRow).where(SessionRow.person_id == person_id, SessionRow.team_id == team_id))


def sweep(longest_idle: timedelta) -> None:
    """Forget what nobody can use any more."""
    db.session.execute(
        delete(SessionRow).where((SessionRow.expires < now()) | (SessionRow.last_seen < now() - longest_idle))
    )


def signed_in_of(row: SessionRow) -> SignedIn:
    return SignedIn(row.id, row.browser, row.address, row.since, row.last_seen, row.expires)
