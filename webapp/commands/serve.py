"""The web server behind `./kindred run`: gunicorn, on a socket that is open already."""

from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from webapp.commands import opening
from webapp.commands.kept import stop_with_the_keeper
from webapp.services import first_start
from webapp.settings import Settings
from webapp.store.engine import db

GRACE_SECONDS = 25


def serve(settings: Settings, descriptor: int) -> None:
    app = opening.application(settings)
    line = _line_to_print(app, settings)
    server = _Server(app, settings, descriptor, line)
    stop_with_the_keeper()
    server.run()


def _line_to_print(app: Flask, settings: Settings) -> str:
    with app.app_context():
        token = first_start.open_link()
        db.session.remove()
        db.engine.dispose()  # no connection may be open when processes are forked
    if token is None:
        return f"Kindred is ready at {settings.address}"
    return f"Kindred is ready. Make the first team at {settings.address}/first-start?token={token}"


class _Server(BaseApplication):  # type: ignore[misc]
    def __init__(self, app: Flask, settings: Settings, descriptor: int, line: str) -> None:
        self._app, self._settings, self._descriptor, self._line = app, settings, descriptor, line
        super().__init__()

    def load_config(self) -> None:
        chosen: dict[str, Any] = {
            "bind": f"fd://{self._descriptor}",
            "workers": self._settings.web_processes,
            "threads": self._settings.web_threads,
            "worker_class": "gthread",
            "preload_app": True,
            "graceful_timeout": GRACE_SECONDS,
            "timeout": 120,
            "keepalive": 5,
            "errorlog": str(self._settings.instance / "kindred.log"),
            "loglevel": "warning",
            "control_socket_disable": True,  # two instances of one user would share its path
            "when_ready": lambda _server: print(self._line, flush=True),
        }
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return self._app
