"""A run on its way, or one that came to nothing."""

from dash import html
from dash.development.base_component import Component

from webapp.clock import now
from webapp.components import fields, progress, states
from webapp.components.run import ids
from webapp.components.run.opened import Opened
from webapp.records import JobState
from webapp.rights import Right

STOPPED = {
    JobState.FAILED: ("bi-exclamation-circle", "This run could not be carried out"),
    JobState.CANCELLED: ("bi-slash-circle", "This run was cancelled"),
}


def card(opened: Opened) -> Component:
    if opened.run.state in STOPPED:
        icon, title = STOPPED[opened.run.state]
        again = fields.button("Try again", "primary", id=ids.try_again, type="button")
        action = again if opened.viewer.may(Right.WORK) else None
        failure = opened.job.failure if opened.job else None
        return html.Div(
            states.empty(icon, title, failure or "Nothing was changed. It can be tried again.", action),
            className="card",
        )
    return html.Section(_under_way(opened), className="card k-wait")


def moves(opened: Opened) -> bool:
    """Whether there is something to look for again."""
    under_way = opened.repeating is not None and opened.repeating.state in progress.UNDER_WAY
    return opened.run.state in progress.UNDER_WAY or under_way


def repeating(opened: Opened) -> list[Component]:
    job = opened.repeating
    if job is None or job.state not in (*progress.UNDER_WAY, JobState.FAILED):
        return []
    words = progress.sentence(job, now())
    return [
        html.Section(
            [html.P(["Carrying it out again: ", words]), progress.bar(job)], className="card k-wait", role="status"
        )
    ]


def _under_way(opened: Opened) -> list[Component]:
    job = opened.job
    if job is None:
        return []
    stop = fields.button("Cancel", "outline-secondary", id=ids.cancel, type="button")
    may_stop = job.mine or opened.viewer.may(Right.ADMINISTER)
    return [
        html.Div([html.P(progress.sentence(job, now())), progress.bar(job)], role="status"),
        html.P("You may leave this page: the run goes on, and the menu tells when it is done.", className="k-note"),
        *([html.Div(stop)] if may_stop and opened.viewer.may(Right.WORK) else []),
    ]
