"""Links for people without an account, and what was erased: how the team's data leaves it."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.store.engine import Base
from webapp.store.tables.parts import IDS_ARE_NOT_REUSED, Utc


class ShareRow(Base):
    """Made whole in one write, and never changed but to be counted and to end: no link is ever weaker than was chosen."""

    __tablename__ = "share"
    __table_args__ = IDS_ARE_NOT_REUSED

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id", ondelete="CASCADE"), index=True)
    segment: Mapped[int | None]  # its number; the whole run without one
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    password_hash: Mapped[str | None] = mapped_column(String(200))
    rows: Mapped[bool]  # an admin has allowed to take the customers along
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    made: Mapped[datetime] = mapped_column(Utc)
    expires: Mapped[datetime] = mapped_column(Utc)
    revoked: Mapped[datetime | None] = mapped_column(Utc)
    openings: Mapped[int] = mapped_column(default=0)
    opened: Mapped[datetime | None] = mapped_column(Utc)


class ErasureRow(Base):
    """The receipt of an erasure. Who was erased stands here only until it is done."""

    __tablename__ = "erasure"
    __table_args__ = (CheckConstraint("kind IN ('customer', 'dataset')", name="kind"), IDS_ARE_NOT_REUSED)

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    by_name: Mapped[str] = mapped_column(String(120))  # as it was then, also after the person has gone
    kind: Mapped[str] = mapped_column(String(8))
    wanted: Mapped[str | None] = mapped_column(String(200))
    job_id: Mapped[int | None] = mapped_column(ForeignKey("job.id", ondelete="SET NULL"))
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)  # how much went, and where people wrote something
    made: Mapped[datetime] = mapped_column(Utc)
    done: Mapped[datetime | None] = mapped_column(Utc)
