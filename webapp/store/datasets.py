"""Datasets and their versions."""

from sqlalchemy import func, select

from webapp.clock import now
from webapp.records import Dataset, Found, Version
from webapp.store import stored_tables
from webapp.store.engine import db
from webapp.store.tables import DatasetRow, DatasetVersionRow


def add(team_id: int, name: str, kind: str) -> int:
    row = DatasetRow(team_id=team_id, name=name, kind=kind, made_at=now())
    db.session.add(row)
    db.session.flush()
    return row.id


def add_version(dataset_id: int, table_id: int, file_name: str, by_id: int | None, found: Found) -> Version:
    """Publishes the table with it. Within a write."""
    table = stored_tables.publish(table_id)
    row = DatasetVersionRow(
        dataset_id=dataset_id,
        number=_newest_number(dataset_id) + 1,
        table_id=table_id,
        file_name=file_name,
        rows=table.rows,
        columns=found.columns,
        choices=found.choices,
        facts=found.facts,
        by_id=by_id,
        made_at=now(),
    )
    db.session.add(row)
    db.session.flush()
    return _version_of(row)


def find(team_id: int, dataset_id: int) -> Dataset | None:
    return next((dataset for dataset in of_team(team_id) if dataset.id == dataset_id), None)


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


def _newest_number(dataset_id: int) -> int:
    """The dataset is locked until the end of the write: two versions made at once do not get one number."""
    db.session.scalars(select(DatasetRow.id).where(DatasetRow.id == dataset_id).with_for_update()).one()
    numbers = select(func.max(DatasetVersionRow.number)).where(DatasetVersionRow.dataset_id == dataset_id)
    return db.session.scalar(numbers) or 0


def _version_of(row: DatasetVersionRow) -> Version:
    return Version(
        row.id,
        row.number,
        row.table_id,
        row.file_name,
        row.rows,
        Found(row.columns, row.choices, row.facts),
        row.made_at,
    )
