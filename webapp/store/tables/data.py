"""Datasets, their versions, and the tables of columns behind them."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.store.engine import Base
from webapp.store.tables.parts import IDS_ARE_NOT_REUSED, Utc


class DatasetRow(Base):
    __tablename__ = "dataset"
    __table_args__ = (
        CheckConstraint("kind IN ('customers', 'orders')", name="kind"),
        Index(None, "team_id", "id"),
        IDS_ARE_NOT_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(10))
    made_at: Mapped[datetime] = mapped_column(Utc)
    archived_at: Mapped[datetime | None] = mapped_column(Utc)
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class DatasetVersionRow(Base):
    """One uploaded file of a dataset, numbered, never changed afterwards."""

    __tablename__ = "dataset_version"
    __table_args__ = (UniqueConstraint("dataset_id", "number"), IDS_ARE_NOT_REUSED)

    id: Mapped[int] = mapped_column(primary_key=True)
    dataset_id: Mapped[int] = mapped_column(ForeignKey("dataset.id", ondelete="CASCADE"))
    number: Mapped[int]
    table_id: Mapped[int] = mapped_column(ForeignKey("stored_table.id"))
    file_name: Mapped[str] = mapped_column(String(255))
    rows: Mapped[int]
    columns: Mapped[list[dict[str, Any]]] = mapped_column(JSON)  # name, type and role of each
    choices: Mapped[dict[str, Any]] = mapped_column(JSON)  # how the file was read; the next one is read the same way
    facts: Mapped[dict[str, Any]] = mapped_column(
        JSON
    )  # what was done on the way, and what differs from the version before
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    made_at: Mapped[datetime] = mapped_column(Utc)


class TableRow(Base):
    """A table of columns, kept as chunks. Nobody sees it before it is published."""

    __tablename__ = "stored_table"
    __table_args__ = (
        CheckConstraint("state IN ('writing', 'published', 'deleting')", name="state"),
        Index(None, "state"),
        IDS_ARE_NOT_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    job_id: Mapped[int | None] = mapped_column(
        ForeignKey("job.id", ondelete="SET NULL")
    )  # who writes it, if a job does
    label: Mapped[str] = mapped_column(String(200))  # what a person calls it, for the sentence when it is damaged
    state: Mapped[str] = mapped_column(String(10))
    schema: Mapped[bytes] = mapped_column(LargeBinary)  # Arrow's, serialised
    rows: Mapped[int]
    chunks: Mapped[int]
    bytes: Mapped[int]
    made_at: Mapped[datetime] = mapped_column(Utc)


class ChunkRow(Base):
    __tablename__ = "chunk"
    __table_args__ = (UniqueConstraint("table_id", "number"), IDS_ARE_NOT_REUSED)

    id: Mapped[int] = mapped_column(primary_key=True)
    table_id: Mapped[int] = mapped_column(ForeignKey("stored_table.id", ondelete="CASCADE"))
    number: Mapped[int]
    rows: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    body: Mapped[bytes] = mapped_column(LargeBinary)  # Parquet


class UploadRow(Base):
    """A file on its way to becoming a version: received, looked at, confirmed, read."""

    __tablename__ = "upload"
    __table_args__ = (
        CheckConstraint("state IN ('received', 'reading', 'done', 'given up')", name="state"),
        CheckConstraint("mode IN ('new', 'replace', 'add')", name="mode"),
        Index(None, "team_id", "id"),
        IDS_ARE_NOT_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    file_name: Mapped[str] = mapped_column(String(255))  # as the person called it; never a path of ours
    bytes_name: Mapped[str] = mapped_column(String(40), unique=True)  # ours, in the incoming folder of the host
    host: Mapped[str] = mapped_column(String(40))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(10))
    choices: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)  # what the person has decided about reading it
    looked: Mapped[dict[str, Any] | None] = mapped_column(JSON)  # what was found with these choices
    look_job_id: Mapped[int | None] = mapped_column(ForeignKey("job.id", ondelete="SET NULL"))
    read_job_id: Mapped[int | None] = mapped_column(ForeignKey("job.id", ondelete="SET NULL"))
    mode: Mapped[str] = mapped_column(String(7))
    dataset_id: Mapped[int | None] = mapped_column(ForeignKey("dataset.id", ondelete="SET NULL"))
    made: Mapped[datetime] = mapped_column(Utc)
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}
