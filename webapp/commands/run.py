"""`./kindred run`: the web server in several processes, watched over by this one, which they do not outlive."""

import socket
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from webapp.commands import opening
from webapp.errors import CannotStart
from webapp.services import first_start
from webapp.settings import Settings
from webapp.store import instance
from webapp.store.engine import db

GRACE_SECONDS = 30


def run(settings: Settings) -> None:
    listener = _listen(settings)
    place = instance.prepare(settings.instance)
    running = opening.mark_running(place)
    app = opening.application(settings)
    line = _invitation_to_open(app, settings)
    _Server(app, settings, listener, line).run()
    running.close()


def _listen(settings: Settings) -> socket.socket:
    """Taken before anything else is begun, so that a port in use is told at once."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
    except OSError as error:
        raise CannotStart(
            f"{settings.host}:{settings.port} cannot be used ({error.strerror}). "
            "Is Kindred running already? Stop it, or choose another port with --port."
        ) from error
    return listener


def _invitation_to_open(app: Flask, settings: Settings) -> str:
    with app.app_context():
        token = first_start.open_link()
        db.session.remove()
        db.engine.dispose()
    if token is None:
        return f"Kindred is ready at {settings.address}"
    return f"Kindred is ready. Make the first team at {settings.address}/first-start?token={token}"


class _Server(BaseApplication):  # type: ignore[misc]
    def __init__(self, app: Flask, settings: Settings, listener: socket.socket, line: str) -> None:
        self._app, self._settings, self._listener, self._line = app, settings, listener, line
        super().__init__()

    def load_config(self) -> None:
        log = str(self._settings.instance / "kindred.log")
        chosen: dict[str, Any] = {
            "bind": f"fd://{self._listener.fileno()}",
            "workers": self._settings.web_processes,
            "threads": self._settings.web_threads,
            "worker_class": "gthread",
            "preload_app": True,
            "graceful_timeout": GRACE_SECONDS,
            "timeout": 120,
            "keepalive": 5,
            "errorlog": log,
            "loglevel": "warning",
            "control_socket_disable": True,  # two instances of one user would share its path
            "when_ready": lambda _server: print(self._line, flush=True),
        }
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return self._app
