"""Jobs and the workers that carry them out."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.store.engine import Base
from webapp.store.tables.parts import IDS_ARE_NOT_REUSED, Utc


class JobRow(Base):
    """Long work on its way. A worker holds it by a lease and a token; what comes without the token is not written."""

    __tablename__ = "job"
    __table_args__ = (
        CheckConstraint("state IN ('queued', 'running', 'done', 'failed', 'cancelled')", name="state"),
        CheckConstraint("lane IN ('short', 'long')", name="lane"),
        UniqueConstraint("team_id", "key"),
        Index(None, "state", "lane", "id"),
        Index(None, "team_id", "id"),
        IDS_ARE_NOT_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    key: Mapped[str | None] = mapped_column(String(80))  # the same press twice is one job
    kind: Mapped[str] = mapped_column(String(40))
    lane: Mapped[str] = mapped_column(String(5))
    subject: Mapped[str] = mapped_column(String(200))
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    view: Mapped[str | None] = mapped_column(String(80), index=True)  # a newer job of the same view replaces the older
    host: Mapped[str | None] = mapped_column(String(40))  # where the bytes lie that it needs, if they lie in one place
    state: Mapped[str] = mapped_column(String(10))
    share: Mapped[float] = mapped_column(default=0.0)
    sentence: Mapped[str] = mapped_column(String(300), default="")
    attempts: Mapped[int] = mapped_column(default=0)
    token: Mapped[str | None] = mapped_column(String(43))
    lease: Mapped[datetime | None] = mapped_column(Utc)
    cancel_asked: Mapped[bool] = mapped_column(default=False)
    result: Mapped[str | None] = mapped_column(String(300))  # the address where what was made can be seen
    failure: Mapped[str | None] = mapped_column(String(500))
    reference: Mapped[str | None] = mapped_column(String(16))
    dismissed: Mapped[bool] = mapped_column(default=False)
    made: Mapped[datetime] = mapped_column(Utc)
    begun: Mapped[datetime | None] = mapped_column(Utc)
    ended: Mapped[datetime | None] = mapped_column(Utc)


class WorkerRow(Base):
    """A worker that says now and then that it is there."""

    __tablename__ = "worker"
    __table_args__ = IDS_ARE_NOT_REUSED

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    seen: Mapped[datetime] = mapped_column(Utc)
