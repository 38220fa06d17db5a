"""A backup is complete, whatever is written meanwhile; a restore is verified, and loses nothing."""

import contextlib
import shutil
import sqlite3
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from core.errors import BadInput
from tests.conftest import Cast
from tests.webapp import kept
from tests.webapp.commands.programs import kindred
from webapp.app import create_app
from webapp.clock import now
from webapp.settings import Settings
from webapp.store import backup
from webapp.store.engine import db, sqlite, writing
from webapp.store.instance import Instance
from webapp.store.tables import TeamRow

MOMENT = datetime(2026, 5, 4, 10, 0, 0, tzinfo=UTC)

only_sqlite = pytest.mark.parametrize("server", ["sqlite"], indirect=True)


def place(server: Flask) -> Instance:
    return Instance(server.config["KINDRED_SETTINGS"].instance)


def names_in(path: Path) -> set[str]:
    connection = sqlite.connect(path)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        return {name for (name,) in connection.execute("SELECT name FROM team")}
    finally:
        connection.close()


def add_team(name: str) -> None:
    with writing() as session:
        session.add(TeamRow(name=name, settings={"some": "x" * 2_000}, made_at=now()))


@pytest.fixture
def stopped(server: Flask) -> Instance:
    """As after the program has ended: nobody has the database open."""
    db.session.remove()
    db.engine.dispose()
    return place(server)


@only_sqlite
def test_ten_backups_while_others_write_are_each_complete(server: Flask, tmp_path: Path) -> None:
    acknowledged: list[str] = []
    stop = threading.Event()

    def write(who: str) -> None:
        with server.app_context():
            number = 0
            while not stop.is_set():
                add_team(f"{who}-{number}")
                acknowledged.append(f"{who}-{number}")
                number += 1

    writers = [threading.Thread(target=write, args=(who,)) for who in "abc"]
    for writer in writers:
        writer.start()
    try:
        for number in range(10):
            before = set(acknowledged)
            backup.write(tmp_path / f"{number}.db")
            assert before <= names_in(tmp_path / f"{number}.db")
            while set(acknowledged) == before:  # the others get their turn before the next
                time.sleep(0.01)
    finally:
        stop.set()
        for writer in writers:
            writer.join()
    sizes = [len(names_in(tmp_path / f"{number}.db")) for number in range(10)]
    assert sizes == sorted(sizes), "what was saved between two backups is in the second"
    assert len(acknowledged) >= 10
    assert {path.name for path in tmp_path.iterdir()} == {"instance", *(f"{number}.db" for number in range(10))}
    # And each is what the program goes on with after a restore.
    db.session.remove()
    db.engine.dispose()
    for number in range(10):
        wanted = names_in(tmp_path / f"{number}.db")
        backup.restore(tmp_path / f"{number}.db", place(server), MOMENT)
        assert set(db.session.scalars(select(TeamRow.name))) == wanted
        db.session.remove()
        db.engine.dispose()
    assert names_in(place(server).backups / "replaced-20260504-100000.db") == set(acknowledged)


@only_sqlite
def test_a_backup_is_nobodys_business_but_the_operators(server: Flask, tmp_path: Path) -> None:
    size = backup.write(tmp_path / "copy.db")
    assert ((tmp_path / "copy.db").stat().st_mode & 0o777, (tmp_path / "copy.db").stat().st_size) == (0o600, size)


