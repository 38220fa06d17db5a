"""Audiences of plans, who they leave out, and the files that were made of them."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.store.engine import Base
from webapp.store.tables.parts import IDS_ARE_NOT_REUSED, Utc


class AudienceRow(Base):
    """The customers of a plan as they were when it was frozen. Who is held out stands in its table and nowhere else."""

    __tablename__ = "audience"
    __table_args__ = IDS_ARE_NOT_REUSED

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"), unique=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    table_id: Mapped[int] = mapped_column(ForeignKey("stored_table.id"))  # customer, segment, held_out
    run: Mapped[str] = mapped_column(String(120))  # as it was called then
    run_id: Mapped[int | None] = mapped_column(ForeignKey("run.id", ondelete="SET NULL"))
    version: Mapped[int]  # the number of the version behind the run
    choice: Mapped[dict[str, Any]] = mapped_column(JSON)
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)  # steps, strata, baseline, unknown ids
    treated: Mapped[int]
    held_out: Mapped[int]
    relief: Mapped[dict[str, Any] | None] = mapped_column(JSON)  # what was decided about pressure
    frozen_at: Mapped[datetime] = mapped_column(Utc)


class SuppressionRow(Base):
    """Ids that a plan leaves out, as somebody pasted or brought them."""

    __tablename__ = "suppression"
    __table_args__ = IDS_ARE_NOT_REUSED

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"), unique=True)
    customers: Mapped[int]
    ids: Mapped[bytes] = mapped_column(LargeBinary)  # Parquet
    at: Mapped[datetime] = mapped_column(Utc)


class ExportRow(Base):
    """A file that left the house: for whom and what for, by whom, with how many, and its digest."""

    __tablename__ = "export"
    __table_args__ = (IDS_ARE_NOT_REUSED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    form: Mapped[str] = mapped_column(String(20))
    purpose: Mapped[str] = mapped_column(String(200))
    recipient: Mapped[str] = mapped_column(String(200))
    rows: Mapped[int]
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    counted: Mapped[dict[str, Any]] = mapped_column(JSON)  # left out and blank, by reason
    at: Mapped[datetime] = mapped_column(Utc)
