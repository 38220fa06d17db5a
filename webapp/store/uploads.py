"""Files on their way to becoming versions, as far as the database knows of them."""

from datetime import timedelta
from typing import Any

from sqlalchemy import func, select, update

from webapp.clock import now
from webapp.errors import Conflict
from webapp.records import JobState, Upload
from webapp.store.engine import db, writing
from webapp.store.incoming import Received
from webapp.store.tables import JobRow, UploadRow

# A file of customers must not lie about because it was forgotten; whoever comes back from a holiday finds it still.
KEPT_UNDECIDED = timedelta(days=14)


def add(
    team_id: int,
    person_id: int | None,
    file_name: str,
    received: Received,
    host: str,
    dataset_id: int | None,
    choices: dict[str, Any],
) -> Upload:
    row = UploadRow(
        team_id=team_id,
        person_id=person_id,
        file_name=file_name,
        bytes_name=received.bytes_name,
        host=host,
        size=received.size,
        sha256=received.sha256,
        state="received",
        choices=choices,
        mode="new" if dataset_id is None else "replace",
        dataset_id=dataset_id,
        made=now(),
    )
    db.session.add(row)
    db.session.flush()
    return _record(row)


def find(team_id: int, upload_id: int) -> Upload | None:
    row = db.session.scalar(select(UploadRow).where(UploadRow.id == upload_id, UploadRow.team_id == team_id))
    return None if row is None else _record(row)


def open_in(team_id: int) -> list[Upload]:
    """Received or being read, newest first."""
    rows = db.session.scalars(
        select(UploadRow)
        .where(UploadRow.team_id == team_id, UploadRow.state.in_(["received", "reading"]))
        .order_by(UploadRow.id.desc())
    )
    return [_record(row) for row in rows]


def change(upload_id: int, seen_version: int | None = None, **facts: Any) -> Upload:
    """Within a write. With the version that was seen, where a person decides something."""
    row = db.session.get_one(UploadRow, upload_id, with_for_update=True)
    if seen_version is not None and row.version != seen_version:
        raise Conflict("Somebody else changed how this file is read meanwhile. Look at it again.")
    for name, value in facts.items():
        setattr(row, name, value)
    db.session.flush()
    return _record(row)


def forget_looks(dataset_id: int) -> None:
    """Within a write: the first rows of the files that became a dataset."""
    db.session.execute(update(UploadRow).where(UploadRow.dataset_id == dataset_id).values(looked=None))


def give_up_old() -> None:
    """What nobody has decided about for so long; not what is being looked at or read right now."""
    under_way = select(JobRow.id).where(JobRow.state.in_([JobState.QUEUED, JobState.RUNNING]))
    old = select(UploadRow.id).where(
        UploadRow.state.in_(["received", "reading"]),
        UploadRow.made < now() - KEPT_UNDECIDED,
        func.coalesce(UploadRow.read_job_id, 0).not_in(under_way),
        func.coalesce(UploadRow.look_job_id, 0).not_in(under_way),
    )
    if db.session.scalar(old.limit(1)) is not None:
        with writing():
            for upload_id in db.session.scalars(old).all():
                change(upload_id, state="given up")


def bytes_wanted(host: str) -> set[str]:
    wanted = select(UploadRow.bytes_name).where(UploadRow.host == host, UploadRow.state.in_(["received", "reading"]))
    return set(db.session.scalars(wanted))


def _record(row: UploadRow) -> Upload:
    return Upload(
        id=row.id,
        team_id=row.team_id,
        person_id=row.person_id,
        file_name=row.file_name,
        bytes_name=row.bytes_name,
        host=row.host,
        size=row.size,
        state=row.state,
        choices=row.choices,
        looked=row.looked,
        look_job_id=row.look_job_id,
        read_job_id=row.read_job_id,
        mode=row.mode,
        dataset_id=row.dataset_id,
        made=row.made,
        version=row.version,
    )
