"""Every save is whole, none is lost, and none is told that the database is locked."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import event, func, select, text
from sqlalchemy.exc import IntegrityError

from tests.at_once import at_once
from tests.conftest import Cast
from tests.webapp.store.writers import write_at_once
from webapp.app import create_app
from webapp.clock import now
from webapp.errors import Busy
from webapp.settings import ROOT, Settings
from webapp.store import engine, people
from webapp.store.engine import SAFE_SQLITE, db, gate_held, rows_changed, sqlite, writing
from webapp.store.gate import CHECKPOINT_BYTES, Gate
from webapp.store.tables import MembershipRow, PersonRow, TeamRow

only_sqlite = pytest.mark.parametrize("server", ["sqlite"], indirect=True)
only_postgresql = pytest.mark.parametrize("server", ["postgresql"], indirect=True)


def folder(server: Flask) -> Path:
    settings: Settings = server.config["KINDRED_SETTINGS"]
    return settings.instance


def environ(server: Flask) -> dict[str, str]:
    url = server.config["KINDRED_SETTINGS"].database_url
    return {"KINDRED_INSTANCE": str(folder(server))} | (
        {"KINDRED_DATABASE_URL": url.replace("+psycopg", "")} if url else {}
    )


def save(name: str) -> None:
    with writing() as session:
        session.add(TeamRow(name=name, settings={}, made_at=now()))


def team_names() -> set[str]:
    db.session.rollback()
    return set(db.session.scalars(select(TeamRow.name)))


# Many at once


@pytest.mark.parametrize("saves", [40, pytest.param(500, marks=[pytest.mark.load, pytest.mark.timeout(900)])])
def test_eight_processes_save_and_nothing_is_lost_or_locked(server: Flask, saves: int) -> None:
    written = write_at_once(environ(server), 8, saves)
    assert [each.problems for each in written] == [[]] * 8
    assert (
        db.session.scalar(select(func.count()).select_from(TeamRow)) == 8 * saves == sum(each.saved for each in written)
    )
    assert max(wait for each in written for wait in each.waits) < engine.BUSY_SECONDS


def test_threads_of_one_process_take_turns_too(server: Flask) -> None:
    def add_fifty(name: str) -> None:
        with server.app_context():
            for number in range(50):
                save(f"{name}-{number}")

    at_once([lambda name=name: add_fifty(name) for name in "abcd"])  # type: ignore[misc]
    assert len(team_names()) == 4 * 50


def test_of_many_who_count_up_none_is_lost(cast: Cast) -> None:
    """Reading and writing back within one write, where the second must see what the first left."""

    def count_up() -> None:
        with cast.server.app_context():
            for _ in range(20):
                with writing() as session:
                    row = session.get_one(TeamRow, cast.admin.team.id, with_for_update=True)
                    row.settings = {"count": row.settings.get("count", 0) + 1}

    at_once([count_up] * 4)
    db.session.rollback()
    assert db.session.get_one(TeamRow, cast.admin.team.id).settings == {"count": 80}


# Whole or not at all


def test_a_write_that_fails_leaves_nothing(server: Flask) -> None:
    def fail_half_way() -> None:
        with writing() as session:
            session.add(TeamRow(name="half", settings={}, made_at=now()))
            session.flush()
            raise ValueError("half way")

    with pytest.raises(ValueError, match="half way"):
        fail_half_way()
    assert team_names() == set()
    save("after")
    assert team_names() == {"after"}


def test_what_was_read_before_a_write_is_read_again(server: Flask) -> None:
    save("before")
    row = db.session.scalars(select(TeamRow)).one()
    with server.app_context(), writing() as session:
        session.execute(text("UPDATE team SET name = 'changed elsewhere'"))
    with writing() as session:
        assert session.get_one(TeamRow, row.id).name == "changed elsewhere"


def test_foreign_keys_hold(cast: Cast) -> None:
    with pytest.raises((IntegrityError, Exception), match=r"(?i)foreign key|same moment"), writing() as session:
        session.execute(text("UPDATE membership SET team_id = 987654321"))
    with writing() as session:
        session.delete(session.get_one(PersonRow, cast.viewer.person.id))
    db.session.rollback()
    left = db.session.scalars(select(MembershipRow.person_id)).all()
    assert cast.viewer.person.id not in left and len(left) == 3


def test_an_id_names_one_thing_for_ever(server: Flask) -> None:
    with writing():
        first = people.add("First", "first@example.org", "UTC", None)
    with writing() as session:
        assert rows_changed(text("DELETE FROM person")) == 1  # type: ignore[arg-type]
        session.flush()
    with writing():
        assert people.add("Second", "second@example.org", "UTC", None).id > first.id


# The engine


@only_sqlite
def test_sqlite_is_set_up_as_it_must_be(server: Flask) -> None:
    def pragma(name: str) -> object:
        return db.session.connection().exec_driver_sql(f"PRAGMA {name}").scalar()

    wanted = {
        "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 10_000, "secure_delete": 1,
        "wal_autocheckpoint": 0, "trusted_schema": 0, "mmap_size": 0, "journal_size_limit": 16 * 1024 * 1024, "auto_vacuum": 2,
    }  # fmt: skip
    assert {name: pragma(name) for name in wanted} == wanted


@only_sqlite
def test_the_sqlite_library_is_one_without_the_bug_of_the_log(server: Flask) -> None:
    if sqlite is sqlite3:
        pytest.skip("there is no newer SQLite for this machine than the interpreter's; doctor says so")
    assert tuple(map(int, sqlite.sqlite_version.split("."))) >= SAFE_SQLITE
    assert db.session.connection().exec_driver_sql("SELECT sqlite_version()").scalar() == sqlite.sqlite_version


@only_sqlite
def test_a_write_begins_immediate_and_a_look_does_not(server: Flask) -> None:
    begun: list[str] = []
    event.listen(
        db.engine, "before_cursor_execute", lambda *args: begun.append(args[2]) if args[2].startswith("BEGIN") else None
    )
    save("one")
    db.session.scalars(select(TeamRow)).all()
    assert begun == ["BEGIN IMMEDIATE", "BEGIN"]


@only_sqlite
def test_the_log_stays_small_while_much_is_written(server: Flask) -> None:
    wal, largest = folder(server) / "kindred.db-wal", 0
    server.extensions["kindred.gate"]._checkpointed = -1e9
    for number in range(120):
        with writing() as session:
            session.add(TeamRow(name=f"{number}", settings={"much": "x" * 200_000}, made_at=now()))
        server.extensions["kindred.gate"]._checkpointed -= 1  # as if a second had passed
        largest = max(largest, wal.stat().st_size)
    assert CHECKPOINT_BYTES / 2 < largest < CHECKPOINT_BYTES  # 24 MB were written
    assert (folder(server) / "kindred.db").stat().st_size > 20_000_000


@only_sqlite
def test_a_reader_in_the_way_of_tidying_makes_nobody_wait(server: Flask) -> None:
    save("first")
    reader = sqlite.connect(folder(server) / "kindred.db")
    try:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM team").fetchall()
        begun = time.monotonic()
        for number in range(40):
            with writing() as session:
                session.add(TeamRow(name=f"{number}", settings={"much": "x" * 200_000}, made_at=now()))
            server.extensions["kindred.gate"]._checkpointed -= 1
        assert time.monotonic() - begun < 5
        assert reader.execute("SELECT count(*) FROM team").fetchone() == (1,)  # and sees what it saw before
    finally:
        reader.close()


@only_sqlite
def test_tidying_that_fails_does_not_unsay_what_was_saved(server: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webapp.store.gate.CHECKPOINT_BYTES", 0)
    denied: list[str] = []

    def deny(action: int, name: str | None, *_: object) -> int:
        if action == sqlite.SQLITE_PRAGMA and name == "wal_checkpoint":
            denied.append(name)
            return int(sqlite.SQLITE_DENY)
        return int(sqlite.SQLITE_OK)

    db.engine.dispose()
    event.listen(db.engine, "connect", lambda connection, _: connection.set_authorizer(deny))
    save("kept")
    assert (denied, team_names()) == (["wal_checkpoint"], {"kept"})


# Somebody else holds the gate

HOLD = """
import json, sys
from webapp.settings import Settings
from webapp.store import opening
from webapp.store.engine import writing
from webapp.store.tables import TeamRow
from webapp.clock import now
with opening.opened(Settings.from_env(json.loads(sys.argv[1]))), writing() as session:
    session.add(TeamRow(name="never saved", settings={}, made_at=now()))
    session.flush()
    print("holding", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def holder(server: Flask) -> "subprocess.Popen[str]":  # type: ignore[misc]
    """Another process in the middle of a write."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, json.dumps(environ(server))],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None and process.stdout.readline() == "holding\n"
    yield process
    process.kill()
    process.communicate()


def test_a_writer_that_is_killed_leaves_nothing_and_lets_the_others_on(
    server: Flask, holder: "subprocess.Popen[str]"
) -> None:
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait()
    begun = time.monotonic()
    save("after")
    assert time.monotonic() - begun < 5
    assert team_names() == {"after"}


@only_sqlite
def test_a_writer_that_is_stopped_makes_the_others_busy_not_stuck(
    server: Flask, holder: "subprocess.Popen[str]"
) -> None:
    os.kill(holder.pid, signal.SIGSTOP)
    gate: Gate = server.extensions["kindred.gate"]
    gate._patience = 0.3
    begun = time.monotonic()
    with pytest.raises(Busy, match=r"^The database is busy\. Nothing was saved\. Try again\.$"):
        save("in vain")
    assert 0.3 <= time.monotonic() - begun < 3
    assert team_names() == set()  # looking goes on
    os.kill(holder.pid, signal.SIGCONT)
    holder.communicate("\n")
    save("after")
    assert team_names() == {"never saved", "after"}


@only_sqlite
def test_a_busy_database_is_an_answer_of_503_that_says_when_to_come_back(cast: Cast) -> None:
    gate: Gate = cast.server.extensions["kindred.gate"]
    gate._patience = 0.05
    with gate_held():
        answer = cast.client("admin").send("/sign-out")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "The database is busy. Nothing was saved. Try again." in answer.text
    assert cast.client("admin").get("/_dash-layout").status_code == 200


@only_postgresql
def test_a_row_that_is_held_for_long_makes_the_others_busy(cast: Cast) -> None:
    def rename_in_vain() -> None:
        with writing() as session:
            session.execute(text("SET LOCAL lock_timeout = '200ms'"))
            session.execute(text("UPDATE team SET name = 'in vain'"))

    other = db.engine.connect()
    try:
        other.execute(text("SELECT id FROM team FOR UPDATE"))
        with pytest.raises(Busy):
            rename_in_vain()
    finally:
        other.close()


@only_postgresql
def test_a_connection_that_was_cut_is_replaced_without_anybody_noticing(cast: Cast) -> None:
    browser = cast.client("admin")
    assert browser.get("/_dash-layout").status_code == 200
    db.session.rollback()
    with db.engine.connect() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
    assert browser.get("/_dash-layout").status_code == 200


def test_a_database_that_is_not_there_is_told_as_such(tmp_path: Path) -> None:
    settings = Settings.from_env(
        {"KINDRED_INSTANCE": str(tmp_path), "KINDRED_DATABASE_URL": "postgresql://nobody:secret@127.0.0.1:1/none"}
    )
    app = create_app(settings)
    browser = app.test_client()
    browser.set_cookie("kindred", "x")
    answer = browser.get("/_dash-layout")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert answer.get_json() == {"error": "The database does not answer. Nothing was saved. Try again in a minute."}
    assert browser.get("/healthz").status_code == 503
