"""Backup while the program runs, and restore while it does not."""

import os
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

from core.errors import BadInput
from webapp.store.engine import db, is_sqlite, sqlite
from webapp.store.instance import Instance

ON_POSTGRES = (
    "This Kindred keeps its data in PostgreSQL. Back it up with pg_dump --format=custom, "
    "restore it with pg_restore --clean --if-exists."
)


def write(target: Path) -> int:
    """A complete copy as of the moment it ends, with its size in bytes; the target appears whole or not at all."""
    if not is_sqlite(db.engine):
        raise BadInput(ON_POSTGRES)
    if target.exists():
        raise BadInput(f"{target} is there already. Choose another name; nothing was overwritten.")
    if not target.parent.is_dir():
        raise BadInput(f"The folder {target.parent} does not exist. Make it first, or choose another.")
    aside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        _copy(aside)
        _check(aside)
        os.link(aside, target)
    except FileExistsError:
        raise BadInput(f"{target} is there already. Choose another name; nothing was overwritten.") from None
    finally:
        _remove(aside)
    _sync_folder(target.parent)
    return target.stat().st_size


def restore(source: Path, instance: Instance, moment: datetime) -> Path | None:
    """Put a verified copy in the database's place; where the old database is kept, if there was one."""
    if not source.is_file():
        raise BadInput(f"{source} is not a file. Name the backup to restore.")
    aside = instance.database.with_name(f".restore.{os.getpid()}.part")
    try:
        shutil.copyfile(source, aside)
        os.chmod(aside, 0o600)
        _check(aside)
        _sync_file(aside)
        kept = _set_aside(instance, moment)
        os.replace(aside, instance.database)
    finally:
        _remove(aside)
    _sync_folder(instance.folder)
    return kept


def _copy(target: Path) -> None:
    connection = db.engine.raw_connection()
    copy = sqlite.connect(target)
    try:
        os.chmod(target, 0o600)
        # All pages in one step: a copy in small steps would begin again with every write in between.
        driver: Any = connection.driver_connection
        driver.backup(copy)
    finally:
        copy.close()
        connection.close()
    _sync_file(target)


def _check(path: Path) -> None:
    try:
        connection = sqlite.connect(f"file:{path}?mode=ro", uri=True)
        try:
            sound = connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            whole = not connection.execute("PRAGMA foreign_key_check").fetchall()
            ours = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'").fetchone()[0]
        finally:
            connection.close()
    except sqlite.DatabaseError:
        sound = False
    if not (sound and whole and ours):
        raise BadInput(f"{path.name} is not a sound backup of Kindred. Nothing was changed.")


def _set_aside(instance: Instance, moment: datetime) -> Path | None:
    if not instance.database.exists():
        return None
    kept = instance.backups / f"replaced-{moment:%Y%m%d-%H%M%S}.db"
    # The log belongs to the database: both go together, or what was written last would be lost or, worse, mixed in.
    for suffix in ("-wal", "-shm"):
        beside = instance.database.with_name(instance.database.name + suffix)
        if beside.exists():
            os.replace(beside, kept.with_name(kept.name + suffix))
    os.replace(instance.database, kept)
    return kept


def _sync_file(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _sync_folder(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _remove(aside: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        aside.with_name(aside.name + suffix).unlink(missing_ok=True)
