"""The clustergram in its card."""

import plotly.graph_objects as go
from dash import dcc, html
from dash.development.base_component import Component

from webapp.components.studio import ids
from webapp.components.studio.decision import PLAIN
from webapp.figures.clustergram import clustergram, colours
from webapp.services.studio import Swept
from webapp.services.studio.swept import FIRST

TITLE = "How segments split as their number grows"


def card(swept: Swept, k: int) -> Component:
    note = "Height: mean on component 1. Size of dot and band: customers. In colour: the segments you chose"
    head = html.Div(html.Div([html.H2(TITLE), html.P(note)]), className="k-card-head")
    graph = dcc.Graph(id=ids.splits, figure=_drawn(swept, k), config=PLAIN, className="k-plot")
    hidden = " k-gone" if len(swept.ks) < 2 else ""
    return html.Section([head, html.Div(graph, role="img", **{"aria-label": TITLE})], className=f"card{hidden}")


def recoloured(swept: Swept, k: int) -> list[str]:
    return colours(swept.ks, k, {each: swept.of(each).sizes for each in swept.ks})


def _drawn(swept: Swept, k: int) -> go.Figure:
    heights = {each: [float(value) for value in swept.of(each).centres(FIRST)] for each in swept.ks}
    sizes = {each: swept.of(each).sizes for each in swept.ks}
    return clustergram(heights, sizes, [(a, b, shared.tolist()) for a, b, shared in swept.shared()], k)


