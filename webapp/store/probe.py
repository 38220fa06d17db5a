"""Small questions about the database itself."""

from sqlalchemy import text

from webapp.errors import Busy
from webapp.store import migrate
from webapp.store.engine import db, is_sqlite, sqlite, writing


def read_and_write() -> None:
    """Raises when the database cannot be read, or cannot be written, or is not of this program's schema."""
    if not migrate.is_current():
        raise Busy("The database is being brought to the schema of this program, or belongs to another version of it.")
    with writing() as session:
        session.execute(text("SELECT 1"))


def engine_version() -> str:
    if is_sqlite(db.engine):
        return f"SQLite {sqlite.sqlite_version}"
    with db.engine.connect() as connection:
        return f"PostgreSQL {connection.execute(text('SHOW server_version')).scalar()}"
