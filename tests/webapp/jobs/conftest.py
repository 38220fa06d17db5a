"""Rooms for the tests of the worker: one for each test, or one for a file whose tests do not get into one another's way."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.webapp.jobs.room import Room, opened_room
from webapp.store import instance

DATABASES = ("sqlite", "postgresql")


@pytest.fixture(params=DATABASES)
def environ(request: pytest.FixtureRequest, tmp_path: Path) -> dict[str, str]:
    make = request.getfixturevalue("make_sqlite" if request.param == "sqlite" else "make_postgres")
    return {"KINDRED_INSTANCE": str(tmp_path / "instance"), **make()}


@pytest.fixture
def room(environ: dict[str, str]) -> Iterator[Room]:
    with opened_room(environ) as room:
        yield room


@pytest.fixture
def sqlite_room(tmp_path: Path, make_sqlite) -> Iterator[Room]:  # type: ignore[no-untyped-def]
    with opened_room({"KINDRED_INSTANCE": str(tmp_path / "instance"), **make_sqlite()}) as room:
        yield room


@pytest.fixture(scope="module")
def busy_room(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Iterator[Room]:
    """With a worker that stays: tests that only ask what becomes of a job share it."""
    place = instance.prepare(tmp_path_factory.mktemp("room") / "instance")
    shutil.copyfile(sqlite_template, place.database)
    with opened_room({"KINDRED_INSTANCE": str(place.folder), "KINDRED_JOB_MEMORY_MB": "500"}) as room:
        room.worker()
        yield room
