"""What the one door lets through, and what every answer carries."""

from typing import Any

import orjson
import pytest
from flask import Flask

from tests.conftest import Browser, Cast
from tests.webapp import bodies, kept
from webapp.guard import CALLBACK, LARGEST_BODY, function_name

NOT_UNDERSTOOD = "That request was not understood. Reload the page and try again."
FROM_ELSEWHERE = "This request came from another site and was refused."
TOO_DEEP = b"[" * 100_000 + b"]" * 100_000

pytestmark = pytest.mark.parametrize("server", ["sqlite"], indirect=True)  # the door stands before the database


def update_body(server: Flask) -> dict[str, Any]:
    output, callback = next((o, c) for o, c in bodies.served(server).items() if function_name(c) == "dash.update")
    return bodies.plausible(output, callback)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda body: body.update(output="nobody.children"),
        lambda body: body.update(output=["a"]),
        lambda body: body.update(inputs=[]),
        lambda body: body.update(inputs=None),
        lambda body: body.update(state=[{"id": "more", "property": "value", "value": 1}]),
        lambda body: body.update(changedPropIds=[1]),
        lambda body: body.update(outputs=[]),
        lambda body: body.update(outputs=None),
        lambda body: body["inputs"][0].update(id="other"),
        lambda body: body["inputs"][0].update(property="value"),
        lambda body: body["inputs"][0].update(value=7),
        lambda body: body["inputs"][0].update(value="/" * 8_001),
        lambda body: body["inputs"].append(body["inputs"][0]),
    ],
)  # fmt: skip
def test_a_body_with_one_part_wrong_is_not_understood(cast: Cast, spoil: Any) -> None:
    body = update_body(cast.server)
    assert cast.client("viewer").call(body).status_code == 200
    spoil(body)
    answer = cast.client("viewer").call(body)
    assert (answer.status_code, answer.get_json()) == (400, {"error": NOT_UNDERSTOOD})


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b"null", b"3", b'"x"', b"\xff\xfe", b'{"output": NaN}', b'{"a": Infinity}', TOO_DEEP, b'{"output":"\\ud800"}'], ids=repr)  # fmt: skip
def test_what_is_not_an_object_of_json_is_not_understood(cast: Cast, raw: bytes) -> None:
    browser = cast.client("viewer")
    answer = browser.post(CALLBACK, data=raw, content_type="application/json", headers=token(browser))
    assert (answer.status_code, answer.get_json()) == (400, {"error": NOT_UNDERSTOOD})


def test_two_megabytes_and_one_byte_are_too_much(cast: Cast) -> None:
    browser = cast.client("viewer")
    frame = orjson.dumps({"output": ""})
    fits = frame[:-2] + b"x" * (LARGEST_BODY - len(frame)) + frame[-2:]
    assert len(fits) == LARGEST_BODY
    for body, status in ((fits, 400), (fits[:-2] + b"x" + fits[-2:], 413)):
        answer = browser.post(CALLBACK, data=body, content_type="application/json", headers=token(browser))
        assert answer.status_code == status


def test_a_form_of_too_many_parts_or_bytes_is_too_much(cast: Cast) -> None:
    browser = cast.client(None)
    many = {f"part{number}": "x" for number in range(101)}
    assert browser.post("/sign-in", data=many, content_type="multipart/form-data").status_code == 413
    assert browser.post("/sign-in", data={"email": "x" * LARGEST_BODY}).status_code == 413


@pytest.mark.parametrize("path", ["/nowhere", "/team/../nowhere", "/" + "x" * 7_000, "/%00", "/%ff", "/a/b/c/d?x[]=1", "/_dash-unknown"])  # fmt: skip
def test_unknown_paths_are_not_found(cast: Cast, path: str) -> None:
    assert cast.client("admin").get(path).status_code == 404
    assert cast.client(None).get(path).status_code in (302, 401, 404)


@pytest.mark.parametrize(
    "path",
    ["nobody/dash.min.js", "dash/nothing.js", "dash/../../../etc/passwd", "dash/%00", "dash/x.v1m1.js", "dash_table/a/b.js", "dash/dash-renderer/build/.", "%2e%2e/x"],
)  # fmt: skip
def test_wrong_component_paths_are_not_found(cast: Cast, path: str) -> None:
    assert cast.client("viewer").get(f"/_dash-component-suites/{path}").status_code == 404


@pytest.mark.parametrize(
    "path", ["nothing.js", "../app.py", "%00", "..%2fapp.py", "vendor/../../app.py", "/etc/passwd"]
)
def test_wrong_asset_paths_are_not_found(cast: Cast, path: str) -> None:
    assert cast.client(None).get(f"/assets/{path}").status_code in (302, 404)
    assert cast.client("admin").get(f"/assets/{path}").status_code == 404


def test_an_address_that_is_too_long_is_not_understood(cast: Cast) -> None:
    assert cast.client("viewer").get("/?q=" + "x" * 9_000).status_code == 400


# Other sites


ELSEWHERE = (
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "rubbish"},
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://localhost:81"},
    {"Origin": "http://localhost.evil.example"},
    {"Origin": "https://localhost"},
)


