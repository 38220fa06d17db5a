"""Opening the application for a command: its log, its instance, its database at the newest schema."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask

from webapp.app import create_app
from webapp.clock import now
from webapp.settings import Settings
from webapp.store import instance, log, migrate
from webapp.store import opening as store
from webapp.store.engine import db


def application(settings: Settings) -> Flask:
    """For a web server: no connection to the database is left open, for it may fork."""
    instance.mark_running_for_good(instance.prepare(settings.instance))
    return _application(settings)


def migrated(settings: Settings) -> None:
    with store.opened(settings):
        migrate.upgrade(instance.prepare(settings.instance), now())


@contextmanager
def opened(settings: Settings) -> Iterator[None]:
    with instance.mark_running(instance.prepare(settings.instance)), _application(settings).app_context():
        try:
            yield
        finally:
            db.session.remove()
            db.engine.dispose()


def address(settings: Settings) -> str:
    """Where people find the program: as it was last started on this instance, or as the settings say."""
    return instance.last_address(instance.prepare(settings.instance)) or settings.address


def _application(settings: Settings) -> Flask:
    log.begin(instance.prepare(settings.instance))
    migrated(settings)
    return create_app(settings)
