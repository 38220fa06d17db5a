"""The pages outside the frame: what was typed comes back after an error, a password never does."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.conftest import PASSWORD, Cast
from webapp.services import first_start, invitations

KEY = "a-key-of-this-one-page"


def send(client: FlaskClient, path: str, **fields: str) -> str:
    """Fill in the form at an address and press its button."""
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get(path).text)
    assert token is not None
    return client.post(path, data={"csrf_token": token.group(1), **fields}).text


def test_the_first_start_keeps_everything_but_the_password(server: Flask) -> None:
    typed = {"team": "Nordhaus <shop>", "name": "Mara Lind", "email": "mara@example.org", "password": "too short"}
    token = first_start.open_link() or ""
    page = send(server.test_client(), f"/first-start?token={token}", token=token, zone="UTC", **typed)
    assert "The password has 9 characters." in page
    assert all(f'value="{value}"' in page for value in ("Nordhaus &lt;shop&gt;", "Mara Lind", "mara@example.org"))
    assert "too short" not in page


def test_sign_in_keeps_the_address_and_not_the_password(cast: Cast) -> None:
    page = send(cast.client(None), "/sign-in", email="admin@example.org", password="not the one of today")
    assert "Address or password is wrong." in page
    assert 'value="admin@example.org"' in page
    assert "not the one of today" not in page


@pytest.mark.parametrize(
    ("who", "offered", "not_offered"),
    [
        (None, ["I am new to Kindred", "I have an account"], ["Sign out"]),
        ("stranger", ["Join as Olena Kravets"], ["I am new to Kindred"]),
        ("editor", ["this invitation is for stranger@example.org", "Sign out"], ["Join as", "I have an account"]),
    ],
)
def test_an_invitation_offers_what_fits_who_looks(
    cast: Cast, who: str | None, offered: list[str], not_offered: list[str]
) -> None:
    token = invitations.invite(cast.admin, "stranger@example.org", "viewer", KEY)
    page = cast.client(who).get(f"/invitation/{token}").text
    assert all(words in page for words in offered)
    assert not any(words in page for words in not_offered)


def test_a_wrong_password_leaves_the_form_of_those_with_an_account_open(cast: Cast) -> None:
    token = invitations.invite(cast.admin, "stranger@example.org", "viewer", KEY)
    page = send(cast.client(None), f"/invitation/{token}", **{"as": "known", "password": PASSWORD + "x"})
    new, known = re.findall(r"<details[^>]*>", page)
    assert (" open" in new, " open" in known) == (False, True)


def test_a_link_that_has_ended_says_so_without_saying_whose_it_was(cast: Cast) -> None:
    response = cast.client(None).get("/invitation/guessed")
    assert response.status_code == 404
    assert "This link is no longer valid. Ask the person who sent it." in response.text
