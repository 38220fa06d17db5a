"""Everybody may do what the table of rights says, at every door, and nothing else."""

import re
from typing import Any

import dash
import pytest
from flask import Flask

from tests.conftest import DEVICE, Browser, Cast
from tests.webapp import bodies, brought, kept
from webapp import dashboard
from webapp.auth import TEAM_HEADER
from webapp.guard import function_name
from webapp.rights import ALLOWED, CALLBACKS, ROUTES, Right, Role
from webapp.services import entering, teams
from webapp.store import teams as team_store
from webapp.store.engine import writing

ACTORS = ("nobody", "stranger", "viewer", "editor", "admin", "removed")
ROLES = {"stranger": Role.ADMIN, "viewer": Role.VIEWER, "editor": Role.EDITOR, "admin": Role.ADMIN}
NOT_ALLOWED = "Your role in this team does not allow that. Ask an admin of the team."
SIGNED_OUT = "You were signed out. Sign in in a new tab, then try again here."
MISSING = 987_654_321


def callbacks_by_name(server: Flask) -> dict[str, tuple[str, dict[str, Any]]]:
    return {str(function_name(each)): (output, each) for output, each in bodies.served(server).items()}


def layouts() -> dict[str, str]:
    """The name of each page's layout, as it is ruled, and the path of the page."""
    return {f"{page.__name__.removeprefix('webapp.')}.layout": page.PATH for page in dashboard.PAGES}


def browser_of(cast: Cast, actor: str) -> Browser:
    """Somebody who has the page open already, and in one case was removed from the team since."""
    if actor in ("nobody", "removed"):
        browser = cast.client(None if actor == "nobody" else "editor")
        browser.form_token()
        if actor == "removed":
            teams.remove(cast.admin, cast.editor.person.id)
        return browser
    return cast.client(actor)


def again(cast: Cast, actor: str) -> Browser:
    """Signed in anew, also when what was pressed before meant to leave."""
    who = getattr(cast, actor)
    with writing():
        if team_store.role_of(who.team.id, who.person.id) is None:
            team_store.add_member(who.team.id, who.person.id, who.role)
    cast.tokens[actor] = entering.open_session(who.person, DEVICE)
    return cast.client(actor)


# That everything has a rule


@pytest.mark.parametrize("server", ["sqlite"], indirect=True)
def test_every_route_has_a_rule_and_every_rule_a_route(server: Flask) -> None:
    assert {rule.endpoint for rule in server.url_map.iter_rules()} == set(ROUTES)


@pytest.mark.parametrize("server", ["sqlite"], indirect=True)
def test_every_callback_and_layout_has_a_rule_and_every_rule_one_of_them(server: Flask) -> None:
    assert {*callbacks_by_name(server), *layouts()} == set(CALLBACKS)


@pytest.mark.parametrize("server", ["sqlite"], indirect=True)
def test_every_page_is_drawn_behind_its_rule(server: Flask) -> None:
    """A page that is registered past the list of pages would have a layout without a rule."""
    registered = {page["path"] for page in dash.page_registry.values()}
    assert registered == set(layouts().values())


def test_a_wider_right_is_never_given_to_a_lesser_role() -> None:
    order = (None, Role.VIEWER, Role.EDITOR, Role.ADMIN)
    for allowed in ALLOWED.values():
        assert [role in allowed for role in order] == sorted(role in allowed for role in order)


