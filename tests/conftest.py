"""What every test may ask for: a fresh database, the application on it, and a fixed cast of people."""

import os
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from webapp.app import create_app
from webapp.clock import now
from webapp.records import TeamSettings, Viewer
from webapp.rights import Role
from webapp.services import entering, passwords
from webapp.services.entering import Device
from webapp.settings import Settings
from webapp.store import instance, migrate, people, teams
from webapp.store.engine import db, writing

PASSWORD = "seven calm herons wade"
DEVICE = Device("Mozilla/5.0 (X11; Linux x86_64) Firefox/142.0", "127.0.0.1")
SHARED = Path(__file__).resolve().parent.parent.parent / "shared" / "data"


class Browser(FlaskClient):
    """A client whose every request stands for itself, as on a real server, and that can send forms and callbacks."""

    application: Flask

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        # Without a context of its own, a request would find the `g` and the database session of the test around it.
        with self.application.app_context():
            return super().open(*args, **kwargs)

    def send(self, path: str, **form: object) -> TestResponse:
        """A form of one of our pages, with its token."""
        return self.post(path, data={"csrf_token": self.form_token(), **form})

    def call(self, body: object, **kwargs: Any) -> TestResponse:
        """A callback, as the page would send it."""
        headers = {"X-CSRFToken": self.form_token(), **kwargs.pop("headers", {})}
        return self.post("/_dash-update-component", json=body, headers=headers, **kwargs)

    def form_token(self) -> str:
        if self.get_cookie("_csrf_token") is None:
            self.get("/sign-in", follow_redirects=True)
        token = self.get_cookie("_csrf_token")
        assert token is not None
        return str(token.value)


ON_BOTH = ("tests/webapp/store/", "tests/webapp/jobs/", "tests/migrations/")  # where the two databases differ
QUARTER = 4


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Services and pages ask both databases the same way: every run has a quarter of that on PostgreSQL, always the same."""
    for item in items:
        beyond = "[postgresql" in item.nodeid and not item.nodeid.startswith(ON_BOTH)
        if beyond and crc32(item.nodeid.encode()) % QUARTER:
            item.add_marker("postgresql")


@pytest.fixture(params=["sqlite", "postgresql"])
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """The application on a fresh database of the newest schema, inside its context."""
    make = request.getfixturevalue("make_sqlite" if request.param == "sqlite" else "make_postgres")
    app = create_app(Settings.from_env({"KINDRED_INSTANCE": str(tmp_path / "instance"), **make()}))
    app.test_client_class = Browser
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@dataclass(frozen=True)
class Cast:
    """Three people of one team, and one of another who must see nothing of it."""

    server: Flask
    admin: Viewer
    editor: Viewer
    viewer: Viewer
    stranger: Viewer
    tokens: dict[str, str]

    def client(self, who: str | None) -> Browser:
        """A browser: signed in as one of the cast by name, or as nobody."""
        client = self.server.test_client()
        assert isinstance(client, Browser)
        if who is not None:
            client.set_cookie("kindred", self.tokens[who])
        return client


@pytest.fixture
def cast(server: Flask, hashed_password: str) -> Cast:
    with writing():
        ours = teams.add("Nordhaus shop", TeamSettings(zone="Europe/Berlin"))
        theirs = teams.add("Elsewhere", TeamSettings())
        members = {
            "admin": ("Mara Lind", ours, Role.ADMIN),
            "editor": ("Jonas Berg", ours, Role.EDITOR),
            "viewer": ("Aiko Sato", ours, Role.VIEWER),
            "stranger": ("Olena Kravets", theirs, Role.ADMIN),
        }
        made = {}
        for who, (name, team, role) in members.items():
            made[who] = people.add(name, f"{who}@example.org", "Europe/Berlin", hashed_password)
            teams.add_member(team.id, made[who].id, role)
    tokens = {who: entering.open_session(person, DEVICE) for who, person in made.items()}
    viewers = {who: entering.who(token) for who, token in tokens.items()}
    return Cast(server, tokens=tokens, **viewers)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def hashed_password() -> str:
    return passwords.hashed(PASSWORD)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    if not SHARED.is_dir():
        pytest.skip("the folder of real data sets is not there")
    return SHARED


@pytest.fixture
def make_sqlite(tmp_path: Path, sqlite_template: Path):  # type: ignore[no-untyped-def]
    def make() -> dict[str, str]:
        place = instance.prepare(tmp_path / "instance")
        shutil.copyfile(sqlite_template, place.database)
        return {}

    return make


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template")
    _migrate({"KINDRED_INSTANCE": str(folder)})
    return folder / "kindred.db"


@pytest.fixture
def make_postgres(postgres: str, postgres_template: str) -> Iterator:  # type: ignore[type-arg]
    made: list[str] = []

    def make(template: str | None = postgres_template) -> dict[str, str]:
        name = f"k{uuid.uuid4().hex[:12]}"
        _psql(postgres, f"CREATE DATABASE {name}" + (f" TEMPLATE {template}" if template else ""))
        made.append(name)
        return {"KINDRED_DATABASE_URL": f"{postgres}/{name}"}

    yield make
    for name in made:
        _psql(postgres, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def postgres_template(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    _psql(postgres, "CREATE DATABASE template_kindred")
    folder = tmp_path_factory.mktemp("postgres-instance")
    _migrate({"KINDRED_INSTANCE": str(folder), "KINDRED_DATABASE_URL": f"{postgres}/template_kindred"})
    return "template_kindred"


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A PostgreSQL server of our own, without the safety that tests do not need. Its address, without a database."""
    programs = _postgres_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed")
    # Not below pytest's own folder: each new pytest closes that one to everybody else, the server's user included.
    folder = Path(tempfile.mkdtemp(prefix="kindred-postgres-"))
    port = _free_port()
    prefix: list[str] = []
    if os.geteuid() == 0:  # the server refuses to run as root
        prefix = ["runuser", "-u", "postgres", "--"]
        shutil.chown(folder, "postgres")
    cluster = folder / "cluster"
    subprocess.run(
        [*prefix, programs / "initdb", "-A", "trust", "-U", "kindred", "-D", cluster],
        check=True,
        capture_output=True,
        cwd="/",
    )
    options = f"-p {port} -k {folder} -c fsync=off -c listen_addresses=127.0.0.1 -c max_connections=200"
    control = [*prefix, programs / "pg_ctl", "-D", cluster, "-w"]
    subprocess.run(
        [*control, "-l", folder / "log", "-o", options, "start"], check=True, stdout=subprocess.DEVNULL, cwd="/"
    )
    yield f"postgresql://kindred@127.0.0.1:{port}"
    subprocess.run([*control, "-m", "immediate", "stop"], check=True, stdout=subprocess.DEVNULL, cwd="/")
    shutil.rmtree(folder)


def _migrate(environ: dict[str, str]) -> None:
    settings = Settings.from_env(environ)
    app = create_app(settings)
    with app.app_context():
        migrate.upgrade(instance.prepare(settings.instance), now())
        db.engine.dispose()


def _psql(address: str, statement: str) -> None:
    import psycopg

    with psycopg.connect(f"{address}/postgres", autocommit=True) as connection:
        connection.execute(statement)  # type: ignore[call-overload]


def _postgres_programs() -> Path | None:
    found = shutil.which("initdb")
    folders = (
        [Path(found).resolve().parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    )
    return next((folder for folder in folders if (folder / "initdb").exists() and (folder / "pg_ctl").exists()), None)


def _free_port() -> int:
    import socket

    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port
