"""Datasets and their versions."""

from sqlalchemy import Select, delete, func, select

from webapp.clock import now
from webapp.errors import Conflict
from webapp.records import Dataset, Found, Version
from webapp.store import answers, runs, stored_tables
from webapp.store.engine import alone, db
from webapp.store.tables import DatasetRow, DatasetVersionRow, PersonRow


def only_one_at_a_time(team_id: int) -> None:
    """Within a write: whoever looks what the team has, and adds to it, does so undisturbed."""
    alone(f"the datasets of team {team_id}")


def add(team_id: int, name: str, kind: str) -> int:
    row = DatasetRow(team_id=team_id, name=name, kind=kind, made_at=now())
    db.session.add(row)
    db.session.flush()
    return row.id


def add_version(dataset_id: int, table_id: int, file_name: str, by_id: int | None, found: Found) -> Version:
    """Publishes the table with it. Within a write."""
    alone(f"the versions of dataset {dataset_id}")
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
    return _version_of(row, db.session.scalar(select(PersonRow.name).where(PersonRow.id == by_id)))


def find(team_id: int, dataset_id: int) -> Dataset | None:
    """Also an archived one."""
    row = db.session.execute(_with_newest(team_id).where(DatasetRow.id == dataset_id)).first()
    return None if row is None else _dataset_of(*row)


def of_team(team_id: int, archived: bool = False) -> list[Dataset]:
    """Each with its newest version."""
    wanted = DatasetRow.archived_at.is_not(None) if archived else DatasetRow.archived_at.is_(None)
    return [
        _dataset_of(*row) for row in db.session.execute(_with_newest(team_id).where(wanted).order_by(DatasetRow.id))
    ]


def versions(dataset_id: int) -> list[Version]:
    """Newest first."""
    rows = db.session.execute(
        select(DatasetVersionRow, PersonRow.name)
        .outerjoin(PersonRow, PersonRow.id == DatasetVersionRow.by_id)
        .where(DatasetVersionRow.dataset_id == dataset_id)
        .order_by(DatasetVersionRow.number.desc())
    )
    return [_version_of(*row) for row in rows]


def named(team_id: int, name: str) -> bool:
    """Whether a dataset of the team is called so, archived ones included."""
    names = db.session.scalars(select(DatasetRow.name).where(DatasetRow.team_id == team_id))
    return any(each.casefold() == name.casefold() for each in names)


def rename(dataset_id: int, name: str, seen_version: int) -> None:
    row = db.session.get_one(DatasetRow, dataset_id, with_for_update=True)
    if row.version != seen_version:
        raise Conflict("Somebody else changed this dataset meanwhile. Look at it again, then rename it.")
    row.name = name
    db.session.flush()


def archive(dataset_id: int, archived: bool) -> None:
    db.session.get_one(DatasetRow, dataset_id, with_for_update=True).archived_at = now() if archived else None
    db.session.flush()


def remove(dataset_id: int) -> list[int]:
    """The rows of the dataset and its versions; the tables that nobody needs any more, to be deleted bit by bit."""
    tables = list(
        db.session.scalars(select(DatasetVersionRow.table_id).where(DatasetVersionRow.dataset_id == dataset_id))
    )
    tables += answers.remove_of(dataset_id)
    runs.remove_of(dataset_id)
    db.session.execute(delete(DatasetVersionRow).where(DatasetVersionRow.dataset_id == dataset_id))
    db.session.execute(delete(DatasetRow).where(DatasetRow.id == dataset_id))
    stored_tables.hide(tables)
    return tables


def _with_newest(team_id: int) -> Select[DatasetRow, DatasetVersionRow, str | None]:
    newest = (
        select(DatasetVersionRow.dataset_id, func.max(DatasetVersionRow.number).label("number"))
        .group_by(DatasetVersionRow.dataset_id)
        .subquery()
    )
    is_newest = (DatasetVersionRow.dataset_id == DatasetRow.id) & (DatasetVersionRow.number == newest.c.number)
    return (
        select(DatasetRow, DatasetVersionRow, PersonRow.name)
        .join(newest, newest.c.dataset_id == DatasetRow.id)
        .join(DatasetVersionRow, is_newest)
        .outerjoin(PersonRow, PersonRow.id == DatasetVersionRow.by_id)
        .where(DatasetRow.team_id == team_id)
    )


def _newest_number(dataset_id: int) -> int:
    """The dataset is locked until the end of the write: two versions made at once do not get one number."""
    db.session.scalars(select(DatasetRow.id).where(DatasetRow.id == dataset_id).with_for_update()).one()
    numbers = select(func.max(DatasetVersionRow.number)).where(DatasetVersionRow.dataset_id == dataset_id)
    return db.session.scalar(numbers) or 0


def _dataset_of(row: DatasetRow, newest: DatasetVersionRow, by: str | None) -> Dataset:
    version, archived = _version_of(newest, by), row.archived_at is not None
    return Dataset(row.id, row.team_id, row.name, row.kind, version, archived, row.made_at, row.version)


def _version_of(row: DatasetVersionRow, by: str | None) -> Version:
    found = Found(row.columns, row.choices, row.facts)
    return Version(row.id, row.number, row.table_id, row.file_name, row.rows, found, row.made_at, by)
