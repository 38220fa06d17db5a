"""Up to six numbers against one another: the more rows in a cell, the darker it is; along the diagonal each number alone."""

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray
from plotly.subplots import make_subplots

from core.exploring.pictures import Pair, Pairs
from webapp.figures import theme

Floats = NDArray[np.float64]

SIDE = 150


def figure(found: Pairs) -> go.Figure:
    many = len(found.columns)
    drawn = make_subplots(many, many, horizontal_spacing=0.02, vertical_spacing=0.02)
    drawn.update_layout(template=theme.template(), height=80 + SIDE * many)
    colours = theme.group_colours(found.groups) if len(found.groups) > 1 else (theme.segment_colour(0),)
    for place in range(many):
        for group, colour in enumerate(colours):
            drawn.add_trace(_alone(found, place, group, colour), row=place + 1, col=place + 1)
    for pair in found.pairs:
        across, up = found.columns.index(pair.across), found.columns.index(pair.up)
        for group, colour in enumerate(colours):
            drawn.add_trace(_cells(found, pair, group, colour), row=up + 1, col=across + 1)
    return _framed(drawn, found)


def _alone(found: Pairs, place: int, group: int, colour: str) -> go.Scatter:
    edges, counts = found.edges[place], found.alone[place, group]
    return go.Scatter(
        x=_middles(edges), y=counts, mode="lines", line={"color": colour, "width": 1.5, "shape": "hvh"}, fill="tozeroy",
        fillcolor=theme.translucent(colour, 0.15), hoverinfo="skip",
    )  # fmt: skip


def _cells(found: Pairs, pair: Pair, group: int, colour: str) -> go.Heatmap:
    across, up = found.columns.index(pair.across), found.columns.index(pair.up)
    counts = pair.counts[group].T
    # Few rows are seen beside many: the shade follows the logarithm.
    shade = np.where(counts > 0, np.log1p(counts), np.nan).astype(np.float32)
    return go.Heatmap(
        x=_middles(found.edges[across]), y=_middles(found.edges[up]), z=shade, showscale=False, zmin=0,
        colorscale=[[0, theme.translucent(colour, 0.15)], [1, theme.translucent(colour, 0.9)]], hoverinfo="skip",
    )  # fmt: skip


def _middles(edges: Floats) -> Floats:
    return np.asarray((edges[:-1] + edges[1:]) / 2, np.float64)


def _framed(drawn: go.Figure, found: Pairs) -> go.Figure:
    """Names stand along the left and the bottom; a cell of the upper half would say the same again and stays empty."""
    many = len(found.columns)
    drawn.update_xaxes(showgrid=False, showticklabels=False, nticks=3)
    drawn.update_yaxes(showgrid=False, showticklabels=False, nticks=3)
    for place, edges in enumerate(found.edges):
        drawn.update_xaxes(range=[edges[0], edges[-1]], col=place + 1)
        for across in range(place):
            drawn.update_yaxes(range=[edges[0], edges[-1]], row=place + 1, col=across + 1)
    for place, name in enumerate(map(theme.text, found.columns)):
        drawn.update_xaxes(title=name, showticklabels=True, row=many, col=place + 1)
        drawn.update_yaxes(title=name, showticklabels=place > 0, row=place + 1, col=1)
    for row in range(many):
        for col in range(row + 1, many):
            drawn.update_xaxes(visible=False, row=row + 1, col=col + 1)
            drawn.update_yaxes(visible=False, row=row + 1, col=col + 1)
    return drawn
