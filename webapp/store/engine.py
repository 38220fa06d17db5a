"""The database: one connection policy for SQLite and PostgreSQL, and the only way to write.

SQLite's own busy wait is unfair under many writers and its checkpoints raced with writers before 3.51.3. Hence every
write takes a file lock first, begins IMMEDIATE, stays short, and checkpoints happen under the same lock.
"""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any, ClassVar, cast

from flask import Flask, current_app
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    BigInteger,
    Connection,
    CursorResult,
    Delete,
    Engine,
    Integer,
    MetaData,
    Update,
    event,
    func,
    select,
)
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import DeclarativeBase, Session, registry
from sqlalchemy.orm.exc import StaleDataError

from core.errors import Problem
from webapp.errors import Busy, Conflict, DiskTrouble, NoSpace
from webapp.settings import Settings
from webapp.store.gate import Gate
from webapp.store.instance import Instance

try:
    from pysqlite3 import dbapi2 as _pysqlite3

    sqlite: ModuleType = _pysqlite3
except ImportError:  # no wheel for this machine: the interpreter's own, with doctor saying what that means
    sqlite = sqlite3

SAFE_SQLITE = (3, 51, 3)
BUSY_SECONDS = 10
STOPPED_SECONDS = 20  # PostgreSQL gives up a write in which nothing has happened for so long

PRAGMAS = (
    f"busy_timeout={BUSY_SECONDS * 1000}",
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
    "wal_autocheckpoint=0",
    "trusted_schema=OFF",
    "mmap_size=0",
    f"journal_size_limit={16 * 1024 * 1024}",
)


# What both databases call by a code. The low byte is the kind of SQLite's error, the rest only its place.
SQLITE_PROBLEMS: dict[int, type[Busy | NoSpace | DiskTrouble]] = {5: Busy, 6: Busy, 10: DiskTrouble, 13: NoSpace}
POSTGRES_PROBLEMS: dict[str, type[Busy | NoSpace | DiskTrouble]] = {
    "55P03": Busy, "40P01": Busy, "40001": Busy, "53100": NoSpace, "58030": DiskTrouble,
}  # fmt: skip


class Base(DeclarativeBase):
    registry: ClassVar = registry(
        # Every constraint has a name from the first table on, so that a migration can change it.
        metadata=MetaData(
            naming_convention={
                "ix": "ix_%(table_name)s_%(column_0_N_name)s",
                "uq": "uq_%(table_name)s_%(column_0_N_name)s",
                "ck": "ck_%(table_name)s_%(constraint_name)s",
                "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
                "pk": "pk_%(table_name)s",
            }
        ),
        type_annotation_map={int: BigInteger().with_variant(Integer(), "sqlite")},
    )


db = SQLAlchemy(model_class=Base)

log = logging.getLogger(__name__)


def init_app(server: Flask, settings: Settings, instance: Instance) -> None:
    server.config["SQLALCHEMY_DATABASE_URI"] = settings.database_url or f"sqlite:///{instance.database}"
    server.config["SQLALCHEMY_ENGINE_OPTIONS"] = (
        {"pool_pre_ping": True, "connect_args": {"connect_timeout": BUSY_SECONDS}}
        if settings.postgres
        else {"module": sqlite, "connect_args": {"timeout": BUSY_SECONDS, "check_same_thread": False}}
    )
    db.init_app(server)
    with server.app_context():
        if settings.postgres:
            event.listen(db.engine, "connect", _set_up_postgres)
            event.listen(db.engine, "begin", _begin_postgres)
        else:
            server.extensions["kindred.gate"] = Gate(instance.lock("write"), instance.database, BUSY_SECONDS)
            event.listen(db.engine, "connect", _set_up_sqlite)
            event.listen(db.engine, "begin", _begin_sqlite)


