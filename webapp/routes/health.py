"""Whether the program is well, for whoever watches over it."""

from flask import Blueprint, Response, jsonify

from webapp.services import health

routes = Blueprint("health", __name__)


@routes.get("/healthz")
def healthz() -> tuple[Response, int]:
    report = health.look()
    return jsonify(well=report.well, **report.parts), 200 if report.well else 503
