"""Runs, their results and segments, and what people write about them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, validates

from webapp.store.engine import Base
from webapp.store.tables.parts import IDS_ARE_NOT_REUSED, Utc, folded


class Edited:
    """What people change one after the other: who was the last, for whoever comes too late."""

    edited_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    edited_at: Mapped[datetime | None] = mapped_column(Utc)
    version: Mapped[int] = mapped_column()

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805
        return {"version_id_col": cls.version}


IN_USE = text("archived_at IS NULL")


def _in_use(name: str, *columns: str) -> Index:
    """In this order a team's runs that are not archived; archived_at is there because SQLite looks at it once more."""
    return Index(name, "team_id", *columns, sqlite_where=IN_USE, postgresql_where=IN_USE)


class RunRow(Edited, Base):
    """One recipe applied to one version by one person. What a list of runs shows and sorts by stands here."""

    __tablename__ = "run"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'done')", name="state"),
        UniqueConstraint("team_id", "key"),
        # What the history filters, counts and sorts by stands in one index, so that it reads no recipe on the way.
        Index(
            "ix_run_listed",
            "team_id",
            "archived_at",
            "id",
            "folded",
            "dataset_id",
            "person_id",
            "method",
            "state",
            "segments",
            "customers",
            "silhouette",
            "stability",
            "smallest",
            "largest",
        ),
        _in_use("ix_run_by_name", "folded", "id", "archived_at"),
        _in_use("ix_run_by_customers", "customers", "id", "archived_at"),
        _in_use("ix_run_by_segments", "segments", "id", "archived_at"),
        _in_use("ix_run_by_silhouette", "silhouette", "id", "archived_at"),
        _in_use("ix_run_by_stability", "stability", "id", "archived_at"),
        IDS_ARE_NOT_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    dataset_id: Mapped[int] = mapped_column(ForeignKey("dataset.id", ondelete="CASCADE"), index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("dataset_version.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    continues_id: Mapped[int | None] = mapped_column(ForeignKey("run.id", ondelete="SET NULL"), index=True)
    applies_id: Mapped[int | None] = mapped_column(
        ForeignKey("run.id", ondelete="SET NULL"), index=True
    )  # the run into whose segments these customers were put
    job_id: Mapped[int | None] = mapped_column(ForeignKey("job.id", ondelete="SET NULL"))
    key: Mapped[str | None] = mapped_column(String(64))  # the same press twice is one run
    state: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(120))
    folded: Mapped[str] = mapped_column(String(360), server_default="")  # the name, as it is searched and sorted by
    why: Mapped[str] = mapped_column(String(500))  # why this many segments, in the words of who saved it
    method: Mapped[str] = mapped_column(String(10))  # one of core.recipe.METHODS, or rfm
    recipe: Mapped[dict[str, Any]] = mapped_column(JSON)  # of core/recipe.py; of a run by RFM its limits
    source: Mapped[dict[str, Any]] = mapped_column(JSON)  # the question behind the per-customer table
    fingerprint: Mapped[str] = mapped_column(String(64))  # of the recipe
    core_version: Mapped[int]
    segments: Mapped[int | None]
    customers: Mapped[int | None]
    silhouette: Mapped[float | None]
    stability: Mapped[float | None]
    smallest: Mapped[int | None]
    largest: Mapped[int | None]
    removed: Mapped[int] = mapped_column(default=0, server_default="0")  # people who were erased from it since
    archived_at: Mapped[datetime | None] = mapped_column(Utc)
    made_at: Mapped[datetime] = mapped_column(Utc)
    done_at: Mapped[datetime | None] = mapped_column(Utc)

    @validates("name")
    def _fold(self, _: str, name: str) -> str:
        self.folded = folded(name)
        return name


class RunTagRow(Base):
    __tablename__ = "run_tag"
    __table_args__ = (UniqueConstraint("run_id", "tag"), Index(None, "tag"), IDS_ARE_NOT_REUSED)

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id", ondelete="CASCADE"))
    tag: Mapped[str] = mapped_column(String(40))


class RunResultRow(Base):
    """What came out of a run, never changed afterwards: all that its page shows, its model, and who is in which segment."""

    __tablename__ = "run_result"
    __table_args__ = IDS_ARE_NOT_REUSED

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id", ondelete="CASCADE"), unique=True)
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)  # criteria, verdict, stability, profiles
    preparation: Mapped[dict[str, Any]] = mapped_column(JSON)
    model: Mapped[dict[str, Any]] = mapped_column(JSON)
    arrays: Mapped[bytes] = mapped_column(LargeBinary)  # .npz: centres and what else the model needs
    digest: Mapped[str] = mapped_column(String(64))  # of the labels in order, for running it again
    table_id: Mapped[int] = mapped_column(
        ForeignKey("stored_table.id")
    )  # customer, segment, standing beside the measures; segment by segment


class RunCheckRow(Base):
    """A run was carried out again, and either came to the same labels or did not."""

    __tablename__ = "run_check"
    __table_args__ = (IDS_ARE_NOT_REUSED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    same: Mapped[bool]
    differs: Mapped[str] = mapped_column(String(500))  # in what, as a sentence; empty when nothing does
    at: Mapped[datetime] = mapped_column(Utc)


class SegmentRow(Edited, Base):
    """One group of customers in a run; numbered by size, named by people."""

    __tablename__ = "segment"
    __table_args__ = (UniqueConstraint("run_id", "number"), IDS_ARE_NOT_REUSED)

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id", ondelete="CASCADE"))
    continues_id: Mapped[int | None] = mapped_column(ForeignKey("segment.id", ondelete="SET NULL"), index=True)
    number: Mapped[int]
    customers: Mapped[int]
    profile: Mapped[dict[str, Any]] = mapped_column(
        JSON
    )  # as explaining tells it, suggested name and strategy included
    name: Mapped[str | None] = mapped_column(String(80))  # a person's own
    colour: Mapped[int | None]  # a person's own, as a place in the palette
    persona: Mapped[str] = mapped_column(Text, default="")
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    strategy: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)  # accepted, changed or ignored, and the words


class NoteRow(Edited, Base):
    """What a person wrote about a dataset, a run, a segment or a plan; edits keep their trail."""

    __tablename__ = "note"
    __table_args__ = (UniqueConstraint("team_id", "key"), IDS_ARE_NOT_REUSED)

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    dataset_id: Mapped[int | None] = mapped_column(ForeignKey("dataset.id", ondelete="CASCADE"), index=True)
    run_id: Mapped[int | None] = mapped_column(ForeignKey("run.id", ondelete="CASCADE"), index=True)
    segment_id: Mapped[int | None] = mapped_column(ForeignKey("segment.id", ondelete="CASCADE"), index=True)
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"), index=True)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    key: Mapped[str | None] = mapped_column(String(64))  # the same press twice is one note
    body: Mapped[str] = mapped_column(Text)
    claim: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    review_on: Mapped[date | None]
    removed_at: Mapped[datetime | None] = mapped_column(Utc)
    made_at: Mapped[datetime] = mapped_column(Utc)


class NoteEditRow(Base):
    """What a note said before it was changed, and who changed it when."""

    __tablename__ = "note_edit"
    __table_args__ = (IDS_ARE_NOT_REUSED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    note_id: Mapped[int] = mapped_column(ForeignKey("note.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    body: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Utc)
