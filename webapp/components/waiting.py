"""A part of a page that may have to wait for a short job: drawn at once where the answer is kept, else as soon as it is there.

The page asks its service, and hands over what it got: something to draw, or the job that works it out. While there is a job,
the part looks again four times a second; what was drawn before stays, dimmed. A failure is told with a button to try again.

    waiting.place(NAME, _ask(viewer, asked), _draw, asked)         in the layout; `asked` is what the page asks, as plain JSON
    waiting.tie(app, NAME, look, try_again)                        the page's own callbacks, so that they have their rights

    def look(_ticks, asked):
        return waiting.drawn(NAME, _ask(auth.viewer(), waiting.read(asked)), _draw)
    def try_again(clicks, asked):
        only_if_pressed(clicks)
        return waiting.drawn(NAME, _ask(auth.viewer(), waiting.read(asked), again=True), _draw)
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeGuard

from dash import ALL, Dash, Input, Output, State, dcc, html, no_update
from dash.development.base_component import Component

from webapp.components import fields, states
from webapp.components.progress import UNDER_WAY, bar
from webapp.records import Job, JobState

LOOK_EVERY_MS = 250
NOT_NOW_MS = 3_600_000
STOPPED = "This was stopped before it was done."

Draw = Callable[[Any], list[Component]]
Part = tuple[str, str]  # an id and a property


class ids:  # noqa: N801
    @staticmethod
    def content(name: str) -> str:
        return f"{name}-content"

    @staticmethod
    def asked(name: str) -> str:
        return f"{name}-asked"

    @staticmethod
    def tick(name: str) -> str:
        return f"{name}-tick"

    @staticmethod
    def again(name: Any, of: Any = ALL) -> dict[str, Any]:
        return {"part": f"{name}-again", "of": of}


def place(name: str, found: object, draw: Draw, asked: Mapping[str, Any]) -> Component:
    """The part as a page first shows it."""
    content, mood, rests = _drawn(name, found, draw)
    return html.Div(
        [
            dcc.Store(id=ids.asked(name), data=dict(asked)),
            dcc.Interval(id=ids.tick(name), interval=LOOK_EVERY_MS, disabled=rests),
            html.Div(content, id=ids.content(name), className=mood),
        ]
    )


def read(asked: object) -> dict[str, Any]:
    """What the page asks, as it comes back; services check what is in it."""
    return asked if isinstance(asked, dict) else {}


def drawn(name: str, found: object, draw: Draw) -> tuple[Any, ...]:
    """For a callback with the outputs of `outputs`: what was drawn before stays for as long as there is nothing new."""
    content, mood, rests = _drawn(name, found, draw)
    return no_update if is_under_way(found) and not found.share else content, mood, rests


def is_under_way(found: object) -> TypeGuard[Job]:
    return isinstance(found, Job) and found.state in UNDER_WAY


def outputs(name: str, beside: Sequence[Part] = (), *, again: bool = False) -> tuple[Output, ...]:
    """Of every callback that may have changed what is to be drawn; `again` for all but those of `tie`."""
    parts = ((ids.content(name), "children"), (ids.content(name), "className"), (ids.tick(name), "disabled"), *beside)
    return tuple(Output(part, prop, allow_duplicate=again) for part, prop in parts)


def tie(
    app: Dash, name: str, look: Callable[..., Any], try_again: Callable[..., Any],
    beside: Sequence[Part] = (), knowing: Sequence[Part] = (),
) -> None:  # fmt: skip
    """`beside` are further outputs of both callbacks, `knowing` further states."""
    states_ = [State(part, prop) for part, prop in ((ids.asked(name), "data"), *knowing)]
    app.callback(
        *outputs(name, beside), Input(ids.tick(name), "n_intervals"), *states_,
        prevent_initial_call=True, running=not_meanwhile(ids.tick(name), LOOK_EVERY_MS),
    )(look)  # fmt: skip
    pressed = Input(ids.again(name), "n_clicks")
    app.callback(*outputs(name, beside, again=True), pressed, *states_, prevent_initial_call=True)(try_again)


def not_meanwhile(tick: str, every: int) -> list[tuple[Output, int, int]]:
    """A tick that comes before the last look was answered would have that answer thrown away: a slow server would never
    be heard."""
    return [(Output(tick, "interval"), NOT_NOW_MS, every)]


def _drawn(name: str, found: object, draw: Draw) -> tuple[list[Component], str, bool]:
    """What stands there, its look, and whether there is nothing to wait for."""
    if not isinstance(found, Job):
        return draw(found), "k-stack", True
    if is_under_way(found):
        return [_under_way(found)], "k-stack k-waits", False
    return [_stopped(name, found)], "k-stack", True


def _under_way(job: Job) -> Component:
    words = job.sentence or ("Waits for its turn" if job.state is JobState.QUEUED else "Working it out")
    return html.Div(html.Div([html.P(words), bar(job)], className="k-wait", role="status"), className="card")


def _stopped(name: str, job: Job) -> Component:
    again = fields.button("Try again", "outline-secondary", id=ids.again(name, "it"), type="button")
    return html.Div(
        states.empty("bi-exclamation-circle", f"{job.subject} could not be worked out", job.failure or STOPPED, again),
        className="card",
    )
