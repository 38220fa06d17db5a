"""The doors of audiences: lists of who is left out come in, files of who is treated go out, both in a stream."""

from collections.abc import Iterator
from typing import IO

from flask import Blueprint, Response, jsonify, request

from webapp import auth
from webapp.services import audience_exports, audiences

routes = Blueprint("audiences", __name__)

PART = 64 * 1024


@routes.post("/plans/<plan_id>/suppression")
def suppress(plan_id: str) -> Response:
    many = audiences.suppress_file(auth.viewer(), auth.number(plan_id), request.content_length, request.stream)
    return jsonify(customers=many)


@routes.post("/plans/<plan_id>/export")
def export(plan_id: str) -> Response:
    asked = (request.form.get(name) for name in ("form", "purpose", "recipient"))
    file = audience_exports.export(auth.viewer(), auth.number(plan_id), *asked)
    response = Response(_parts(file.body), mimetype="application/octet-stream")
    response.call_on_close(file.body.close)
    response.headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _parts(body: IO[bytes]) -> Iterator[bytes]:
    with body:
        while part := body.read(PART):
            yield part
