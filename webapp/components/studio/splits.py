"""The clustergram in its card."""

import plotly.graph_objects as go
from dash.development.base_component import Component

from webapp.components.figure import Behind, framed
from webapp.components.studio import ids
from webapp.figures.clustergram import clustergram, colours
from webapp.services.studio import Swept
from webapp.services.studio.swept import FIRST

TITLE = "How segments split as their number grows"


def card(swept: Swept, k: int) -> Component:
    note = "Height: mean on component 1. Size of dot and band: customers. In colour: the segments you chose"
    rows = [
        [each, number, size, float(height)]
        for each in swept.ks
        for number, (size, height) in enumerate(zip(swept.of(each).sizes, swept.of(each).centres(FIRST), strict=True))
    ]
    behind = Behind(("Segments", "Number", "Customers", "Mean on component 1"), rows)
    return framed(TITLE, note, _drawn(swept, k), TITLE, behind, part=ids.splits)


def recoloured(swept: Swept, k: int) -> list[str]:
    return colours(swept.ks, k, {each: swept.of(each).sizes for each in swept.ks})


def _drawn(swept: Swept, k: int) -> go.Figure:
    heights = {each: [float(value) for value in swept.of(each).centres(FIRST)] for each in swept.ks}
    sizes = {each: swept.of(each).sizes for each in swept.ks}
    return clustergram(heights, sizes, [(a, b, shared.tolist()) for a, b, shared in swept.shared()], k)
