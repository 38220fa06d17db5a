"""Datasets and their versions."""

from typing import Any

from sqlalchemy import func, select

from webapp.clock import now
from webapp.records import Dataset, Version
from webapp.store import stored_tables
from webapp.store.engine import alone, db
from webapp.store.tables import DatasetRow, DatasetVersionRow


def only_one_at_a_time(team_id: int) -> None:
    """Within a write: whoever looks what the team has, and adds to it, does so undisturbed."""
    alone(f"the datasets of team {team_id}")


def add(team_id: int, name: str, kind: str) -> int:
    row = DatasetRow(team_id=team_id, name=name, kind=kind, made_at=now())
    db.session.add(row)
    db.session.flush()
    return row.id


def add_version(
    dataset_id: int, table_id: int, file_name: str, columns: list[dict[str, Any]], by_id: int | None
) -> None:
    """Publishes the table with it. Within a write."""
    alone(f"the versions of dataset {dataset_id}")
    table = stored_tables.publish(table_id)
    latest = select(func.coalesce(func.max(DatasetVersionRow.number), 0)).where(
        DatasetVersionRow.dataset_id == dataset_id
    )
    db.session.add(
        DatasetVersionRow(
            dataset_id=dataset_id,
            number=db.session.scalars(latest).one() + 1,
            table_id=table_id,
            file_name=file_name,
            rows=table.rows,
            columns=columns,
            by_id=by_id,
            made_at=now(),
        )
    )
    db.session.flush()


def of_team(team_id: int) -> list[Dataset]:
    """Each with its newest version."""
    newest = (
        select(DatasetVersionRow.dataset_id, func.max(DatasetVersionRow.number).label("number"))
        .group_by(DatasetVersionRow.dataset_id)
        .subquery()
    )
    rows = db.session.execute(
        select(DatasetRow, DatasetVersionRow)
        .join(newest, newest.c.dataset_id == DatasetRow.id)
        .join(
            DatasetVersionRow,
            (DatasetVersionRow.dataset_id == DatasetRow.id) & (DatasetVersionRow.number == newest.c.number),
        )
        .where(DatasetRow.team_id == team_id, DatasetRow.archived_at.is_(None))
        .order_by(DatasetRow.id)
    )
    return [Dataset(row.id, row.team_id, row.name, row.kind, _version_of(version)) for row, version in rows]


def _version_of(row: DatasetVersionRow) -> Version:
    return Version(row.id, row.number, row.table_id, row.file_name, row.rows, row.columns, row.made_at)
