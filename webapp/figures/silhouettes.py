"""How close customers are to their own segment: a block for each segment, a sliver for each customer, from -1 to 1."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go

from webapp.figures.theme import CRITERION, EVERYONE, empty, named, segment_colour, translucent

BLOCK, GAP = 1.0, 0.25


@dataclass(frozen=True)
class Block:
    """`values` from the highest to the lowest; `place` is the segment's in the palette."""

    number: int
    name: str
    place: int
    mean: float
    values: Sequence[float]


def silhouettes(blocks: Sequence[Block], mean: float) -> go.Figure:
    figure = empty(max(220, 56 * len(blocks) + 70))
    middles = []
    for row, block in enumerate(blocks):
        top = -row * (BLOCK + GAP)
        middles.append(top - BLOCK / 2)
        figure.add_trace(_sliver(block, top))
    lowest = min((min(block.values) for block in blocks if block.values), default=0.0)
    figure.add_vline(mean, line={"color": EVERYONE, "width": 1, "dash": "dash"})
    figure.add_vline(0, line={"color": EVERYONE, "width": 1})
    figure.update_xaxes(title="Silhouette, −1 to 1", range=[min(lowest, 0) - 0.05, 1], tickformat=CRITERION)
    names = [named(block.number, block.name) for block in blocks]
    figure.update_yaxes(tickmode="array", tickvals=middles, ticktext=names, showgrid=False)
    for block, middle in zip(blocks, middles, strict=True):
        figure.add_annotation(
            x=1, y=middle, text=f"{block.mean:.2f}".replace("-", "−"), showarrow=False, xanchor="right", xref="paper"
        )
    return figure


def _sliver(block: Block, top: float) -> go.Scatter:
    """The outline from zero along the values and back."""
    places = np.linspace(top, top - BLOCK, max(len(block.values), 2))
    values = list(block.values) or [0.0]
    values = values * 2 if len(values) == 1 else values
    colour = segment_colour(block.place)
    return go.Scatter(
        x=[0.0, *values, 0.0], y=[places[0], *places, places[-1]], mode="lines", fill="toself", fillcolor=translucent(colour, 0.75),
        line={"color": colour, "width": 1}, hoverinfo="skip",
    )  # fmt: skip
