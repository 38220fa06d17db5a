"""What was worked out from datasets, kept under what it was made from; and how a dataset is to be treated before that."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.store.engine import Base
from webapp.store.tables.parts import IDS_ARE_NOT_REUSED, Utc


class AnswerRow(Base):
    """Goes with any dataset that it was made from, and when nobody has asked for it for long."""

    __tablename__ = "answer"
    __table_args__ = (UniqueConstraint("team_id", "key"), IDS_ARE_NOT_REUSED)

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    dataset_id: Mapped[int] = mapped_column(ForeignKey("dataset.id", ondelete="CASCADE"), index=True)
    joined_id: Mapped[int | None] = mapped_column(ForeignKey("dataset.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    key: Mapped[str] = mapped_column(String(64))  # digest of the question
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    arrays: Mapped[bytes | None] = mapped_column(LargeBinary)  # .npz, never a pickle
    table_id: Mapped[int | None] = mapped_column(ForeignKey("stored_table.id"))
    asked_at: Mapped[datetime] = mapped_column(Utc, index=True)


class TreatmentRow(Base):
    """The repairs of a dataset, how measures are made from it and scored, and the dataset that it is joined with."""

    __tablename__ = "treatment"
    __table_args__ = IDS_ARE_NOT_REUSED

    id: Mapped[int] = mapped_column(primary_key=True)
    dataset_id: Mapped[int] = mapped_column(ForeignKey("dataset.id", ondelete="CASCADE"), unique=True)
    repairs: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    measuring: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    scoring: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, server_default="{}")
    joined_id: Mapped[int | None] = mapped_column(ForeignKey("dataset.id", ondelete="SET NULL"), index=True)
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}
