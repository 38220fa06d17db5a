"""The door for files: the raw body of a request, taken in as it comes. Never through a callback, whatever its size."""

from flask import Blueprint, Response, jsonify, request

from webapp import auth
from webapp.services import uploads

routes = Blueprint("uploads", __name__)


@routes.post("/uploads")
def receive() -> tuple[Response, int]:
    """The file in the body; its name, and the dataset it is a new version of, in the address."""
    dataset = request.args.get("dataset")
    upload = uploads.receive(
        auth.viewer(),
        request.args.get("name"),
        request.content_length,
        request.stream,
        None if dataset is None else auth.number(dataset),
    )
    return jsonify(upload=upload.id, address=f"/datasets/bring/{upload.id}"), 201
