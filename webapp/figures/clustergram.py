"""The clustergram: how segments split as their number grows. Bands are customers who stay together; the chosen number is in colour."""

from collections.abc import Mapping, Sequence
from math import sqrt
from typing import Any

import plotly.graph_objects as go

from webapp.figures.theme import COUNT, EVERYONE, segment_colour, template, translucent

DOTS = 1  # the trace of the segments
WIDEST = 0.16  # of the height, for a band of everyone
LEAST = 0.004  # of everyone; thinner bands are left out
Flow = tuple[int, int, Sequence[Sequence[int]]]  # fewer, more, customers shared


def clustergram(
    heights: Mapping[int, Sequence[float]], sizes: Mapping[int, Sequence[int]], flows: Sequence[Flow], chosen: int
) -> go.Figure:
    """`heights`: where each segment of each number stands, its mean on the first component."""
    ks = sorted(heights)
    every = [(k, number) for k in ks for number in range(len(heights[k]))]
    low, high = (pick(heights[k][n] for k, n in every) for pick in (min, max))
    x, y = _bands(heights, sizes, flows, WIDEST * ((high - low) or 1.0))
    figure = go.Figure(
        [
            go.Scatter(
                x=x, y=y, mode="lines", fill="toself", hoverinfo="skip", line={"width": 0},
                fillcolor=translucent(EVERYONE, 0.38),
            ),
            go.Scatter(
                x=[k for k, _ in every], y=[heights[k][n] for k, n in every], mode="markers",
                marker={
                    "size": [_diameter(sizes[k][n], sum(sizes[k])) for k, n in every], "color": colours(ks, chosen, sizes),
                    "opacity": 1, "line": {"width": 0},
                },
                customdata=[[n, sizes[k][n]] for k, n in every],
                hovertemplate=f"<b>%{{x}} segments, number %{{customdata[0]}}</b><br>%{{customdata[1]:{COUNT}}} customers<extra></extra>",
            ),
        ],
        {"template": template(), "height": 280},
    )  # fmt: skip
    figure.update_xaxes(
        title="Number of segments", dtick=1, showgrid=False, range=[ks[0] - 0.3, ks[-1] + 0.3], nticks=None
    )
    return figure


def colours(ks: Sequence[int], chosen: int, sizes: Mapping[int, Sequence[int]]) -> list[str]:
    """Of every dot, in the order of the trace."""
    return [segment_colour(n) if k == chosen else EVERYONE for k in sorted(ks) for n in range(len(sizes[k]))]


def _bands(heights: Any, sizes: Any, flows: Sequence[Flow], widest: float) -> tuple[list[Any], list[Any]]:
    """All bands in one outline, with a gap after each."""
    x: list[Any] = []
    y: list[Any] = []
    for fewer, more, shared in flows:
        everyone = sum(sizes[fewer])
        for a, row in enumerate(shared):
            for b, customers in enumerate(row):
                if customers >= LEAST * everyone:
                    half = widest * customers / everyone / 2
                    start, end = heights[fewer][a], heights[more][b]
                    x += [fewer, more, more, fewer, fewer, None]
                    y += [start - half, end - half, end + half, start + half, start - half, None]
    return x, y


def _diameter(customers: int, everyone: int) -> float:
    return round(6 + 18 * sqrt(customers / everyone), 1)
