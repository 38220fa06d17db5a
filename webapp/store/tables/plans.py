"""Plans: what a team will do for segments of a run, and what each plan said before it was changed."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.store.engine import Base
from webapp.store.tables.parts import IDS_ARE_NOT_REUSED, Utc
from webapp.store.tables.runs import Edited


class PlanRow(Edited, Base):
    """What plans are looked for by stands in columns of its own, the rest as core/planning writes it."""

    __tablename__ = "plan"
    __table_args__ = (UniqueConstraint("team_id", "key"), Index(None, "team_id", "removed_at"), IDS_ARE_NOT_REUSED)

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    run_id: Mapped[int | None] = mapped_column(ForeignKey("run.id", ondelete="SET NULL"), index=True)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    key: Mapped[str | None] = mapped_column(String(64))  # the same press twice is one plan
    name: Mapped[str] = mapped_column(String(120))
    status: Mapped[str] = mapped_column(String(10))
    start: Mapped[date | None]
    end: Mapped[date | None]
    rest: Mapped[dict[str, Any]] = mapped_column(JSON)
    removed_at: Mapped[datetime | None] = mapped_column(Utc)
    made_at: Mapped[datetime] = mapped_column(Utc)


class PlanSegmentRow(Base):
    """A segment that a plan is for; its name then is kept, for when the run is gone."""

    __tablename__ = "plan_segment"
    __table_args__ = (UniqueConstraint("plan_id", "number"), IDS_ARE_NOT_REUSED)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"))
    segment_id: Mapped[int | None] = mapped_column(ForeignKey("segment.id", ondelete="SET NULL"), index=True)
    number: Mapped[int]
    name: Mapped[str] = mapped_column(String(80))


class PlanEditRow(Base):
    """What a plan said before somebody changed it; its statuses over time follow from it."""

    __tablename__ = "plan_edit"
    __table_args__ = (IDS_ARE_NOT_REUSED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
    at: Mapped[datetime] = mapped_column(Utc)
