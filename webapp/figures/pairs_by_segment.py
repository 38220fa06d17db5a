"""Every two measures against each other, a fair sample of customers in the colours of their segments."""

from collections.abc import Sequence

import plotly.graph_objects as go

from webapp.figures.segment_map import Cloud, Scale, _hover, _short
from webapp.figures.theme import template

SIDE = 150


def pairs_by_segment(clouds: Sequence[Cloud], scales: Sequence[Scale]) -> go.Figure:
    figure = go.Figure(
        [
            go.Splom(
                dimensions=[
                    {"label": scale.title, "values": _short(dots)}
                    for scale, dots in zip(scales, cloud.dots, strict=True)
                ],
                marker={"size": 3, "color": cloud.colour, "opacity": 0.55},
                diagonal={"visible": False},
                showupperhalf=False,
                **_hover(cloud),
            )
            for cloud in clouds
        ],
        {"template": template(), "height": max(440, SIDE * (len(scales) - 1))},
    )
    figure.update_layout(
        {
            f"{letter}axis{place or ''}": {"title": {"text": scale.title}}
            for letter in "xy"
            for place, scale in [(i + 1 if i else 0, scale) for i, scale in enumerate(scales)]
        }
    )
    return figure
