"""The one door that every request passes: denied unless webapp/rights.py has a rule that allows it.

In order: the origin of the request, the rule of its route, who is looking, and for callbacks the envelope and the
rule of the function behind it. What is let through is what Dash itself would have sent.
"""

from collections.abc import Callable, Mapping
from typing import Any

import orjson
from dash import Dash
from dash._utils import split_callback_id
from dash.fingerprint import check_fingerprint
from flask import Flask, Response, current_app, request
from flask.json.provider import DefaultJSONProvider
from werkzeug.exceptions import BadRequest, SecurityError, UnsupportedMediaType

from core.errors import BadInput
from webapp import auth
from webapp.errors import NotAllowed, NotFound, NotSignedIn
from webapp.rights import CALLBACKS, ROUTES, Right, allows

CALLBACK = "/_dash-update-component"
COMPONENT_SUITES = "/_dash-component-suites/<string:package_name>/<path:fingerprinted_path>"
UPLOAD = "uploads.receive"
UNLIMITED = 1 << 62
NOT_UNDERSTOOD = "That request was not understood. Reload the page and try again."
FROM_ELSEWHERE = "This request came from another site and was refused."
LARGEST_BODY = 2 * 1024 * 1024
LONGEST_ADDRESS = 8_000
MOST_PRESSES = 2**53
ADDRESSES = ("pathname", "search", "href")
COUNTS = ("n_clicks", "n_submit", "n_blur")
MANY = (["ALL"], ["ALLSMALLER"])


class StrictJson(DefaultJSONProvider):
    """No NaN, no bottomless nesting."""

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        return orjson.loads(s)


def init_app(server: Flask) -> None:
    server.json = StrictJson(server)
    server.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    server.config["MAX_FORM_PARTS"] = 100
    server.before_request(_check)
    server.after_request(_headers)


def function_name(callback: Mapping[str, Any]) -> str | None:
    """How rights.py calls the function behind a callback; nothing for those that run in the browser only."""
    function: Callable[..., Any] | None = callback.get("callback")
    if function is None:
        return None
    function = getattr(function, "__wrapped__", function)
    return f"{function.__module__.removeprefix('webapp.').removeprefix('dash.')}.{function.__name__}"


def _check() -> None:
    if isinstance(request.routing_exception, SecurityError):  # a name of the host that is not ours
        raise request.routing_exception
    if request.method not in ("GET", "HEAD", "OPTIONS"):
        _refuse_other_sites()
    if request.endpoint is None:
        raise NotFound
    _require(ROUTES.get(request.endpoint))
    if len(request.full_path) > LONGEST_ADDRESS:
        raise BadInput(NOT_UNDERSTOOD)
    if request.endpoint == UPLOAD:
        request.max_content_length = UNLIMITED  # the service knows the team's limit; the body is taken in as a stream
    elif request.endpoint == CALLBACK:
        _check_callback(_dash())
    elif request.endpoint == COMPONENT_SUITES:
        _check_component_path(_dash(), **(request.view_args or {}))


def _require(right: Right | None) -> None:
    if right is None:
        raise NotFound
    if allows(right, None):
        return
    viewer = auth.viewer_or_none()
    if viewer is None:
        raise NotSignedIn
    if not allows(right, viewer.role):
        raise NotAllowed


def _refuse_other_sites() -> None:
    """A browser says where a request comes from; one that says nothing is no browser and carries no cookie by accident."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        raise NotAllowed(FROM_ELSEWHERE)
    origin = request.headers.get("Origin")
    if origin is not None and origin != request.host_url.rstrip("/"):
        raise NotAllowed(FROM_ELSEWHERE)


def _check_callback(dash: Dash) -> None:
    body = _body()
    output = body.get("output")
    callback = dash.callback_map.get(output) if isinstance(output, str) else None
    name = function_name(callback) if callback else None
    if callback is None or name is None:
        raise BadInput(NOT_UNDERSTOOD)
    _require(CALLBACKS.get(name))
    whole = (
        _fits_all(body.get("inputs"), callback["inputs"])
        and _fits_all(body.get("state", []), callback["state"])
        and all(map(_plausible, [*body["inputs"], *body.get("state", [])]))
        and _texts(body.get("changedPropIds", []))
        and (callback["no_output"] or _fits_outputs(body.get("outputs"), split_callback_id(output)))
    )
    if not whole:
        raise BadInput(NOT_UNDERSTOOD)


def _body() -> dict[str, Any]:
    try:
        body = request.get_json()
    except UnsupportedMediaType:
        raise
    except BadRequest as error:
        raise BadInput(NOT_UNDERSTOOD) from error
    if not isinstance(body, dict):
        raise BadInput(NOT_UNDERSTOOD)
    return body


def _fits_all(sent: object, declared: list[dict[str, str]]) -> bool:
    return isinstance(sent, list) and len(sent) == len(declared) and all(map(_fits, sent, declared))


def _fits_outputs(sent: object, declared: dict[str, str] | list[dict[str, str]]) -> bool:
    return _fits_all(sent, declared) if isinstance(declared, list) else _fits(sent, declared)


def _fits(sent: object, declared: dict[str, str]) -> bool:
    """One value for a plain id or a pattern with MATCH, a list of them for a pattern with ALL."""
    pattern = _pattern(declared["id"])
    if pattern is not None and any(rule in MANY for rule in pattern.values()):
        return isinstance(sent, list) and all(_fits_one(each, declared, pattern) for each in sent)
    return _fits_one(sent, declared, pattern)


def _fits_one(sent: object, declared: dict[str, str], pattern: dict[str, Any] | None) -> bool:
    return (
        isinstance(sent, dict)
        and sent.get("property") == declared["property"]
        and (sent.get("id") == declared["id"] if pattern is None else _fits_pattern(sent.get("id"), pattern))
    )


def _fits_pattern(sent_id: object, pattern: dict[str, Any]) -> bool:
    return (
        isinstance(sent_id, dict)
        and sent_id.keys() == pattern.keys()
        and all(
            isinstance(sent_id[part], str | int) if isinstance(rule, list) else sent_id[part] == rule
            for part, rule in pattern.items()
        )
    )


def _plausible(sent: Any) -> bool:
    """An address is a text and presses are counted; every other value is checked by the service that it reaches."""
    if isinstance(sent, list):
        return all(map(_plausible, sent))
    name, value = sent["property"], sent.get("value")
    if name in ADDRESSES:
        return isinstance(value, str) and len(value) <= LONGEST_ADDRESS
    if name in COUNTS:
        return value is None or (type(value) is int and 0 <= value < MOST_PRESSES)
    return True


def _pattern(declared_id: str) -> dict[str, Any] | None:
    return orjson.loads(declared_id) if declared_id.startswith("{") else None


def _texts(sent: object) -> bool:
    return isinstance(sent, list) and all(isinstance(each, str) for each in sent)


def _check_component_path(dash: Dash, package_name: str, fingerprinted_path: str) -> None:
    path, _ = check_fingerprint(fingerprinted_path)
    if path not in dash.registered_paths.get(package_name, ()):
        raise NotFound


def _dash() -> Dash:
    dash: Dash = current_app.extensions["dash"]
    return dash


def _headers(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", _policy())
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    headers.setdefault("X-Frame-Options", "DENY")
    if request.is_secure:
        headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if request.endpoint not in ("_dash_assets.static", COMPONENT_SUITES):
        headers["Cache-Control"] = "no-store"
    return response


def _policy() -> str:
    policy: str = current_app.config["CONTENT_SECURITY_POLICY"]
    return policy
