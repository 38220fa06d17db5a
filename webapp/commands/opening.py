"""Opening the application for a command: its log, its instance, its database at the newest schema."""

import fcntl
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from flask import Flask

from webapp.app import create_app
from webapp.clock import now
from webapp.errors import CannotStart
from webapp.settings import Settings
from webapp.store import instance, migrate
from webapp.store.engine import db
from webapp.store.instance import Instance

LARGEST_LOG = 10 * 1024 * 1024


def application(settings: Settings) -> Flask:
    """The application, after its database was brought to the newest schema. No connection is left open: it may be forked."""
    place = instance.prepare(settings.instance)
    write_log_to(place)
    app = create_app(settings)
    with app.app_context():
        migrate.upgrade(place, now())
        db.engine.dispose()
    return app


@contextmanager
def opened(settings: Settings) -> Iterator[Flask]:
    app = application(settings)
    with app.app_context():
        try:
            yield app
        finally:
            db.session.remove()
            db.engine.dispose()


def write_log_to(place: Instance) -> None:
    if place.log.exists() and place.log.stat().st_size > LARGEST_LOG:
        os.replace(place.log, place.log.with_suffix(".log.1"))
    place.log.touch(mode=0o600)
    logging.basicConfig(
        filename=place.log,
        level=logging.INFO,
        format="%(asctime)s %(levelname)s %(process)d %(name)s: %(message)s",
        force=True,
    )


def mark_running(place: Instance) -> IO[str]:
    """A lock shared by all that run on this instance, held as long as the returned file is open."""
    file = place.lock("running").open("w")
    fcntl.flock(file, fcntl.LOCK_SH)
    return file


@contextmanager
def nothing_running(place: Instance) -> Iterator[None]:
    with place.lock("running").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotStart("Kindred is running on this instance. Stop it first; nothing was changed.") from None
        yield
