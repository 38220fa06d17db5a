"""A part that waits: what stands there, how it looks, and whether it looks again."""

from datetime import UTC, datetime

import pytest
from dash import html, no_update
from dash.development.base_component import Component

from tests.webapp.components.tree import parts, words
from webapp.components import waiting
from webapp.records import Job, JobState

AT = datetime(2026, 1, 1, tzinfo=UTC)


def job(state: JobState, share: float = 0.0, failure: str | None = None) -> Job:
    return Job(
        1, 1, "Mara", True, "work out", "Findings of Mall", state, share, "", None, failure, None, AT, None, None
    )


def draw(found: object) -> list[Component]:
    return [html.P(f"there are {found}")]


def test_what_is_there_is_drawn_at_once_and_nothing_looks_again() -> None:
    place = waiting.place("findings", 7, draw, {"dataset": 1})
    (tick,) = [part for part in parts(place) if type(part).__name__ == "Interval"]
    assert "there are 7" in words(place) and tick.disabled is True


@pytest.mark.parametrize("state", [JobState.QUEUED, JobState.RUNNING])
def test_a_job_under_way_is_looked_at_four_times_a_second(state: JobState) -> None:
    place = waiting.place("findings", job(state), draw, {"dataset": 1})
    (tick,) = [part for part in parts(place) if type(part).__name__ == "Interval"]
    assert (tick.disabled, tick.interval) == (False, 250)


def test_what_stood_there_stays_dimmed_until_there_is_something_new() -> None:
    assert waiting.drawn("findings", job(JobState.RUNNING), draw) == (no_update, "k-stack k-waits", False)
    content, mood, rests = waiting.drawn("findings", job(JobState.RUNNING, share=0.5), draw)
    assert content is not no_update and "k-waits" in mood and rests is False
    content, mood, rests = waiting.drawn("findings", 7, draw)
    assert (words(content), mood, rests) == ("there are 7", "k-stack", True)


@pytest.mark.parametrize(
    ("ended", "why"),
    [
        (job(JobState.FAILED, failure="No memory."), "No memory."),
        (job(JobState.CANCELLED), "stopped before it was done"),
    ],
)
def test_what_failed_says_why_and_can_be_tried_again(ended: Job, why: str) -> None:
    content, _, rests = waiting.drawn("findings", ended, draw)
    (button,) = [part for part in parts(content) if type(part).__name__ == "Button"]
    assert (
        why in words(content) and words(button) == "Try again" and button.id == {"part": "findings-again", "of": "it"}
    )
    assert rests is True


@pytest.mark.parametrize("asked", [None, 7, "x", [1]])
def test_what_comes_back_from_the_page_is_a_set_of_answers_or_nothing(asked: object) -> None:
    assert waiting.read(asked) == {}
