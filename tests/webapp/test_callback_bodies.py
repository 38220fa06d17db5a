"""Whatever is sent to a callback: it is understood or refused, it is never an error, and rubbish changes nothing.

The callbacks are taken from the application, so that one that is added later is tried at once.
"""

import logging
import random
from collections.abc import Iterator

import pytest
from dash import ALL, MATCH, Dash, Input, Output, State, no_update
from flask import Flask

from tests.conftest import Cast
from tests.webapp import bodies, brought, kept
from webapp import rights
from webapp.guard import function_name
from webapp.rights import Right


@pytest.fixture
def patterned(server: Flask, monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Callbacks of every kind that Dash knows, as later pages may have them; what they were called with."""
    called: list[object] = []

    def note(*values: object) -> object:
        called.append(values)
        return no_update

    app: Dash = server.extensions["dash"]
    note.__module__ = "webapp.pages.probe"
    app.callback(Output("a", "children"), Input("b", "value"), State("c", "data"))(note)
    app.callback(Output("a", "children", allow_duplicate=True), Input("b", "n_clicks"), prevent_initial_call=True)(note)
    app.callback(Output("d", "children"), Output("e", "children"), Input("b", "value"))(note)
    app.callback(Output({"type": "f", "index": MATCH}, "children"), Input({"type": "g", "index": MATCH}, "value"))(note)
    app.callback(
        Output("h", "children"),
        Input({"type": "g", "index": ALL}, "n_clicks"),
        State({"type": "g", "index": ALL}, "id"),
    )(note)
    app.callback(Output({"type": "f", "index": ALL}, "title"), Output("i", "title"), Input("b", "value"))(note)
    monkeypatch.setitem(rights.CALLBACKS, "pages.probe.note", Right.LOOK)
    return called


@pytest.fixture
def quiet(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Nothing unexpected was written to the log."""
    caplog.set_level(logging.WARNING)
    yield
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR] == []


@pytest.mark.usefixtures("quiet")
@pytest.mark.parametrize(
    ("server", "who", "count"),
    [("sqlite", "admin", 100), ("postgresql", "admin", 20), ("sqlite", "viewer", 20)],
    indirect=["server"],
)
def test_a_hundred_bodies_full_of_rubbish_for_each_callback_change_nothing(cast: Cast, who: str, count: int) -> None:
    chance, browser, before = random.Random(5), cast.client(who), kept.digest()
    for output, callback in bodies.served(cast.server).items():
        for body in bodies.with_rubbish(bodies.plausible(output, callback), chance, count):
            answer = browser.call(body)
            assert answer.status_code < 500, (function_name(callback), body)
        assert kept.digest() == before, function_name(callback)


@pytest.mark.usefixtures("quiet", "patterned")
@pytest.mark.parametrize("server", ["sqlite"], indirect=True)
def test_a_thousand_broken_envelopes_are_refused_or_harmless(cast: Cast) -> None:
    brought.kept(cast.editor)  # now sample data, which needs no more than a press, is refused
    chance, browser = random.Random(6), cast.client("admin")
    whole = [bodies.plausible(output, callback) for output, callback in bodies.served(cast.server).items()]
    before, answers = kept.digest(), []
    for number in range(1_000):
        for body in bodies.broken(whole[number % len(whole)], chance, 1):
            answer = browser.call(body)
            answers.append(answer.status_code)
            assert answer.status_code in (200, 204, 400, 403, 404, 413, 415), (answer.status_code, body)
            if answer.status_code >= 400:
                assert answer.get_json()["error"]
                assert kept.digest() == before, body
            else:
                before = kept.digest()  # what is broken in a place that does not matter may be a press all the same
    # Most of what is broken is noticed: a guard that let everything pass would show here.
    assert sum(status >= 400 for status in answers) > 0.6 * len(answers) > 500


@pytest.mark.usefixtures("quiet")
def test_whole_bodies_of_every_kind_reach_their_callback(cast: Cast, patterned: list[object]) -> None:
    probes = {
        output: one for output, one in bodies.served(cast.server).items() if function_name(one) == "pages.probe.note"
    }
    assert len(probes) == 6
    for count, (output, callback) in enumerate(probes.items(), start=1):
        answer = cast.client("viewer").call(bodies.plausible(output, callback))
        assert answer.status_code in (200, 204), (output, answer.get_json())
        assert len(patterned) == count


def test_no_callback_has_nothing_but_a_list_of_outputs(server: Flask) -> None:
    """Dash cannot leave such an output as it is, so a problem in the callback would be an answer of 500."""
    assert not [output for output in bodies.served(server) if output.startswith("{") and '["ALL"]' in output]
