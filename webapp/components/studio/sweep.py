"""The other side of the studio: what comes of a sweep, and what is still on its way."""

from collections.abc import Sequence
from typing import TypeGuard

from dash import dcc, html
from dash.development.base_component import Component

from webapp.components import fields, states
from webapp.components.blocks import HIDDEN
from webapp.components.progress import UNDER_WAY, bar
from webapp.components.studio import criteria, decision, ids, pictures, profiles, sizes, splits
from webapp.records import Job
from webapp.rights import Right
from webapp.services.studio import Found, Refused

UNWORKED = "Silhouette, gap and stability take some seconds. Turn the slider meanwhile."


def place(found: Found | Job | Refused) -> Component:
    """Where the sweep stands, with the words on what is still worked out above it."""
    return html.Div(
        [
            html.Div(progress(found), id=ids.progress, className="k-progress-words", role="status"),
            html.Div(content(found), id=ids.picture, className=mood(found)),
        ]
    )


def mood(found: Found | Job | Refused) -> str:
    """What was drawn before stays, dimmed, while a sweep runs."""
    return "k-stack k-waits" if is_under_way(found) else "k-stack"


def is_under_way(found: object) -> TypeGuard[Job]:
    return isinstance(found, Job) and found.state in UNDER_WAY


def is_judged_now(found: object) -> bool:
    """Whether its criteria are still worked out."""
    return isinstance(found, Found) and is_under_way(found.judging)


def progress(found: Found | Job | Refused) -> list[Component]:
    if not is_under_way(found):
        return []
    return [html.P(found.sentence or "Sweeping over every number of segments"), bar(found)]


def content(found: Found | Job | Refused) -> list[Component]:
    if isinstance(found, Found):
        return _drawn(found)
    if isinstance(found, Refused):
        said = [_said(states.empty("bi-sliders", "There is nothing to sweep yet", found.sentence))]
    else:
        said = [] if is_under_way(found) else [_stopped(found)]
    return [*said, html.Div(list(map(_nothing, ids.REDRAWN)), className="k-gone")]


def _drawn(found: Found) -> list[Component]:
    k, shown = found.k, found.state.view
    picture = pictures.card(found.swept, k, shown, found.axes, found.viewer.may(Right.WORK))
    return [
        decision.card(found.swept, k, verdict(found)),
        html.Div([picture, sizes.card(found.swept, k, found.limits)], className="k-studio-columns"),
        profiles.card(found.swept, k),
        criteria.card(table(found, k)),
        splits.card(found.swept, k),
    ]


def verdict(found: Found) -> list[Component]:
    if len(found.swept.ks) < 2:
        return []
    if found.verdict:
        return decision.said(found.verdict)
    job = found.judging
    if job is not None and not is_under_way(job):
        return decision.no_verdict(
            job.failure or "They were stopped before they were done. Reload the page to try again."
        )
    return decision.waiting_verdict(
        found.swept, f"{job.sentence}, {job.share:.0%}" if job and job.sentence else UNWORKED
    )


def table(found: Found, k: int) -> list[Component]:
    return criteria.content(found.swept, found.criteria, found.verdict, found.limits, k)


def problems(sentences: Sequence[str]) -> list[Component]:
    """What of an address could not be followed."""
    if not sentences:
        return []
    words = [html.P(sentence) for sentence in dict.fromkeys(sentences)]
    icon = html.I(className="bi bi-exclamation-triangle", **HIDDEN)
    return [html.Div([icon, html.Div(words)], className="k-alert k-alert-warn", role="alert")]


def _stopped(job: Job) -> Component:
    again = fields.button("Try again", "outline-secondary", id=ids.again("sweep"), type="button")
    words = job.failure or "It was stopped before it was done."
    return _said(states.empty("bi-exclamation-circle", "This could not be swept", words, again))


def _said(state: Component) -> Component:
    return html.Section(state, className="card")


def _nothing(part: str) -> Component:
    """Callbacks know their parts whether or not there is anything to draw in them."""
    return dcc.Graph(id=part) if part in ids.FIGURES else html.Div(id=part)