@only_sqlite
def test_a_backup_takes_the_place_of_nothing(server: Flask, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_text("something else")
    with pytest.raises(BadInput, match=r"is there already\. Choose another name; nothing was overwritten"):
        backup.write(tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_text() == "something else"
    with pytest.raises(BadInput, match=r"does not exist\. Make it first"):
        backup.write(tmp_path / "nowhere" / "copy.db")


@only_sqlite
def test_a_backup_on_a_disk_without_links_is_written_all_the_same(server: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    def no_links(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    add_team("ours")
    monkeypatch.setattr("os.link", no_links)
    backup.write(tmp_path / "copy.db")
    assert names_in(tmp_path / "copy.db") == {"ours"}
    with pytest.raises(BadInput, match="is there already"):
        backup.write(tmp_path / "copy.db")


@only_sqlite
def test_a_backup_that_fails_half_way_leaves_nothing(
    server: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(
        BadInput, match=r"copy\.db could not be written \(No space left on device\)\. Check the folder and its disk\.$"
    ):
        backup.write(tmp_path / "copy.db")
    assert {path.name for path in tmp_path.iterdir()} == {"instance"}


@only_sqlite
def test_a_restore_keeps_the_old_database_with_all_that_stood_in_its_log(server: Flask, tmp_path: Path) -> None:
    add_team("in the copy")
    backup.write(tmp_path / "copy.db")
    add_team("since then")
    crashed = tmp_path / "crashed"
    shutil.copytree(place(server).folder, crashed)  # as a crash leaves it, with its log
    assert (crashed / "kindred.db-wal").stat().st_size > 0
    for number in (1, 2):
        kept_at = backup.restore(tmp_path / "copy.db", Instance(crashed), MOMENT)
        assert kept_at is not None
        assert names_in(kept_at) == ({"in the copy", "since then"} if number == 1 else {"in the copy"})
    assert names_in(crashed / "kindred.db") == {"in the copy"}
    assert len(list((crashed / "backups").iterdir())) == 2
    assert not list(crashed.glob(".restore*"))


@only_sqlite
def test_a_database_that_is_damaged_can_be_replaced(stopped: Instance, server: Flask, tmp_path: Path) -> None:
    shutil.copyfile(stopped.database, tmp_path / "copy.db")
    stopped.database.write_bytes(b"SQLite format 3\0" + b"rubbish" * 1_000)
    kept_at = backup.restore(tmp_path / "copy.db", stopped, MOMENT)
    assert kept_at is not None and kept_at.read_bytes().endswith(b"rubbish")
    assert names_in(stopped.database) == set()


def truncated(sound: bytes) -> bytes:
    return sound[: len(sound) // 2]


def flipped(sound: bytes) -> bytes:
    return sound[:5_000] + bytes(byte ^ 0xFF for byte in sound[5_000:9_000]) + sound[9_000:]


def foreign(_: bytes) -> bytes:
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE something (else_ INTEGER)")
        return connection.serialize()


@only_sqlite
@pytest.mark.parametrize("spoil", [truncated, flipped, foreign, lambda _: b"", lambda _: b"a,b\n1,2\n" * 1_000])
def test_what_is_no_sound_backup_changes_nothing(stopped: Instance, server: Flask, tmp_path: Path, spoil) -> None:  # type: ignore[no-untyped-def]
    copy = tmp_path / "copy.db"
    shutil.copyfile(stopped.database, copy)
    copy.write_bytes(spoil(copy.read_bytes()))
    before = stopped.database.read_bytes()
    with pytest.raises(BadInput, match=r" is not a sound backup of Kindred\. Nothing was changed\.$"):
        backup.restore(copy, stopped, MOMENT)
    assert stopped.database.read_bytes() == before
    assert list(stopped.backups.iterdir()) == [] and not list(stopped.folder.glob(".restore*"))


@only_sqlite
@pytest.mark.parametrize("odd", ["with space", "hash#", "question?", "percent%41", "ümlaut", "quote'"])
def test_folders_with_odd_names_are_folders_too(stopped: Instance, server: Flask, tmp_path: Path, odd: str) -> None:
    folder = tmp_path / odd / "instance"
    shutil.copytree(stopped.folder, folder)
    app = create_app(Settings.from_env({"KINDRED_INSTANCE": str(folder)}))
    with app.app_context():
        add_team(odd)
        backup.write(tmp_path / odd / "copy.db")
        db.session.remove()
        db.engine.dispose()
    assert names_in(tmp_path / odd / "copy.db") == {odd} == names_in(folder / "kindred.db")
    backup.restore(tmp_path / odd / "copy.db", Instance(folder), MOMENT)


@only_sqlite
def test_the_database_is_not_restored_from_itself(stopped: Instance, server: Flask) -> None:
    with pytest.raises(BadInput, match="is the database itself"):
        backup.restore(stopped.database, stopped, MOMENT)
    with pytest.raises(BadInput, match="is not a file"):
        backup.restore(stopped.folder, stopped, MOMENT)


def test_the_commands_say_what_they_did(cast: Cast, tmp_path: Path) -> None:
    folder = place(cast.server).folder
    url = cast.server.config["KINDRED_SETTINGS"].database_url
    if url:
        environ = {"KINDRED_DATABASE_URL": url.replace("+psycopg", "")}
        for word in ("backup", "restore"):
            refused = kindred(folder, word, str(tmp_path / "copy.db"), **environ)
            assert (refused.returncode, refused.stderr) == (1, backup.ON_POSTGRES + "\n")
        return
    before = kept.digest()
    copied = kindred(folder, "backup", str(tmp_path / "copy.db"))
    assert copied.returncode == 0 and copied.stdout.endswith("MB) and checked.\n")
    with writing() as session:
        session.execute(TeamRow.__table__.delete())  # type: ignore[attr-defined]
    db.session.remove()
    db.engine.dispose()
    restored = kindred(folder, "restore", str(tmp_path / "copy.db"))
    assert (
        restored.returncode == 0
        and "was checked and is the database now.\nThe one before is kept at " in restored.stdout
    )
    assert kept.digest() == before
