"""The store without the web around it, for work in the background."""

import functools
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask

from webapp.settings import Settings
from webapp.store import engine, instance
from webapp.store.engine import db


@contextmanager
def opened(settings: Settings) -> Iterator[None]:
    server = _server(settings)
    with server.app_context():
        try:
            yield
        finally:
            db.session.remove()
            db.engine.dispose()


@functools.cache
def _server(settings: Settings) -> Flask:
    server = Flask("kindred.store", static_folder=None)
    engine.init_app(server, settings, instance.prepare(settings.instance))
    return server
