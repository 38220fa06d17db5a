"""Where a sign-in leads, and with which cookie."""

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import PASSWORD, Browser, Cast
from webapp import auth
from webapp.app import create_app
from webapp.settings import Settings

ORIGIN = "http://localhost"
ELSEWHERE = [
    "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "/\\/evil.example", "https://evil.example",
    "http:evil.example", "javascript:alert(1)", "data:text/html,x", "evil.example", "@evil.example", "/\t/evil.example",
    "/\n/evil.example", "/\r\nLocation: //evil.example", "\t//evil.example", " //evil.example", "/\x00/evil.example",
    "/ok\\..\\evil", "/\u2028/evil.example", "/\ud800", "", "?next=//evil.example", "#//evil.example",
]  # fmt: skip


def host_of(location: str) -> str:
    """As a browser reads it, which takes a backslash for a slash and does not see tabs and line ends."""
    seen = location.replace("\\", "/").translate(dict.fromkeys(map(ord, "\t\r\n"))).strip()
    return urlsplit(urljoin(ORIGIN + "/sign-in", seen)).netloc


@pytest.mark.parametrize("target", ELSEWHERE, ids=repr)
def test_an_address_that_is_not_ours_leads_home(target: str) -> None:
    assert auth.own_path(target) == "/"


@pytest.mark.parametrize(
    "target", ["/", "/team", "/runs/12?k=5&base=9", "/?team=3", "/a//b", "/téam", "/a@evil.example"]
)
def test_an_address_of_ours_is_kept(target: str) -> None:
    assert auth.own_path(target) == target


@given(st.text(alphabet="/\\@:.?#%evil\t\n\r \x00\u2028", max_size=12))
def test_no_text_leads_to_another_host(target: str) -> None:
    for start in ("", "/", "//", "/\\"):
        assert host_of(auth.own_path(start + target)) == "localhost"


@pytest.mark.parametrize("server", ["sqlite"], indirect=True)
def test_no_way_in_leads_elsewhere(cast: Cast) -> None:
    for target in ELSEWHERE:
        if "\ud800" in target:
            continue  # no browser can send it
        signed_in, fresh = cast.client("admin"), cast.client(None)
        answers = [
            signed_in.get("/sign-in", query_string={"next": target}),
            fresh.send("/sign-in", email="editor@example.org", password=PASSWORD, next=target),
        ]
        for answer in answers:
            assert (answer.status_code, host_of(answer.headers["Location"])) == (303, "localhost"), target


@pytest.mark.parametrize("server", ["sqlite"], indirect=True)
def test_who_has_to_sign_in_goes_on_to_where_they_were_going(cast: Cast) -> None:
    browser = cast.client(None)
    asked = browser.get("/team?tab=activity&n=1")
    assert asked.headers["Location"] == "/sign-in?next=/team%3Ftab%3Dactivity%26n%3D1"
    browser.get(asked.headers["Location"])
    answer = browser.send("/sign-in", email="editor@example.org", password=PASSWORD, next="/team?tab=activity&n=1")
    assert answer.headers["Location"] == "/team?tab=activity&n=1"


@pytest.mark.parametrize("server", ["sqlite"], indirect=True)
def test_over_https_every_cookie_stays_on_https(cast: Cast) -> None:
    folder = cast.server.config["KINDRED_SETTINGS"].instance
    app = create_app(Settings.from_env({"KINDRED_INSTANCE": str(folder), "KINDRED_HTTPS": "1"}))
    app.test_client_class = Browser
    browser = app.test_client()
    assert isinstance(browser, Browser)
    secure = {
        "base_url": "https://localhost",
        "headers": {"X-Forwarded-Proto": "https", "X-Forwarded-For": "198.51.100.1"},
    }
    page = browser.get("/sign-in", **secure)
    assert page.headers["Strict-Transport-Security"] == "max-age=31536000"
    token = browser.get_cookie("_csrf_token")
    assert token is not None
    form = {"csrf_token": token.value, "email": "editor@example.org", "password": PASSWORD}
    entered = browser.post("/sign-in", data=form, **secure)
    cookies = [*page.headers.getlist("Set-Cookie"), *entered.headers.getlist("Set-Cookie")]
    assert {cookie.split("=")[0] for cookie in cookies} == {"_csrf_token", "kindred-form", "__Host-kindred"}
    for cookie in cookies:
        assert "; Secure" in cookie and "SameSite=Lax" in cookie and "Domain" not in cookie
    assert "HttpOnly" in next(cookie for cookie in cookies if cookie.startswith("__Host-kindred"))
    assert browser.get("/_dash-layout", **secure).status_code == 200