@contextmanager
def writing() -> Iterator[Session]:
    """One short, whole write: committed at the end, or as if it had never begun."""
    session = db.session()
    with told():
        session.rollback()  # what was read before may be stale by now
        with gate_held():
            try:
                session.connection(execution_options={"write": True})
                yield session
                session.commit()
            except BaseException:
                session.rollback()
                raise


@contextmanager
def gate_held() -> Iterator[None]:
    """The write lock of SQLite; PostgreSQL has its own."""
    gate: Gate | None = current_app.extensions.get("kindred.gate")
    if gate is None:
        yield
    else:
        with gate.held():
            yield
            gate.checkpoint_if_due(_checkpoint)


@contextmanager
def told() -> Iterator[None]:
    """What the database could not do becomes a sentence, where a person can be told."""
    try:
        yield
    except StaleDataError as error:
        raise Conflict(
            "Somebody else changed this at the same moment. Nothing was saved. Look again, then save."
        ) from error
    except DBAPIError as error:
        problem = _problem(error)
        if problem is None:
            raise
        raise problem from error


def alone(what: str) -> None:
    """Within a write: whoever comes to this line for the same thing waits until the write ends. SQLite has one writer anyway."""
    if not is_sqlite(db.engine):
        db.session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(what, 0))))


def tidy() -> None:
    """What was deleted leaves the disk now and not with some later write. PostgreSQL sees to that by itself."""
    if is_sqlite(db.engine):
        db.session.rollback()  # no reader of our own may be in the way
        with gate_held():
            _checkpoint()


def rows_changed(statement: Update | Delete) -> int:
    result = cast("CursorResult[Any]", db.session.execute(statement))
    return result.rowcount


def is_sqlite(bind: Engine | Connection) -> bool:
    return bind.dialect.name == "sqlite"


def _checkpoint() -> None:
    """Move the write-ahead log into the database as far as readers allow, without waiting for them.

    What was written is safe in the log already, so a checkpoint that fails fails nobody: a later one makes up for it.
    """
    connection = db.engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute("PRAGMA busy_timeout=0")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        cursor.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")
    except sqlite.Error as error:
        log.warning("The write-ahead log could not be moved into the database: %s", error)
        connection.invalidate()
    finally:
        connection.close()


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver's own BEGIN comes too late and commits DDL early
    if connection.execute("PRAGMA page_count").fetchone() == (0,):
        # Before the first table, or never. Said again to a database that is there it would be a write past the gate.
        connection.execute("PRAGMA auto_vacuum=INCREMENTAL")
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}").fetchall()


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("write") else "BEGIN")


def _begin_postgres(connection: Connection) -> None:
    """Who is stopped or cut off in the middle of a write must not hold its rows for ever."""
    if connection.get_execution_options().get("write"):
        connection.exec_driver_sql(f"SET LOCAL idle_in_transaction_session_timeout = '{STOPPED_SECONDS}s'")


def _set_up_postgres(connection: Any, _record: Any) -> None:
    connection.autocommit = True
    connection.execute(f"SET lock_timeout = '{BUSY_SECONDS}s'")
    connection.execute("SET timezone = 'UTC'")
    connection.autocommit = False


def _problem(error: DBAPIError) -> Problem | None:
    """What the database could not do, if a person can be told."""
    if is_sqlite(db.engine):
        kind = SQLITE_PROBLEMS.get((getattr(error.orig, "sqlite_errorcode", None) or 0) & 0xFF)
    else:
        kind = Busy if _is_away(error) else POSTGRES_PROBLEMS.get(getattr(error.orig, "sqlstate", None) or "")
    if kind is DiskTrouble:
        db.engine.dispose()  # what these connections believe to be on the disk may not be: begin anew with others
    return None if kind is None else kind()


def _is_away(error: DBAPIError) -> bool:
    """PostgreSQL ends connections when it stops, and has no code for not being reached at all."""
    code: str | None = getattr(error.orig, "sqlstate", None)
    unreached = code is None and isinstance(error, OperationalError)
    return error.connection_invalidated or unreached or (code or "").startswith(("08", "57P", "25P03", "53300"))
