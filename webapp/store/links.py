"""Links that work once. The table holds only the digest of the token."""

from datetime import datetime

from sqlalchemy import ColumnElement, Select, select, update

from webapp.clock import now
from webapp.records import Invitation, Person
from webapp.rights import Role
from webapp.store.engine import db, rows_changed
from webapp.store.people import person_of
from webapp.store.tables import LinkRow, PersonRow
from webapp.store.teams import team_of


def add_first_start(token_hash: str, expires: datetime) -> None:
    _add(LinkRow(kind="first start", token_hash=token_hash, made=now(), expires=expires))


def add_invitation(token_hash: str, team_id: int, email: str, role: Role, by_id: int | None, expires: datetime) -> None:
    _add(
        LinkRow(
            kind="invitation", token_hash=token_hash, team_id=team_id, email=email, role=role, by_id=by_id,
            made=now(), expires=expires,
        )
    )  # fmt: skip


def add_reset(token_hash: str, person_id: int, by_id: int | None, expires: datetime) -> None:
    _add(LinkRow(kind="reset", token_hash=token_hash, person_id=person_id, by_id=by_id, made=now(), expires=expires))


def add_sign_in(token_hash: str, person_id: int, expires: datetime) -> None:
    _add(LinkRow(kind="sign in", token_hash=token_hash, person_id=person_id, made=now(), expires=expires))


def known(token_hash: str) -> bool:
    return db.session.scalar(select(LinkRow.id).where(LinkRow.token_hash == token_hash)) is not None


def first_start_is_open(token_hash: str) -> bool:
    return db.session.scalar(_open("first start", token_hash)) is not None


def lock_first_starts() -> None:
    """Of two people who begin at the same moment, the second waits here, and then there is a first."""
    db.session.execute(select(LinkRow.id).where(LinkRow.kind == "first start").order_by(LinkRow.id).with_for_update())


def invitation(token_hash: str) -> Invitation | None:
    row = db.session.scalar(_open("invitation", token_hash))
    return None if row is None else invitation_of(row)


def person_of_link(kind: str, token_hash: str) -> Person | None:
    row = db.session.scalar(_open(kind, token_hash))
    return None if row is None or row.person_id is None else person_of(db.session.get_one(PersonRow, row.person_id))


def use(kind: str, token_hash: str) -> bool:
    """Spend the link; False when somebody was faster, or it has ended."""
    spend = (
        update(LinkRow).where(LinkRow.kind == kind, LinkRow.token_hash == token_hash, *_still_open()).values(used=now())
    )
    return rows_changed(spend) == 1


def open_invitations(team_id: int) -> list[Invitation]:
    rows = db.session.scalars(
        select(LinkRow)
        .where(LinkRow.kind == "invitation", LinkRow.team_id == team_id, *_still_open())
        .order_by(LinkRow.id)
    )
    return [invitation_of(row) for row in rows]


def revoke_invitation(team_id: int, link_id: int) -> Invitation | None:
    row = db.session.scalar(
        select(LinkRow)
        .where(LinkRow.id == link_id, LinkRow.team_id == team_id, LinkRow.kind == "invitation", LinkRow.used.is_(None))
        .with_for_update(of=LinkRow)
    )
    if row is None or row.revoked is not None:
        return None
    row.revoked = now()
    db.session.flush()
    return invitation_of(row)


def revoke_all(person_id: int) -> None:
    """Resets of a person end when one was used or the password was changed."""
    db.session.execute(
        update(LinkRow).where(LinkRow.person_id == person_id, LinkRow.used.is_(None)).values(revoked=now())
    )


def invitation_of(row: LinkRow) -> Invitation:
    assert row.team is not None and row.email is not None and row.role is not None
    by = row.by.name if row.by is not None else "the operator"
    return Invitation(row.id, team_of(row.team), row.email, Role(row.role), by, row.made, row.expires)


def _add(row: LinkRow) -> None:
    db.session.add(row)
    db.session.flush()


def _open(kind: str, token_hash: str) -> Select[LinkRow]:
    return select(LinkRow).where(LinkRow.kind == kind, LinkRow.token_hash == token_hash, *_still_open())


def _still_open() -> tuple[ColumnElement[bool], ...]:
    return LinkRow.used.is_(None), LinkRow.revoked.is_(None), LinkRow.expires > now()
