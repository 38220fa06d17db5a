"""Bringing the database to the newest schema: by one program at a time, whole or not at all, after a backup."""

import fcntl
import functools
import logging
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from webapp.errors import CannotStart
from webapp.settings import ROOT
from webapp.store import backup
from webapp.store.engine import db, gate_held, is_sqlite
from webapp.store.instance import Instance

MIGRATION_LOCK = 7_205_759_403  # any number, as long as it stays the same on PostgreSQL

log = logging.getLogger(__name__)


def upgrade(instance: Instance, moment: datetime, target: str = "heads") -> None:
    with _alone(instance), db.engine.connect() as connection:
        current = _current(connection)
        connection.rollback()
        if current == _head():
            return
        _refuse_what_is_newer(current)
        if current is not None:
            _back_up(instance, moment, current)
        _run(connection, target)


def is_current() -> bool:
    with db.engine.connect() as connection:
        return _current(connection) == _head()


def alembic_config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    config.attributes["connection"] = connection
    return config


@contextmanager
def _alone(instance: Instance) -> Iterator[None]:
    with instance.lock("migration").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        if is_sqlite(db.engine):
            yield
            return
        with db.engine.connect() as connection:  # other hosts do not see our file
            connection.execute(text("SET lock_timeout = 0"))
            connection.execute(text("SELECT pg_advisory_lock(:number)"), {"number": MIGRATION_LOCK})
            try:
                yield
            finally:
                connection.execute(text("SELECT pg_advisory_unlock(:number)"), {"number": MIGRATION_LOCK})
                connection.rollback()


def _run(connection: Connection, target: str) -> None:
    """Every step in one transaction. SQLite rebuilds tables, so foreign keys rest meanwhile and are checked before the end."""
    if not is_sqlite(connection.engine):
        with connection.begin():
            command.upgrade(alembic_config(connection), target)
        return
    driver = connection.connection.dbapi_connection
    assert driver is not None
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        with gate_held(), connection.execution_options(write=True).begin():
            command.upgrade(alembic_config(connection), target)
            broken = connection.execute(text("PRAGMA foreign_key_check")).all()
            if broken:
                raise CannotStart(
                    f"The upgrade would leave {len(broken)} rows without what they belong to. Nothing was changed."
                )
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


def _current(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    version: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return version


@functools.cache
def _head() -> str | None:
    return ScriptDirectory.from_config(alembic_config()).get_current_head()


def _refuse_what_is_newer(current: str | None) -> None:
    known = {script.revision for script in ScriptDirectory.from_config(alembic_config()).walk_revisions()}
    if current is not None and current not in known:
        raise CannotStart(
            "The database was made by a newer Kindred than this one. Start the newer one, or restore a backup from before."
        )


def _back_up(instance: Instance, moment: datetime, revision: str) -> None:
    path = instance.backups / f"before-upgrade-{moment:%Y%m%d-%H%M%S}-from-{revision}.db"
    if is_sqlite(db.engine):
        backup.write(path)
    elif shutil.which("pg_dump"):
        _dump_postgres(path.with_suffix(".dump"))
    else:
        log.warning(
            "No backup before this upgrade: pg_dump was not found. The upgrade is one transaction all the same."
        )


def _dump_postgres(path: Path) -> None:
    url = db.engine.url
    # Everybody on this machine can read the words of a command, but not its environment.
    environ = os.environ | ({"PGPASSWORD": url.password} if url.password else {})
    address = url.set(drivername="postgresql", password=None).render_as_string()
    path.touch(mode=0o600)
    done = subprocess.run(
        ["pg_dump", "--format=custom", f"--file={path}", f"--dbname={address}"],
        capture_output=True, text=True, env=environ, check=False,
    )  # fmt: skip
    if done.returncode != 0:
        raise CannotStart(f"pg_dump could not back up the database before the upgrade: {done.stderr.strip()[:200]}")
