"""Upgrades that meet a fault at a chosen statement, and what a database holds before and after. Run as a program it is
killed there, again and again."""

import hashlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, MetaData, Table, event, inspect, select, text

from webapp.clock import now
from webapp.settings import ROOT, Settings
from webapp.store import instance, migrate, opening
from webapp.store.engine import db, writing

ROWS = (
    "INSERT INTO team (name, settings, made_at, version) VALUES ('Nordhaus shop', '{}', '2026-05-04 10:00:00', 1)",
    "INSERT INTO person (name, email, zone, made_at, version) VALUES ('Mara Lind', 'mara@example.org', 'UTC', '2026-05-04 10:00:00', 1)",
    "INSERT INTO membership (team_id, person_id, role, since, version) SELECT team.id, person.id, 'admin', '2026-05-04 10:00:00', 1 FROM team, person",
    "INSERT INTO event (team_id, person_id, person_name, kind, facts, at) SELECT team.id, person.id, person.name, 'joined', '{}', '2026-05-04 10:00:00' FROM team, person",
    "INSERT INTO failed_try (subject, at) VALUES ('x', '2026-05-04 10:00:00')",
)  # fmt: skip


def bring_to(settings: Settings, revision: str | None) -> None:
    """A database as an earlier Kindred left it, with somebody in it."""
    if revision is None:
        return
    migrate.upgrade(instance.prepare(settings.instance), moment(0), target=revision)
    with writing() as session:
        for row in ROWS:
            session.execute(text(row))


def moment(number: int) -> datetime:
    """Another for each try, since a backup from before is named by it."""
    return now() + timedelta(seconds=number)


def holds() -> str:
    """A digest of every table: how it is made, and what is in it."""
    whole = hashlib.sha256()
    db.session.remove()
    with db.engine.connect() as connection:
        seen = inspect(connection)
        for name in sorted(seen.get_table_names()):
            parts = (
                seen.get_columns,
                seen.get_pk_constraint,
                seen.get_foreign_keys,
                seen.get_unique_constraints,
                seen.get_check_constraints,
                seen.get_indexes,
            )
            for part in parts:
                said: Any = part(name)
                whole.update(repr(sorted(map(_written, said)) if isinstance(said, list) else _written(said)).encode())
            table = Table(name, MetaData(), autoload_with=connection)
            rows = connection.execute(select(table).order_by(*table.primary_key.columns)).all()
            whole.update(repr((name, [tuple(row) for row in rows])).encode())
    return whole.hexdigest()


def _written(said: Any) -> str:
    """The condition of an index is an object whose own words name its place in memory."""
    if isinstance(said, dict):
        return repr({name: _written(value) for name, value in said.items()})
    return str(said)


@contextmanager
def at_statement(number: int, fault: Callable[[], None]) -> Iterator[list[str]]:
    """The fault instead of the given statement that changes something, or instead of the commit after the last."""
    done: list[str] = []

    def before(_connection: Connection, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.split(None, 1)[0].upper() in ("CREATE", "ALTER", "DROP", "INSERT", "UPDATE", "DELETE"):
            done.append(statement)
            if len(done) == number:
                fault()

    def at_commit(_connection: Connection) -> None:
        if len(done) == number - 1:
            done.append("COMMIT")
            fault()

    event.listen(db.engine, "before_cursor_execute", before)
    event.listen(db.engine, "commit", at_commit)
    try:
        yield done
    finally:
        event.remove(db.engine, "before_cursor_execute", before)
        event.remove(db.engine, "commit", at_commit)


def killed_everywhere(environ: dict[str, str], revision: str | None) -> list[bool]:
    """Whether the database was as before after each kill; the last upgrade is let through."""
    command = [sys.executable, "-m", "tests.migrations.faults", json.dumps(environ), json.dumps(revision)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True, timeout=600)
    told: list[bool] = json.loads(done.stdout)
    return told


def main(environ: dict[str, str], revision: str | None) -> None:
    settings = Settings.from_env(environ)
    with opening.opened(settings):
        bring_to(settings, revision)
        before = holds()
        db.engine.dispose()  # no connection may be open across a fork
        same: list[bool] = []
        while not _upgraded_in_a_fork(settings, len(same) + 1):
            same.append(holds() == before)
            db.engine.dispose()
    print(json.dumps(same))


def _upgraded_in_a_fork(settings: Settings, number: int) -> bool:
    """False when it was killed on the way."""
    child = os.fork()
    if child == 0:
        with at_statement(number, lambda: os.kill(os.getpid(), signal.SIGKILL)):
            migrate.upgrade(instance.prepare(settings.instance), moment(number))
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
        return False
    assert os.WEXITSTATUS(status) == 0, status
    return True


if __name__ == "__main__":
    main(json.loads(sys.argv[1]), json.loads(sys.argv[2]))
