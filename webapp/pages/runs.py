"""Runs: what the team has made so far."""

from typing import Any

from dash import Dash, dcc, html
from dash.development.base_component import Component

from webapp import auth
from webapp.clock import now
from webapp.components import blocks, states, values
from webapp.components.run.head import STATES
from webapp.components.tabs import tabs
from webapp.components.times import stamp
from webapp.records import Run, Viewer
from webapp.services import runs

PATH = "/runs"
TITLE = "Runs"
ICON = "bi-circle-square"
HEADS = (("Run", ""), ("Dataset", "k-wide"), ("Segments", "k-end"), ("Customers", "k-end k-wide"), ("Made", ""))


def layout(archived: str = "", **_: Any) -> Component:
    viewer, of_archive = auth.viewer(), archived == "yes"
    mine = runs.mine(viewer, of_archive)
    in_use, put_away = runs.count(viewer), runs.count(viewer, archived=True)
    facts = [viewer.team.name, *([values.count(len(mine), "run")] if mine else [])]
    views = [("In use", in_use, "/runs", not of_archive), ("Archived", put_away, "/runs?archived=yes", of_archive)]
    which = [tabs("Which runs", views)] if put_away or of_archive else []
    content = _table(viewer, mine) if mine else html.Div(_nothing(of_archive), className="card")
    return html.Div([blocks.head(TITLE, facts), *which, content])


def register(app: Dash) -> None:
    """A list of links needs no callback."""


def _table(viewer: Viewer, mine: list[Run]) -> Component:
    head = html.Thead(html.Tr([html.Th(words, scope="col", className=place) for words, place in HEADS]))
    rows = [_row(run, viewer.person.zone) for run in mine]
    made = html.Table([html.Caption("Runs"), head, html.Tbody(rows)], className="k-table")
    return html.Section(html.Div(made, className="k-scroll"), className="card card-flush", **{"aria-label": "Runs"})


def _row(run: Run, zone: str) -> Component:
    state = [html.Span(STATES[run.state], className="k-chip")] if run.state in STATES else []
    name = html.Div([dcc.Link(run.name, href=f"/runs/{run.id}", className="k-name"), *state], className="k-name-line")
    told = " · ".join([run.person, *run.tags])
    return html.Tr(
        [
            html.Th([name, html.Span(told, className="k-quiet")], scope="row"),
            html.Td(f"{run.dataset}, version {run.version}", className="k-wide"),
            html.Td(values.MISSING if run.segments is None else str(run.segments), className="k-end"),
            html.Td(
                values.MISSING if run.customers is None else values.number_of(run.customers), className="k-end k-wide"
            ),
            html.Td(stamp(run.made, zone, now()), className="k-number"),
        ]
    )


def _nothing(of_archive: bool) -> Component:
    if of_archive:
        return states.empty(
            "bi-archive", "Nothing is archived", "A run that is out of use can be put here, and restored."
        )
    text = "A run is what the studio found and somebody saved. Open a dataset, then its studio, and save what you see as a run."
    return states.empty(
        ICON,
        "No runs yet",
        text,
        dcc.Link("Go to the datasets", href="/datasets", className="btn btn-outline-secondary"),
    )
