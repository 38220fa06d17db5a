"""What people make of the history: their stars, and the views that they keep."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.store.engine import Base
from webapp.store.tables.parts import IDS_ARE_NOT_REUSED, Utc


class RunStarRow(Base):
    """A person keeps an eye on a run; nobody else sees that."""

    __tablename__ = "run_star"
    __table_args__ = (UniqueConstraint("person_id", "run_id"), IDS_ARE_NOT_REUSED)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id", ondelete="CASCADE"), index=True)


class SavedViewRow(Base):
    """Which runs, in which order, with which columns: under a name, for one person or for the team."""

    __tablename__ = "saved_view"
    __table_args__ = (UniqueConstraint("team_id", "key"), IDS_ARE_NOT_REUSED)

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    of_team: Mapped[bool]
    key: Mapped[str | None] = mapped_column(String(64))  # the same press twice is one view
    name: Mapped[str] = mapped_column(String(120))
    shown: Mapped[dict[str, Any]] = mapped_column(JSON)
    removed_at: Mapped[datetime | None] = mapped_column(Utc)
    made_at: Mapped[datetime] = mapped_column(Utc)