def ways(server: Flask) -> list[str]:
    """Every address that changes something."""
    rules = [rule.rule for rule in server.url_map.iter_rules() if rule.methods and "POST" in rule.methods]
    assert len(rules) >= 7
    return [rule.replace("<token>", "x") for rule in rules]


@pytest.mark.parametrize("headers", ELSEWHERE, ids=str)
def test_other_sites_are_refused_everywhere(cast: Cast, headers: dict[str, str]) -> None:
    before, browser = kept.digest(), cast.client("admin")
    for way in ways(cast.server):
        answer = browser.post(way, json={}, headers={**token(browser), **headers})
        assert (answer.status_code, answer.get_json()) == (403, {"error": FROM_ELSEWHERE})
        answer = browser.post(way, data={"csrf_token": browser.form_token()}, headers=headers)
        assert answer.status_code == 403 and FROM_ELSEWHERE in answer.text
    assert kept.digest() == before


@pytest.mark.parametrize("headers", [{}, {"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}, {"Origin": "http://localhost"}], ids=str)  # fmt: skip
def test_our_own_pages_are_let_through(cast: Cast, headers: dict[str, str]) -> None:
    assert cast.client("viewer").call(update_body(cast.server), headers=headers).status_code == 200


def test_every_change_needs_the_token_of_the_page(cast: Cast) -> None:
    before, browser = kept.digest(), cast.client("admin")
    for way in ways(cast.server):
        body = update_body(cast.server) if way == CALLBACK else {}
        for headers in ({}, {"X-CSRFToken": "x"}, {"X-CSRFToken": cast.client("admin").form_token()}):
            answer = browser.post(way, json=body, headers=headers)
            assert answer.status_code == 400, (way, headers)
            assert "does not belong to your session" in answer.get_json()["error"]
    assert kept.digest() == before


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "", "application/xml"]
)
def test_a_callback_takes_nothing_but_json(cast: Cast, kind: str) -> None:
    browser = cast.client("admin")
    answer = browser.post(
        CALLBACK, data=orjson.dumps(update_body(cast.server)), content_type=kind, headers=token(browser)
    )
    assert (answer.status_code, answer.get_json()) == (415, {"error": NOT_UNDERSTOOD})


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "PATCH"])
def test_no_other_method_changes_anything(cast: Cast, method: str) -> None:
    before, browser = kept.digest(), cast.client("admin")
    for way in ways(cast.server):
        assert browser.open(way, method=method, headers=token(browser)).status_code < 500, way
    assert kept.digest() == before


# What every answer carries


HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}


@pytest.mark.parametrize("who", [None, "admin"])
def test_every_answer_carries_the_headers_and_the_policy(cast: Cast, who: str | None) -> None:
    browser = cast.client(who)
    for rule in cast.server.url_map.iter_rules():
        path = rule.rule.replace("<path:path>", "nowhere").replace("<token>", "x").replace("<path:filename>", "x.css")
        path = path.replace("<string:package_name>", "dash").replace("<path:fingerprinted_path>", "x.js")
        for method in ("GET", "POST", "OPTIONS", "PUT"):
            answer = browser.open(path, method=method)
            policy = answer.headers["Content-Security-Policy"]
            told = {name: answer.headers.get(name) for name in HEADERS}
            if path.startswith("/s/") and told["Referrer-Policy"] == "no-referrer":  # says even less
                told["Referrer-Policy"] = "same-origin"
            assert told == HEADERS, (method, path)
            assert "object-src 'none'" in policy and "base-uri 'none'" in policy and "frame-ancestors 'none'" in policy
            script = next(part for part in policy.split("; ") if part.startswith("script-src"))
            assert "unsafe" not in script and "http" not in policy
            if not path.startswith(("/assets/", "/_dash-component-suites/")):
                assert answer.headers["Cache-Control"] == "no-store", path


def test_an_unexpected_error_carries_them_too_and_tells_nothing(cast: Cast, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:  # fmt: skip
    def fail() -> None:
        raise ValueError("a secret detail")

    monkeypatch.setattr("webapp.routes.health.health.look", fail)
    cast.server.config["PROPAGATE_EXCEPTIONS"] = False
    answer = cast.client(None).get("/healthz")
    assert answer.status_code == 500 and answer.headers["Content-Security-Policy"]
    assert answer.headers.get("X-Content-Type-Options") == "nosniff"
    sentence = answer.get_json()["error"]
    assert sentence.startswith("Something went wrong on our side. Nothing was changed. Reference ")
    assert sentence.split()[-1].rstrip(".") in caplog.text  # whoever quotes it can be helped
    assert "secret" not in answer.text


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "localhost@evil.example", "[::2]"]
)
@pytest.mark.parametrize("path", ["/sign-in", "/healthz", "/", "/nowhere"])
def test_a_name_that_is_not_ours_is_refused(cast: Cast, host: str, path: str) -> None:
    for who in (None, "admin"):
        answer = cast.client(who).get(path, headers={"Host": host})
        assert answer.status_code == 400
        assert answer.headers["Content-Security-Policy"]


def token(browser: Browser) -> dict[str, str]:
    return {"X-CSRFToken": browser.form_token()}
