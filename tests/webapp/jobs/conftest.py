"""Rooms for the tests of the worker, one of each kind for a file: workers take seconds to start, so a test goes on with
the one that was left to it, and only starts another if it needs one."""

import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import _psql
from tests.webapp.jobs.room import Room, opened_room
from webapp.store import instance


@pytest.fixture(params=["sqlite", "postgresql"])
def room(request: pytest.FixtureRequest) -> Room:
    room: Room = request.getfixturevalue(f"{request.param}_room")
    room.new_team()
    return room


@pytest.fixture(scope="module")
def sqlite_room(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Iterator[Room]:
    with opened_room(_on_sqlite(tmp_path_factory, sqlite_template)) as room:
        yield room


@pytest.fixture(scope="module")
def postgresql_room(tmp_path_factory: pytest.TempPathFactory, postgres: str, postgres_template: str) -> Iterator[Room]:
    name = f"k{uuid.uuid4().hex[:12]}"
    _psql(postgres, f"CREATE DATABASE {name} TEMPLATE {postgres_template}")
    place = instance.prepare(tmp_path_factory.mktemp("room") / "instance")
    with opened_room({"KINDRED_INSTANCE": str(place.folder), "KINDRED_DATABASE_URL": f"{postgres}/{name}"}) as room:
        yield room


@pytest.fixture(scope="module")
def busy_room(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Iterator[Room]:
    """With a worker that stays, and little memory: for tests that only ask what becomes of a job."""
    environ = {**_on_sqlite(tmp_path_factory, sqlite_template), "KINDRED_JOB_MEMORY_MB": "500"}
    with opened_room(environ) as room:
        room.worker()
        room.until_at_work()
        yield room


def _on_sqlite(tmp_path_factory: pytest.TempPathFactory, template: Path) -> dict[str, str]:
    place = instance.prepare(tmp_path_factory.mktemp("room") / "instance")
    shutil.copyfile(template, place.database)
    return {"KINDRED_INSTANCE": str(place.folder)}
