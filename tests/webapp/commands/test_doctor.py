"""`./kindred doctor` says what is well, what is not, and what to do."""

import shutil
from collections import namedtuple
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from webapp.commands.doctor import doctor
from webapp.settings import Settings
from webapp.store.engine import db

Usage = namedtuple("Usage", "total used free")


def look(capsys: pytest.CaptureFixture[str], instance: Path, **environ: str) -> tuple[int, dict[str, list[str]]]:
    """The exit code, and what was said under each word."""
    code = doctor(Settings.from_env({"KINDRED_INSTANCE": str(instance), **environ}))
    lines = capsys.readouterr().out.splitlines()
    said: dict[str, list[str]] = {}
    for line in lines[:-1]:
        said.setdefault(line.split()[0], []).append(line.split(maxsplit=1)[1])
    assert lines[-1] == (
        "Everything needed is there." if code == 0 else f"{len(said['bad'])} to mend: see what is marked bad."
    )
    return code, said


def environ(server: Flask) -> dict[str, str]:
    url = server.config["KINDRED_SETTINGS"].database_url
    return {} if url is None else {"KINDRED_DATABASE_URL": url.replace("+psycopg", "")}


def test_a_good_instance_is_well(server: Flask, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = look(capsys, tmp_path / "instance", **environ(server))
    assert code == 0 and "bad" not in said
    subjects = {line.split()[0] for lines in said.values() for line in lines}
    assert {"Python", "disk", "address", "secret", "database", "limits", "log"} <= subjects
    (database,) = [line for line in said["well"] if line.startswith("database")]
    assert database.endswith(" answers, at the newest schema.")
    assert f"log       {tmp_path}/instance/kindred.log" in said["well"]


@pytest.mark.parametrize("server", ["sqlite"], indirect=True)
def test_an_old_schema_is_noted(server: Flask, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with db.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    code, said = look(capsys, tmp_path / "instance")
    assert code == 0 and any("./kindred run brings it to the newest schema" in line for line in said["note"])


def test_a_fresh_folder_only_waits_for_the_first_start(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = look(capsys, tmp_path / "new")
    assert code == 0 and any(line.startswith("database") for line in said["note"])
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o700


def test_a_file_that_is_no_database_is_bad(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "kindred.db").write_bytes(b"rubbish" * 1_000)
    code, said = look(capsys, tmp_path)
    assert code == 1
    assert said["bad"] == [
        "database  It does not answer: file is not a database. Check its server, its file and its disk."
    ]


def test_a_server_that_is_away_is_bad_without_its_password(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = look(capsys, tmp_path, KINDRED_DATABASE_URL="postgresql://me:hunter2@127.0.0.1:1/none")
    assert code == 1 and len(said["bad"]) == 1
    assert "Connection refused" in said["bad"][0] and "hunter2" not in said["bad"][0]


def test_a_full_disk_is_bad(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**12, 10**12 - 5 * 10**8, 5 * 10**8))
    code, said = look(capsys, tmp_path)
    assert code == 1 and said["bad"][0].startswith(f"disk      0.5 GB free at {tmp_path}. Make room")


def test_https_without_a_trusted_name_is_bad(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = look(capsys, tmp_path, KINDRED_HTTPS="1")
    assert code == 1 and "KINDRED_TRUSTED_HOSTS" in said["bad"][0]


@pytest.mark.parametrize("server", ["sqlite"], indirect=True)
def test_a_key_that_was_cut_is_told(server: Flask, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "instance" / "secret.key").write_text("short")
    code, said = look(capsys, tmp_path / "instance")
    assert code == 1 and "does not hold a key any more. Delete it and start again" in said["bad"][0]
