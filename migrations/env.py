"""Where Alembic meets the application: it is handed a connection whose transaction webapp/store/migrate.py owns.

On its own (`./kindred migration "what changes"`) it opens one, to compare the tables with the database.
"""

from typing import Literal

from alembic import context
from sqlalchemy import Connection

from webapp.store import tables
from webapp.store.engine import db


def in_plain_words(kind: str, thing: object, _context: object) -> str | Literal[False]:
    """A migration must not change its meaning with the application's own types."""
    return "sa.DateTime()" if kind == "type" and isinstance(thing, tables.Utc) else False


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=tables.Base.metadata,
        render_as_batch=True,  # SQLite alters a table by rebuilding it
        transactional_ddl=True,
        compare_type=True,
        render_item=in_plain_words,
    )
    with context.begin_transaction():
        context.run_migrations()


given: Connection | None = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with db.engine.connect() as opened:
        run(opened)
