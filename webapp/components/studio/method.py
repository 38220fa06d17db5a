"""The method, how it finds a place for customers to come, and what the team can work with."""

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from core.clustering.model import HOW
from core.recipe import METHODS
from webapp.components import blocks, fields
from webapp.components.studio import ids
from webapp.records import Viewer
from webapp.services.studio import State

LIMITS = ("studio-most", "studio-least")
TOLD_UNDER = fields.told_under(LIMITS, lambda sentence: LIMITS["smallest" in sentence])
ABOUT = (
    ("K-Means", "Round segments of customers around a middle. Fast, and the same every time.", "centres"),
    ("K-Means in small lots", "A rougher K-Means. It is here to compare with; K-Means is as fast.", "centres"),
    ("Hierarchical (Ward)", "Joins the nearest groups again and again, and shows them as a tree.", "centres"),
    ("Gaussian mixture", "Segments may be long and of different width, and customers between two belong to both.", "gaussian"),
    ("HDBSCAN", "Finds dense places by itself, as many as there are; customers in between belong to none.", "neighbours"),
)  # fmt: skip


def card(state: State) -> Component:
    names = dict(zip(METHODS, ABOUT, strict=True))
    _, about, model = names[state.method]
    options = [{"label": label, "value": method} for method, (label, *_) in names.items()]
    seed = html.Label(
        [
            html.Span("Seed"),
            dbc.Input(id=ids.method("seed"), type="number", value=state.seed, min=0, step=1, debounce=True, size="sm"),
        ]
    )
    choice = html.Label(
        [
            html.Span("Method", className="k-unseen"),
            dbc.Select(id=ids.method("method"), options=options, value=state.method),
        ],
        className="k-whole",
    )
    more = html.Details(
        [html.Summary("Where chance comes from"), html.Div([html.P("The same seed gives the same segments."), seed], className="k-measure-settings")],
        className="k-measure-more",
    )  # fmt: skip
    return blocks.card("Method", choice, html.P([about, " ", HOW[model]], className="k-note"), more)


def limits_card(viewer: Viewer, state: State, usual_least: int) -> Component:
    """Left empty, they are the team's."""
    settings = viewer.team.settings
    form = html.Div(
        [
            _limit("most", "Most segments", state.most, settings.most_segments),
            _limit("least", "Smallest segment, in customers", state.least, usual_least),
        ],
        className="k-limit-fields",
    )
    fewer = usual_least < settings.smallest_segment
    note = (
        f"The team needs {settings.smallest_segment:,} customers in a segment. Of this few, {usual_least:,} will do."
        if fewer else "As in the team's settings, unless you try others here."
    )  # fmt: skip
    return blocks.card("What the team can work with", form, html.P(note, className="k-note"))


def _limit(what: str, label: str, value: int | None, usual: int) -> Component:
    control = dbc.Input(
        id=ids.limit(what), type="number", value="" if value is None else value, placeholder=f"{usual:,}", min=1, step=1,
        inputmode="numeric", debounce=True,
    )  # fmt: skip
    error = html.P("", id=f"studio-{what}-error", className="k-field-error", role="alert")
    return html.Div([html.Label([html.Span(label), control], className="k-whole"), error], className="k-field")
