"""`./kindred add-person` and `./kindred reset-password`, to the end."""

import re
from pathlib import Path

import pytest
from flask import Flask

from tests.conftest import PASSWORD, Browser, Cast
from tests.webapp.commands.programs import kindred
from webapp.store.engine import db

NEW_PASSWORD = "eight loud geese swim"


def environ(server: Flask) -> dict[str, str]:
    url = server.config["KINDRED_SETTINGS"].database_url
    return {} if url is None else {"KINDRED_DATABASE_URL": url.replace("+psycopg", "")}


def folder(cast: Cast) -> Path:
    place: Path = cast.server.config["KINDRED_SETTINGS"].instance
    db.session.remove()
    return place


def path_of(said: str) -> str:
    found = re.fullmatch(
        r"Give this link to \S+\. It works once, for (?:7 days|an hour):\nhttp://127\.0\.0\.1:8050(/\S+)\n", said
    )
    assert found is not None, said
    return found[1]


def name_on(browser: Browser) -> int:
    return browser.get("/_dash-layout").status_code


def test_an_invited_person_joins_and_a_forgotten_password_is_made_anew(cast: Cast) -> None:
    invited = kindred(
        folder(cast),
        "add-person",
        "New@example.org",
        "--team",
        "Nordhaus shop",
        "--role",
        "editor",
        **environ(cast.server),
    )
    assert (invited.returncode, invited.stderr) == (0, "")
    link, browser = path_of(invited.stdout), cast.client(None)
    joined = browser.send(link, name="Noor Haddad", password=PASSWORD, zone="Asia/Beirut")
    assert joined.status_code == 303 and name_on(browser) == 200
    assert cast.client(None).send(link, name="Other", password=PASSWORD, zone="UTC").status_code == 404

    reset = kindred(folder(cast), "reset-password", "New@Example.org", **environ(cast.server))
    fresh = cast.client(None)
    assert fresh.send(path_of(reset.stdout), password=NEW_PASSWORD).status_code == 303
    assert (name_on(fresh), name_on(browser)) == (200, 401)
    again = cast.client(None)
    again.send("/sign-in", email="new@example.org", password=NEW_PASSWORD)
    assert name_on(again) == 200


@pytest.mark.parametrize("server", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("add-person", "a@example.org", "--team", "Nowhere"), "There is no team called “Nowhere”. Check the name, or add --new-team to make it."),
        (("add-person", "a@example.org", "--team", "Elsewhere", "--new-team"), "There is a team called “Elsewhere” already. Leave out --new-team to invite into it."),
        (("add-person", "nobody", "--team", "Elsewhere"), "This is not an e-mail address. Write it like name@example.org."),
        (("reset-password", "nobody@example.org"), "Nobody has the address nobody@example.org. ./kindred add-person invites somebody new."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_in_a_sentence(cast: Cast, words: tuple[str, ...], sentence: str) -> None:
    refused = kindred(folder(cast), *words)
    assert (refused.returncode, refused.stdout, refused.stderr) == (1, "", sentence + "\n")


@pytest.mark.parametrize("server", ["sqlite"], indirect=True)
def test_a_team_can_be_made_with_its_first_person(cast: Cast) -> None:
    made = kindred(folder(cast), "add-person", "first@example.org", "--team", "Third team", "--new-team")
    browser = cast.client(None)
    browser.send(path_of(made.stdout), name="First", password=PASSWORD, zone="UTC")
    assert "Third team" in browser.get("/_dash-layout").text