@pytest.mark.parametrize("server", ["sqlite"], indirect=True)
def test_what_has_no_rule_is_not_there_for_anybody(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(ROUTES, "/_dash-layout")
    monkeypatch.delitem(CALLBACKS, "dash.update")
    for actor in ("nobody", "admin"):
        assert browser_of(cast, actor).get("/_dash-layout").status_code == 404
    output, callback = callbacks_by_name(cast.server)["dash.update"]
    assert cast.client("admin").call(bodies.plausible(output, callback)).status_code == 404


# That the rules hold


@pytest.mark.parametrize("actor", ACTORS)
def test_routes_answer_as_the_table_says(cast: Cast, actor: str) -> None:
    browser = browser_of(cast, actor)
    for rule in cast.server.url_map.iter_rules():
        if rule.endpoint == "sign_in.leave":
            continue  # it would end what the others need; tested with sign-in
        path = rule.rule.replace("<path:path>", "team").replace("<token>", "x").replace("<path:filename>", "tokens.css")
        path = path.replace("<any(csv, xlsx):form>", "csv")
        path = path.replace("<string:package_name>", "dash").replace("<path:fingerprinted_path>", "nothing.js")
        method = "POST" if rule.methods and "POST" in rule.methods else "GET"
        answer = browser.open(path, method=method, headers={"X-CSRFToken": browser.form_token()})
        allowed = ROLES.get(actor) in ALLOWED[ROUTES[rule.endpoint]]
        assert _refused(answer) is not allowed, (actor, rule.endpoint, answer.status)


@pytest.mark.parametrize("actor", ACTORS)
def test_callbacks_that_the_table_denies_are_refused_and_change_nothing(cast: Cast, actor: str) -> None:
    browser, before = browser_of(cast, actor), kept.digest()
    expected = (403, NOT_ALLOWED) if actor in ROLES else (401, SIGNED_OUT)
    for name, (output, callback) in callbacks_by_name(cast.server).items():
        if ROLES.get(actor) not in ALLOWED[CALLBACKS[name]]:
            answer = browser.call(bodies.plausible(output, callback))
            assert (answer.status_code, answer.get_json()["error"]) == expected, (actor, name)
    assert kept.digest() == before


@pytest.mark.parametrize("actor", ROLES)
def test_callbacks_that_the_table_allows_are_called(cast: Cast, actor: str) -> None:
    for name, (output, callback) in callbacks_by_name(cast.server).items():
        if ROLES[actor] in ALLOWED[CALLBACKS[name]]:
            answer = again(cast, actor).call(bodies.plausible(output, callback))
            assert answer.status_code in (200, 204), (actor, name, answer.get_json())


@pytest.mark.parametrize("actor", ROLES)
def test_pages_are_drawn_for_whom_the_table_says(cast: Cast, actor: str) -> None:
    """Who may not see a page gets the very same as for a page that is not there."""
    output, callback = callbacks_by_name(cast.server)["dash.update"]
    browser = cast.client(actor)

    def drawn(path: str) -> Any:
        body = bodies.plausible(output, callback)
        body["inputs"][0]["value"] = path
        return browser.call(body).get_json()["response"]["_pages_content"]["children"]

    things = brought.addresses(cast.stranger if actor == "stranger" else cast.editor)
    for name, path in layouts().items():
        allowed = ROLES[actor] in ALLOWED[CALLBACKS[name]]
        if name != "pages.not_found.layout":
            for address in things.get(path, [path]):
                assert (drawn(address) != drawn("/nowhere")) is allowed, (actor, name)


# That what is another team's is not there


def test_a_foreign_thing_and_a_missing_one_give_the_same_page(cast: Cast) -> None:
    output, callback = callbacks_by_name(cast.server)["dash.update"]

    def drawn(path: str) -> Any:
        body = bodies.plausible(output, callback)
        body["inputs"][0]["value"] = path
        return cast.client("admin").call(body).get_json()["response"]["_pages_content"]["children"]

    for path, theirs in brought.addresses(cast.stranger).items():
        missing = f"{path.partition('<')[0]}{MISSING}"
        assert all(drawn(address) == drawn(missing) for address in theirs), path


def test_a_foreign_team_and_a_missing_one_give_the_same_answer(cast: Cast) -> None:
    foreign, before = cast.stranger.team.id, kept.digest()
    output, callback = callbacks_by_name(cast.server)["dash.update"]
    for who in ("viewer", "editor", "admin"):
        browser = cast.client(who)
        for number in (foreign, str(foreign)):
            pairs = [
                (browser.send("/switch-team", team=number), browser.send("/switch-team", team=MISSING)),
                (browser.get(f"/?team={number}"), browser.get(f"/?team={MISSING}")),
                (browser.get(f"/sign-in?team={number}"), browser.get(f"/sign-in?team={MISSING}")),
                *(
                    (browser.get(path, headers={TEAM_HEADER: f"{number}"}), browser.get(path, headers={TEAM_HEADER: f"{MISSING}"}))
                    for path in ("/", "/_dash-layout", "/team")
                ),
                (
                    browser.call(bodies.plausible(output, callback), headers={TEAM_HEADER: f"{number}"}),
                    browser.call(bodies.plausible(output, callback), headers={TEAM_HEADER: f"{MISSING}"}),
                ),
            ]  # fmt: skip
            for theirs, nobodys in pairs:
                assert theirs.status_code == nobodys.status_code == 404
                assert _without_token(theirs.data) == _without_token(nobodys.data)
                assert _names(theirs.headers) == _names(nobodys.headers)
    assert kept.digest() == before


@pytest.mark.parametrize("server", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "team", ["", "0", "-1", "1.0", "²", "9" * 18, "9" * 30, "../1", "1 OR 1=1", "\x00", "null", "[1]"]
)
def test_a_team_that_is_no_number_is_not_there(cast: Cast, team: str) -> None:
    browser = cast.client("admin")
    assert browser.send("/switch-team", team=team).status_code == 404
    assert browser.get("/", query_string={"team": team}).status_code == 404


def test_a_link_into_another_of_my_teams_opens_there(cast: Cast) -> None:
    with writing():
        team_store.add_member(cast.stranger.team.id, cast.editor.person.id, Role.VIEWER)
    browser = cast.client("editor")
    assert browser.get(f"/team?team={cast.stranger.team.id}").status_code == 200
    turned = entering.who(cast.tokens["editor"])
    assert turned is not None and (turned.team.id, turned.role) == (cast.stranger.team.id, Role.VIEWER)


def test_a_tab_in_another_team_has_the_role_there_and_leaves_the_session_where_it_is(cast: Cast) -> None:
    with writing():
        team_store.add_member(cast.stranger.team.id, cast.admin.person.id, Role.VIEWER)
    guarded = [name for name in callbacks_by_name(cast.server) if CALLBACKS[name] is Right.ADMINISTER]
    for name in guarded:
        output, callback = callbacks_by_name(cast.server)[name]
        answer = cast.client("admin").call(
            bodies.plausible(output, callback), headers={TEAM_HEADER: str(cast.stranger.team.id)}
        )
        assert (answer.status_code, answer.get_json()["error"]) == (403, NOT_ALLOWED), name
    assert (
        cast.client("admin").get("/_dash-layout", headers={TEAM_HEADER: str(cast.stranger.team.id)}).status_code == 200
    )
    still = entering.who(cast.tokens["admin"])
    assert still is not None and still.team.id == cast.admin.team.id


def _refused(answer: Any) -> bool:
    to_sign_in = answer.status_code == 302 and answer.headers["Location"].startswith("/sign-in?next=")
    return to_sign_in or answer.status_code == 401 or NOT_ALLOWED.encode() in answer.data


def _without_token(page: bytes) -> bytes:
    """Each page has its own token against forgery; nothing else may differ."""
    return re.sub(rb"(name=['\"]?csrf_token['\"]?\s+value=['\"])[^'\"]+", rb"\1", page)


def _names(headers: Any) -> list[str]:
    return sorted(name for name, _ in headers if name != "Set-Cookie")
