"""Links for people without an account. The table holds only digests of tokens and passwords."""

from datetime import timedelta

from sqlalchemy import ColumnElement, Select, select, update

from webapp.clock import now
from webapp.records import Share
from webapp.store.engine import db, rows_changed
from webapp.store.tables import PersonRow, ShareRow


def add(
    team_id: int, run_id: int, segment: int | None, token_hash: str, password_hash: str | None, rows: bool,
    by_id: int, lasts: timedelta,
) -> None:  # fmt: skip
    """Within a write, with all that was chosen."""
    made = now()
    row = ShareRow(
        team_id=team_id, run_id=run_id, segment=segment, token_hash=token_hash, password_hash=password_hash, rows=rows,
        by_id=by_id, made=made, expires=made + lasts, openings=0,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()


def known(token_hash: str) -> bool:
    return db.session.scalar(select(ShareRow.id).where(ShareRow.token_hash == token_hash)) is not None


def open_of(team_id: int, run_id: int, segment: int | None) -> list[Share]:
    """Newest first; not those that have ended."""
    about = (ShareRow.team_id == team_id, ShareRow.run_id == run_id, ShareRow.segment.is_not_distinct_from(segment))
    return _records(_with_maker().where(*about, *_still_open()).order_by(ShareRow.id.desc()))


def find(team_id: int, share_id: int) -> Share | None:
    found = _records(_with_maker().where(ShareRow.id == share_id, ShareRow.team_id == team_id, *_still_open()))
    return found[0] if found else None


def by_token(token_hash: str) -> Share | None:
    """Nothing from the second on in which it ends, or was revoked."""
    found = _records(_with_maker().where(ShareRow.token_hash == token_hash, *_still_open()))
    return found[0] if found else None


def revoke(share_id: int) -> bool:
    """Within a write; False when it has ended already."""
    return rows_changed(update(ShareRow).where(ShareRow.id == share_id, *_still_open()).values(revoked=now())) == 1


def count_opening(share_id: int) -> None:
    opened = update(ShareRow).where(ShareRow.id == share_id).values(openings=ShareRow.openings + 1, opened=now())
    db.session.execute(opened)


def _with_maker() -> Select[ShareRow, str]:
    return select(ShareRow, PersonRow.name).outerjoin(PersonRow, PersonRow.id == ShareRow.by_id)


def _still_open() -> tuple[ColumnElement[bool], ...]:
    return ShareRow.revoked.is_(None), ShareRow.expires > now()


def _records(query: Select[ShareRow, str]) -> list[Share]:
    return [_record(row, by) for row, by in db.session.execute(query)]


def _record(row: ShareRow, by: str | None) -> Share:
    return Share(
        id=row.id, team_id=row.team_id, run_id=row.run_id, segment=row.segment, password_hash=row.password_hash,
        rows=row.rows, by=by or "Somebody who is gone", made=row.made, expires=row.expires, openings=row.openings,
        opened=row.opened,
    )  # fmt: skip
