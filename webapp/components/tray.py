"""The job tray at the foot of the menu: what is on its way for me and my team, wherever in the program I am."""

from collections.abc import Sequence
from typing import Any

from dash import ALL, Dash, Input, Output, State, dcc, html, set_props
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate

from webapp import auth
from webapp.clock import now
from webapp.components import messages
from webapp.components.blocks import HIDDEN
from webapp.components.pressed import pressed
from webapp.components.progress import UNDER_WAY, bar, sentence, word
from webapp.records import Job, JobState, Viewer
from webapp.rights import Right
from webapp.services import jobs

BUSY_MS, QUIET_MS = 1_000, 5_000


class ids:  # noqa: N801
    tick = "frame-tick"
    seen = "frame-jobs-seen"
    tray = "frame-tray"

    @staticmethod
    def cancel(job_id: Any) -> dict[str, Any]:
        return {"part": "job-cancel", "job": job_id}

    @staticmethod
    def dismiss(job_id: Any) -> dict[str, Any]:
        return {"part": "job-dismiss", "job": job_id}


def place() -> Component:
    return html.Div(
        [
            dcc.Interval(id=ids.tick, interval=BUSY_MS),
            dcc.Store(id=ids.seen),
            html.Div(id=ids.tray, className="k-tray"),
        ]
    )


def look(_ticks: object, seen: object) -> tuple[Any, ...]:
    """Draws anew only what has changed; what changes by itself must not take the focus away."""
    viewer = auth.viewer()
    under_way = jobs.tray(viewer)
    picture = {str(job.id): f"{job.state} {job.share:.2f} {job.sentence}" for job in under_way}
    if picture == seen:
        raise PreventUpdate
    _announce(under_way, seen if isinstance(seen, dict) else {})
    busy = any(job.state in UNDER_WAY for job in under_way)
    return _tray(viewer, under_way), picture, BUSY_MS if busy else QUIET_MS


def cancel(_clicks: object) -> None:
    job = jobs.cancel(auth.viewer(), pressed("job"))
    messages.say(f"{job.subject} is cancelled.")
    look_now()


def dismiss(_clicks: object) -> None:
    jobs.dismiss(auth.viewer(), pressed("job"))
    look_now()


def look_now() -> None:
    """To be called within a callback that has put something into the queue."""
    set_props(ids.tick, {"interval": BUSY_MS})


def register(app: Dash) -> None:
    app.callback(
        Output(ids.tray, "children"), Output(ids.seen, "data"), Output(ids.tick, "interval"),
        Input(ids.tick, "n_intervals"), State(ids.seen, "data"),
    )(look)  # fmt: skip
    app.callback(Input(ids.cancel(ALL), "n_clicks"), prevent_initial_call=True)(cancel)
    app.callback(Input(ids.dismiss(ALL), "n_clicks"), prevent_initial_call=True)(dismiss)


def _announce(under_way: Sequence[Job], seen: dict[str, Any]) -> None:
    """What this person waited for has come to its end while the page was open."""
    for job in under_way:
        before = str(seen.get(str(job.id), ""))
        if job.mine and before.startswith(UNDER_WAY):
            if job.state is JobState.DONE:
                messages.say(f"{job.subject}: done", link=("Open", job.result) if job.result else None)
            elif job.state is JobState.FAILED:
                messages.say(job.failure or "", kind="bad")


def _tray(viewer: Viewer, under_way: Sequence[Job]) -> list[Component]:
    if not under_way:
        return []
    nearest = max(
        under_way, key=lambda job: (job.state is JobState.RUNNING, job.state in UNDER_WAY, job.mine, job.share)
    )
    parts = [
        _summary(nearest, len(under_way)),
        html.Div([_row(viewer, job) for job in under_way], className="k-pop-body k-jobs"),
    ]
    return [html.Details(parts, className="k-pop k-pop-jobs")]


def _summary(job: Job, count: int) -> Component:
    more = f"{count} jobs, nearest: " if count > 1 else ""
    return html.Summary(
        [
            html.Span(
                [html.Span(job.subject, className="k-job-name"), html.Span(word(job), className="k-number")],
                className="k-job-line",
            ),
            bar(job),
        ],
        title=f"{more}{job.subject}",
        **{"aria-label": f"{more}{job.subject}, {word(job)}"},
    )


def _row(viewer: Viewer, job: Job) -> Component:
    return html.Section(
        [
            html.Div([html.B(job.subject), *_actions(viewer, job)], className="k-job-line"),
            *([bar(job)] if job.state in UNDER_WAY else []),
            html.P(sentence(job, now()), className="k-job-words", role="alert" if job.failure else None),
        ],
        className="k-job",
    )


def _actions(viewer: Viewer, job: Job) -> list[Component]:
    mine = viewer.may(Right.WORK) and (job.mine or viewer.may(Right.ADMINISTER))
    actions: list[Component] = []
    if job.state is JobState.DONE and job.result:
        actions.append(dcc.Link("Open", href=job.result))
    if mine and job.state in UNDER_WAY:
        actions.append(html.Button("Cancel", id=ids.cancel(job.id), className="btn btn-link btn-sm", type="button"))
    elif mine:
        actions.append(
            html.Button(
                html.I(className="bi bi-x-lg", **HIDDEN), id=ids.dismiss(job.id), className="k-icon", type="button",
                title="Take off the list", **{"aria-label": f"Take {job.subject} off the list"},
            )
        )  # fmt: skip
    return actions
