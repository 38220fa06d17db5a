"""What the program says of itself."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from webapp.clock import now
from webapp.errors import NoSpace
from webapp.services import health
from webapp.store import probe, workers
from webapp.store.engine import db


@pytest.fixture
def worker(server: Flask) -> str:
    workers.seen("one:1")
    return "one:1"


def word(part: str) -> str:
    db.session.rollback()
    return health.look().parts[part]


def test_all_is_well_with_a_worker_that_was_seen_lately(worker: str) -> None:
    look = health.look()
    assert look.well and look.parts == {"database": "well", "worker": "well"}


def test_a_worker_that_was_never_started_is_missed(server: Flask) -> None:
    assert not health.look().well
    assert word("worker").startswith("No worker has been started.")


def test_a_silent_worker_is_told_with_the_minutes(worker: str) -> None:
    with time_machine.travel(now() + timedelta(minutes=3)):
        assert word("worker") == "The worker has not answered for 3 minutes. What waits keeps its place."


def test_one_worker_of_two_is_enough(worker: str) -> None:
    with time_machine.travel(now() + timedelta(minutes=3)):
        workers.seen("two:2")
        assert word("worker") == "well"


def test_a_worker_that_said_goodbye_is_not_waited_for(worker: str) -> None:
    workers.gone(worker)
    assert word("worker").startswith("No worker has been started.")


def test_what_the_database_cannot_do_is_told_as_a_sentence(worker: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def full() -> None:
        raise NoSpace

    monkeypatch.setattr(probe, "read_and_write", full)
    assert word("database") == NoSpace().sentence


def test_a_database_that_does_not_answer_is_told_without_its_own_words(
    worker: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> None:
        raise OSError("/srv/secret/kindred.db")

    monkeypatch.setattr(probe, "read_and_write", away)
    monkeypatch.setattr(workers, "silent_for", away)
    look = health.look()
    assert not look.well and "secret" not in " ".join(look.parts.values())
    assert look.parts["database"].startswith("The database does not answer.")
    assert look.parts["worker"] == "Nothing is known about the worker while the database does not answer."
