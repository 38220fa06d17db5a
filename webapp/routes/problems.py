"""What happens when a plain request meets a problem: the right status and a sentence, as a page or as JSON."""

import logging
from urllib.parse import quote

from flask import Flask, Response, jsonify, redirect, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from core.errors import BadInput, Problem, TooBig
from webapp.errors import (
    Busy,
    Conflict,
    DiskTrouble,
    NoSpace,
    NotAllowed,
    NotFound,
    NotSignedIn,
    TooManyTries,
    apology,
    new_reference,
)

STATUS: dict[type[Problem], int] = {
    BadInput: 400, TooBig: 413, NotSignedIn: 401, NotAllowed: 403, NotFound: 404, Conflict: 409, TooManyTries: 429, Busy: 503,
    NoSpace: 507,
    DiskTrouble: 503,
}  # fmt: skip
SENTENCES = {
    400: "That request was not understood. Reload the page and try again.",
    404: "Not found, or you do not have access.",
    405: "That cannot be done at this address.",
    413: "That is more than this address takes. Send less at once.",
    415: "That request was not understood. Reload the page and try again.",
}
FORM_TOO_OLD = "This form does not belong to your session any more. Go back, reload the page and send it again."

log = logging.getLogger(__name__)


def register(server: Flask) -> None:
    server.register_error_handler(Problem, _tell)
    server.register_error_handler(CSRFError, _tell_old_form)
    server.register_error_handler(HTTPException, _tell_http)
    server.register_error_handler(Exception, _apologise)


def _tell(problem: Problem) -> AnyResponse:
    status = STATUS.get(type(problem), 400)
    if isinstance(problem, NotSignedIn) and not _wants_json() and request.method == "GET":
        return redirect(f"/sign-in?next={_next()}", 302)
    response = _answer(problem.sentence, status)
    if isinstance(problem, Busy):
        response.headers["Retry-After"] = "5"
    if isinstance(problem, NotSignedIn):
        response.headers["X-Sign-In"] = "/sign-in"
    return response


def _tell_old_form(_error: CSRFError) -> AnyResponse:
    return _answer(FORM_TOO_OLD, 400)


def _tell_http(error: HTTPException) -> AnyResponse:
    status = error.code or 500
    if 300 <= status < 400:
        return error.get_response()
    if status >= 500:
        return _apologise(error)
    return _answer(SENTENCES.get(status, SENTENCES[400]), status)


def _apologise(error: Exception) -> AnyResponse:
    mark = new_reference()
    # The rule and not the path, which may hold the token of a link.
    log.error("Reference %s: %s %s", mark, request.method, request.url_rule, exc_info=error)
    return _answer(apology(mark), 500)


def _answer(sentence: str, status: int) -> Response:
    if _wants_json():
        response = jsonify(error=sentence)
    else:
        response = Response(render_template("problem.html", sentence=sentence, status=status), mimetype="text/html")
    response.status_code = status
    return response


def _wants_json() -> bool:
    by_script = ("/_", "/api/", "/healthz", "/uploads")
    return request.path.startswith(by_script) or request.path.endswith("/suppression") or request.is_json


def _next() -> str:
    return quote(request.full_path.rstrip("?"), safe="/")
