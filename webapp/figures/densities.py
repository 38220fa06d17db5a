"""How the values of a measure lie in a segment, over everyone in grey: shares of the customers in equal steps."""

from collections.abc import Sequence

import plotly.graph_objects as go

from webapp.figures import theme

HEIGHT = 150


def density(low: float, width: float, everyone: Sequence[int], own: Sequence[int], place: int) -> go.Figure:
    """`place` is the segment's in the palette. Each is a share of its own customers, so that small segments can be seen."""
    drawn = theme.empty(HEIGHT)
    middles = [low + width * (step + 0.5) for step in range(len(everyone))]
    for counts, name, colour, wash in (
        (everyone, "everyone", theme.EVERYONE, 0.18), (own, "the segment", theme.segment_colour(place), 0.18),
    ):  # fmt: skip
        drawn.add_trace(
            go.Scatter(
                x=middles, y=shares(counts), mode="lines", name=name, fill="tozeroy", fillcolor=theme.translucent(colour, wash),
                line={"color": colour, "width": 2, "shape": "hvh"}, hovertemplate=f"%{{y:.1%}} of {name}<extra></extra>",
            )
        )  # fmt: skip
    drawn.update_layout(hovermode="x")
    drawn.update_yaxes(visible=False, rangemode="tozero")
    return drawn.update_xaxes(showgrid=False, nticks=4, hoverformat=",.4~r")


def shares(counts: Sequence[int]) -> list[float]:
    whole = sum(counts) or 1
    return [count / whole for count in counts]
