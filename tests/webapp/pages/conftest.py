"""Pages as their people meet them: drawn and pressed through the real door, without a browser."""

import re
from dataclasses import dataclass
from typing import Any

import orjson
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.conftest import Cast
from webapp import guard
from webapp.store.engine import db


@dataclass(frozen=True)
class Answer:
    status: int
    values: dict[str, Any]  # "id.property" -> what the page gets
    told: dict[str, Any]  # what reaches places outside the callback's own outputs

    @property
    def said(self) -> str:
        message: str = self.told.get("frame-said", {}).get("data", {}).get("text", "")
        return message


class Visitor:
    """Somebody of the cast in front of a page."""

    def __init__(self, cast: Cast, who: str) -> None:
        self.callbacks = cast.server.extensions["dash"].callback_map
        self.client: FlaskClient = cast.client(who)
        self._get("/")

    def draws(self, path: str) -> str:
        """The page at an address, as the text of its tree."""
        path, mark, query = path.partition("?")
        values = {"_pages_location.pathname": path, "_pages_location.search": mark + query}
        answer = self.presses("dash.update", "_pages_location.pathname", values)
        return orjson.dumps(answer.values["_pages_content.children"]).decode()

    def presses(self, name: str, pressed: str, values: dict[str, Any]) -> Answer:
        """What the callback of that name answers, when `pressed` changed and the page holds these values."""
        output, callback = next(
            (output, each) for output, each in self.callbacks.items() if guard.function_name(each) == name
        )
        body = {
            "output": output,
            "outputs": _outputs(output),
            "inputs": [_sent(each, values) for each in callback["inputs"]],
            "state": [_sent(each, values) for each in callback["state"]],
            "changedPropIds": [pressed],
        }
        token = self.client.get_cookie("_csrf_token")
        response = self.client.post(
            guard.CALLBACK, json=body, headers={"X-CSRFToken": token.value if token is not None else ""}
        )
        db.session.rollback()  # so that the test, too, sees what the request wrote
        return _answer(response)

    def submits(self, name: str, output: dict[str, str], pressed: str, values: dict[str, Any]) -> Answer:
        """The same for a callback of one of many alike, whose ids its page knows."""
        callback = next(each for each in self.callbacks.values() if guard.function_name(each) == name)
        matched = next(known for known, each in self.callbacks.items() if each is callback)
        sent = {part: [_one(each, values) for each in callback[part]] for part in ("inputs", "state")}
        body = {
            "output": matched,
            "outputs": {**output, "id": orjson.loads(output["id"])},
            **sent,
            "changedPropIds": [pressed],
        }
        token = self.client.get_cookie("_csrf_token")
        response = self.client.post(guard.CALLBACK, json=body, headers={"X-CSRFToken": token.value if token else ""})
        db.session.rollback()
        return _answer(response)

    def _get(self, path: str) -> None:
        assert self.client.get(path).status_code == 200


@pytest.fixture
def admin(cast: Cast) -> Visitor:
    return Visitor(cast, "admin")


@pytest.fixture
def viewer(cast: Cast) -> Visitor:
    return Visitor(cast, "viewer")


def _sent(declared: dict[str, str], values: dict[str, Any]) -> Any:
    """One value, or one for each id that the pattern fits."""
    if not declared["id"].startswith("{"):
        name = f"{declared['id']}.{declared['property']}"
        return {"id": declared["id"], "property": declared["property"], "value": values.get(name)}
    pattern = orjson.loads(declared["id"])
    named = [(name.rpartition("."), value) for name, value in values.items() if name.startswith("{")]
    given = [(orjson.loads(part), value) for (part, _, name), value in named if name == declared["property"]]
    return [
        {"id": part, "property": declared["property"], "value": value}
        for part, value in given
        if part["part"] == pattern["part"]
    ]


def _one(declared: dict[str, str], values: dict[str, Any]) -> dict[str, Any]:
    """The one value of this page that the pattern fits."""
    pattern = orjson.loads(declared["id"])
    for name, value in values.items():
        part, _, prop = name.rpartition(".")
        known = orjson.loads(part)
        if prop == declared["property"] and known["part"] == pattern["part"]:
            return {"id": known, "property": prop, "value": value}
    raise KeyError(declared["id"])


def _outputs(output: str) -> Any:
    if "." not in output:  # a callback that answers with messages only
        return []
    names = [each.rsplit(".", 1) for each in output.strip(".").split("...")]
    listed = [{"id": part, "property": name} for part, name in names]
    return listed if output.startswith("..") else listed[0]


def _answer(response: TestResponse) -> Answer:
    if response.status_code != 200:
        return Answer(
            response.status_code, {}, {"frame-said": {"data": {"text": (response.json or {}).get("error", "")}}}
        )
    body = response.json
    assert body is not None
    values = {
        f"{part}.{re.sub('@.*', '', name)}": value
        for part, props in body.get("response", {}).items()
        for name, value in props.items()
    }
    return Answer(200, values, body.get("sideUpdate", {}))
