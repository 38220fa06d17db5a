"""The side of the studio where things are chosen."""

from dash import html
from dash.development.base_component import Component

from webapp.components import states
from webapp.components.studio import measures, method
from webapp.records import Job, Viewer
from webapp.services.studio import Choices, State
from webapp.services.studio.verdict import usual_least


def content(viewer: Viewer, choices: Choices | Job, state: State) -> list[Component]:
    if isinstance(choices, Job):
        words = choices.failure or choices.sentence or "How each lies, and how it is best prepared"
        return [html.Section(states.waiting("Looking at the measures", words), className="card")]
    many = f"{len(choices.chosen(state))} of {len(choices.columns)} chosen"
    unfold = html.Button(
        "Change", type="button", className="btn btn-link", **{"data-unfold": "", "aria-expanded": "false"}
    )
    parts = [
        measures.card(choices, state),
        method.card(state),
        method.limits_card(viewer, state, usual_least(viewer, choices.customers)),
    ]
    summary = html.Section(
        [html.B("Measures"), html.Span(many, className="k-quiet"), unfold], className="card k-side-summary"
    )
    return [summary, html.Div(parts, className="k-stack k-side-choices")]


def lost(choices: Choices | Job, state: State) -> list[str]:
    """Measures that an address names and this version does not have."""
    if isinstance(choices, Job):
        return []
    return [f"“{name[:60]}” is no measure of this version, so it is left out." for name in choices.lost(state)]
