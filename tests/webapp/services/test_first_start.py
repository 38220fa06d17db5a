"""The first start makes one person and one team, for whoever holds the printed address, once."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select

from core.errors import BadInput, Problem
from tests.at_once import at_once
from tests.conftest import DEVICE, Cast
from webapp.clock import now
from webapp.errors import NotFound
from webapp.rights import Role
from webapp.services import entering, first_start
from webapp.store.engine import db
from webapp.store.tables import PersonRow, TeamRow

PASSWORD = "seven calm herons wade"
ENDED = r"^This link is no longer valid\. Restart Kindred and use the address that it prints\.$"


def begin(token: object, email: str = "mara@example.org") -> str:
    return first_start.begin(token, "Mara Lind", email, PASSWORD, "Nordhaus shop", "Europe/Berlin", DEVICE)


def opened() -> str:
    token = first_start.open_link()
    assert token is not None
    return token


def how_many() -> tuple[int, int]:
    db.session.rollback()
    people, teams = (db.session.scalar(select(func.count()).select_from(table)) for table in (PersonRow, TeamRow))
    return people or 0, teams or 0


def test_the_first_person_is_admin_of_the_first_team(server: Flask) -> None:
    who = entering.who(begin(opened()))
    assert who is not None
    assert (who.person.name, who.team.name, who.role) == ("Mara Lind", "Nordhaus shop", Role.ADMIN)
    assert who.team.settings.zone == "Europe/Berlin"


def test_it_happens_once(server: Flask) -> None:
    first, second = opened(), opened()
    begin(first)
    for token in (first, second):
        with pytest.raises(NotFound, match=ENDED):
            begin(token, "second@example.org")
    assert first_start.open_link() is None
    assert how_many() == (1, 1)


@pytest.mark.parametrize("links", [1, 2])
def test_of_two_who_begin_at_the_same_moment_one_does(server: Flask, links: int) -> None:
    """Also where two programs were started, each of which printed an address."""
    printed = [opened() for _ in range(links)]
    entered: list[str] = []
    told: list[Problem] = []

    def press(number: int) -> Callable[[], None]:
        def call() -> None:
            with server.app_context():
                try:
                    entered.append(begin(printed[number % links], f"mara{number}@example.org"))
                except Problem as problem:
                    told.append(problem)

        return call

    at_once([press(number) for number in range(4)])
    assert (len(entered), {type(problem) for problem in told}) == (1, {NotFound})
    assert how_many() == (1, 1)


def test_the_address_is_dead_after_an_hour(server: Flask) -> None:
    token = opened()
    with time_machine.travel(now() + timedelta(minutes=61), tick=False), pytest.raises(NotFound, match=ENDED):
        begin(token)


@pytest.mark.parametrize("token", [None, "", "x", 7, [], "\ud800", "x" * 100_000], ids=repr)
def test_a_token_that_was_never_printed_opens_nothing(server: Flask, token: object) -> None:
    opened()
    with pytest.raises(NotFound, match=ENDED):
        begin(token)


def test_a_mistake_does_not_spend_the_address(server: Flask) -> None:
    token = opened()
    with pytest.raises(BadInput):
        begin(token, "not an address")
    assert entering.who(begin(token)) is not None


def test_the_page_is_not_there_without_the_token_or_afterwards(cast: Cast) -> None:
    for path in ("/first-start", "/first-start?token=", "/first-start?token=x"):
        assert cast.client(None).get(path).status_code == 404
