"""Backup while the program runs, and restore while it does not."""

import contextlib
import itertools
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
    aside = target.with_name(f".{target.name[:200]}.{os.getpid()}.part")
    try:
        _copy(aside)
        _check(aside)
        _give_name(aside, target)
        _sync_folder(target.parent)
    except FileExistsError:
        raise BadInput(f"{target} is there already. Choose another name; nothing was overwritten.") from None
    except (OSError, sqlite.OperationalError) as error:
        raise BadInput(f"{target} could not be written ({_reason(error)}). Check the folder and its disk.") from error
    finally:
        _remove(aside)
    return target.stat().st_size


def restore(source: Path, instance: Instance, moment: datetime) -> Path | None:
    """Put a verified copy in the database's place; where the old database is kept, if there was one."""
    if not source.is_file():
        raise BadInput(f"{source} is not a file. Name the backup to restore.")
    if instance.database.exists() and source.samefile(instance.database):
        raise BadInput(f"{source} is the database itself. Name a backup to restore.")
    aside = instance.database.with_name(f".restore.{os.getpid()}.part")
    try:
        shutil.copyfile(source, aside)
        os.chmod(aside, 0o600)
        _check(aside)
        _sync_file(aside)
        kept = _keep(instance, moment)
        os.replace(aside, instance.database)
        _sync_folder(instance.folder)
    except OSError as error:
        raise BadInput(
            f"{source} could not be restored ({_reason(error)}). Check the instance folder and its disk."
        ) from error
    finally:
        _remove(aside)
    return kept


def _copy(target: Path) -> None:
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    connection = db.engine.raw_connection()
    copy = sqlite.connect(target)
    try:
        # All pages in one step: a copy in small steps would begin again with every write in between.
        driver: Any = connection.driver_connection
        driver.backup(copy)
    finally:
        copy.close()
        connection.close()
    _sync_file(target)


def _check(path: Path) -> None:
    try:
        connection = sqlite.connect(f"{path.as_uri()}?mode=ro", uri=True)
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


def _give_name(aside: Path, target: Path) -> None:
    """Under its name at once, and never in the place of another file."""
    try:
        os.link(aside, target)
    except FileExistsError:
        raise
    except OSError:  # a disk without links, as many a USB stick is
        if target.exists():
            raise FileExistsError from None
        os.rename(aside, target)


def _keep(instance: Instance, moment: datetime) -> Path | None:
    """A second name for the database that is there: at every moment there is one under the first."""
    if not instance.database.exists():
        return None
    kept = _free_name(instance.backups / f"replaced-{moment:%Y%m%d-%H%M%S}.db")
    _fold_log(instance.database)
    _give_second_name(instance.database, kept)
    # What could not be folded belongs to the old database: beside the new one it would be mixed in.
    for suffix in ("-wal", "-shm"):
        beside = instance.database.with_name(instance.database.name + suffix)
        if beside.exists():
            os.replace(beside, kept.with_name(kept.name + suffix))
    return kept


def _free_name(path: Path) -> Path:
    numbered = (path.with_stem(f"{path.stem}-{number}") for number in itertools.count(2))
    return next(each for each in itertools.chain([path], numbered) if not each.exists())


def _fold_log(path: Path) -> None:
    """What was written last stands in the log still. A damaged database keeps its log as it is."""
    with contextlib.suppress(sqlite.DatabaseError), contextlib.closing(sqlite.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _give_second_name(path: Path, second: Path) -> None:
    try:
        os.link(path, second)
    except OSError:
        shutil.copyfile(path, second)


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)


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
