"""Turning to another of one's teams."""

from flask import Blueprint, request
from werkzeug.wrappers import Response

from webapp import auth
from webapp.services import entering

routes = Blueprint("teams", __name__)


@routes.post("/switch-team")
def switch() -> Response:
    turned = entering.turn_to(auth.viewer(), auth.number(request.form.get("team", "")))
    return auth.go(f"/?team={turned.team.id}")
