"""Teams, people, who is signed in, and what they did."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.store.engine import Base
from webapp.store.tables.parts import IDS_ARE_NOT_REUSED, Utc


class TeamRow(Base):
    __tablename__ = "team"
    __table_args__ = IDS_ARE_NOT_REUSED

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    settings: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    made_at: Mapped[datetime] = mapped_column(Utc)
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class PersonRow(Base):
    __tablename__ = "person"
    __table_args__ = IDS_ARE_NOT_REUSED

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    email: Mapped[str] = mapped_column(String(254), unique=True)  # folded to lower case before it comes here
    password_hash: Mapped[str | None] = mapped_column(String(200))  # None until the first link is used
    zone: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime] = mapped_column(Utc)
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class MembershipRow(Base):
    __tablename__ = "membership"
    __table_args__ = (
        UniqueConstraint("team_id", "person_id"),
        CheckConstraint("role IN ('viewer', 'editor', 'admin')", name="role"),
        IDS_ARE_NOT_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    role: Mapped[str] = mapped_column(String(10))
    since: Mapped[datetime] = mapped_column(Utc)
    version: Mapped[int] = mapped_column()

    team: Mapped[TeamRow] = relationship(lazy="joined")
    person: Mapped[PersonRow] = relationship(lazy="joined")

    __mapper_args__ = {"version_id_col": version}


class SessionRow(Base):
    """A signed-in browser. The cookie holds a random token, the table only its digest."""

    __tablename__ = "session"
    __table_args__ = IDS_ARE_NOT_REUSED

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    browser: Mapped[str] = mapped_column(String(120))
    address: Mapped[str] = mapped_column(String(45))
    since: Mapped[datetime] = mapped_column(Utc)
    last_seen: Mapped[datetime] = mapped_column(Utc)
    expires: Mapped[datetime] = mapped_column(Utc)


class LinkRow(Base):
    """A link that works once: the first start, an invitation, a new password."""

    __tablename__ = "link"
    __table_args__ = (
        CheckConstraint("kind IN ('first start', 'invitation', 'reset', 'sign in')", name="kind"),
        CheckConstraint("role IN ('viewer', 'editor', 'admin')", name="role"),
        IDS_ARE_NOT_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(12))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    email: Mapped[str | None] = mapped_column(String(254))
    role: Mapped[str | None] = mapped_column(String(10))
    made: Mapped[datetime] = mapped_column(Utc)
    expires: Mapped[datetime] = mapped_column(Utc)
    used: Mapped[datetime | None] = mapped_column(Utc)
    revoked: Mapped[datetime | None] = mapped_column(Utc)

    team: Mapped[TeamRow | None] = relationship(lazy="joined")
    by: Mapped[PersonRow | None] = relationship(lazy="joined", foreign_keys=[by_id])


class EventRow(Base):
    """What somebody did. Only ever added to."""

    __tablename__ = "event"
    __table_args__ = (Index(None, "team_id", "id"), IDS_ARE_NOT_REUSED)

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    person_name: Mapped[str] = mapped_column(String(120))  # as it was then, also after the person has gone
    kind: Mapped[str] = mapped_column(String(40))
    facts: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    at: Mapped[datetime] = mapped_column(Utc)


class TryRow(Base):
    """A sign-in that failed, by account and by address, so that guessing gets slow."""

    __tablename__ = "failed_try"
    __table_args__ = (Index(None, "subject", "at"), IDS_ARE_NOT_REUSED)

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(Utc)
