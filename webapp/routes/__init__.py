"""Plain HTTP: what works without the Dash application around it. A route translates and does not think."""

from flask import Flask

from webapp.components.fields import PASSWORD_HINT
from webapp.components.frame import STYLES
from webapp.routes import (
    audiences,
    briefs,
    downloads,
    first_start,
    health,
    links,
    problems,
    shared,
    sign_in,
    teams,
    uploads,
)


def register(server: Flask) -> None:
    for part in (health, sign_in, first_start, links, teams, uploads, downloads, audiences, shared, briefs):
        server.register_blueprint(part.routes)
    problems.register(server)
    server.context_processor(lambda: {"styles": STYLES, "password_hint": PASSWORD_HINT})
