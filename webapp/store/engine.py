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
    URL,
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
from sqlalchemy.orm import DeclarativeBase, Session, registry
from sqlalchemy.orm.exc import StaleDataError

from webapp.errors import Conflict
from webapp.settings import Settings
from webapp.store import troubles
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
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
    "wal_autocheckpoint=0",
    "trusted_schema=OFF",
    "mmap_size=0",
    f"journal_size_limit={16 * 1024 * 1024}",
)


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
    server.config["SQLALCHEMY_DATABASE_URI"] = settings.database_url or URL.create(
        "sqlite", database=str(instance.database)
    )
    server.config["SQLALCHEMY_ENGINE_OPTIONS"] = (
        {"pool_pre_ping": True, "connect_args": {"connect_timeout": BUSY_SECONDS}}
        if settings.postgres
        else {"module": sqlite, "connect_args": {"timeout": BUSY_SECONDS, "check_same_thread": False}}
    ) | {"hide_parameters": True}  # values are people's; they have no place in a log
    server.extensions["kindred.instance"] = instance
    db.init_app(server)
    with server.app_context():
        event.listen(db.engine, "handle_error", troubles.tell)
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
    session.rollback()  # what was read before may be stale by now
    with gate_held():
        try:
            session.connection(execution_options={"write": True})
            yield session
            session.commit()
        except StaleDataError as error:
            session.rollback()
            raise Conflict(troubles.OVERTAKEN_SENTENCE) from error
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
    connection.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}").fetchall()
    # Only has an effect before the first table, hence before WAL. Said again it would be a write, past the gate.
    if not connection.execute("PRAGMA auto_vacuum").fetchone()[0]:
        connection.execute("PRAGMA auto_vacuum=INCREMENTAL").fetchall()
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
