"""Messages: what a page says to its person in passing, and what it says when something went wrong."""

import logging
from collections.abc import Callable
from typing import Any, Literal

from dash import ClientsideFunction, Dash, Input, dcc, html, set_props
from dash.development.base_component import Component

from core.errors import Problem
from webapp.errors import apology, new_reference

SAID = "frame-said"
UNDONE = "frame-undone"  # what a person takes back; its data is what was said to be undone

log = logging.getLogger(__name__)

_UNDOING: dict[str, Callable[[object], None]] = {}


def say(
    text: str,
    kind: Literal["ok", "bad"] = "ok",
    link: tuple[str, str] | None = None,
    undo: dict[str, Any] | None = None,
) -> None:
    """To be called within a callback: the message appears when the callback has ended. The link is a label and an address of ours.

    What is to be undone is taken back by whoever said so with `takes_back`.
    """
    said: dict[str, Any] = {"text": text, "kind": kind}
    if link:
        said["action"] = {"label": link[0], "href": link[1]}
    if undo:
        said["undo"] = undo
    set_props(SAID, {"data": said})


def takes_back(what: str, function: Callable[[object], None]) -> None:
    """What is done when a person presses Undo on a message that was said with {what: of} to be undone."""
    _UNDOING[what] = function


def take_back(taken_back: object) -> None:
    for what, of in (taken_back if isinstance(taken_back, dict) else {}).items():
        if what in _UNDOING:
            _UNDOING[what](of)


def tell(error: Exception) -> None:
    """A callback that meets a problem leaves the page as it is and says so."""
    if isinstance(error, Problem):
        say(error.sentence, kind="bad")
        return
    reference = new_reference()
    log.error("Reference %s: a callback", reference, exc_info=error)
    say(apology(reference), kind="bad")


def area() -> Component:
    return html.Div(
        [
            dcc.Store(id=SAID),
            dcc.Store(id=UNDONE),
            html.Section(
                id="frame-messages", className="k-messages", **{"aria-label": "Messages", "aria-live": "polite"}
            ),
        ]
    )


def register(app: Dash) -> None:
    app.clientside_callback(ClientsideFunction("kindred", "say"), Input(SAID, "data"), prevent_initial_call=True)
    app.callback(Input(UNDONE, "data"), prevent_initial_call=True)(take_back)
