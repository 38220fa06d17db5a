"""The tree of a hierarchical method: where a chosen number of segments cuts it, its branches take the colours of the segments."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go
from numpy.typing import NDArray

from webapp.figures.theme import COUNT, EVERYONE, segment_colour, template

Array = NDArray[Any]
STEP = 10  # leaves stand at 5, 15, 25, ...


def tree(across: Array, up: Array, leaf: Array, sizes: Array, heights: Array, ends: Array, chosen: int) -> go.Figure:
    """`ends`: the segment of each leaf; `heights` of the joins, the highest last."""
    cut = _cut(heights, chosen)
    lines: dict[int | None, tuple[list[Any], list[Any]]] = {}
    for link in range(len(across)):
        inside = up[link, 1] < cut
        x, y = lines.setdefault(int(ends[leaf[link]]) if inside else None, ([], []))
        x += [*across[link].tolist(), None]
        y += [*up[link].tolist(), None]
    figure = go.Figure(
        [*(_branches(segment, x, y) for segment, (x, y) in lines.items()), _leaves(sizes, ends)],
        {"template": template(), "height": 440},
    )
    figure.add_hline(y=cut, line={"color": "rgb(133, 135, 127)", "width": 1.5, "dash": "4px,3px"})
    figure.update_xaxes(visible=False)
    figure.update_yaxes(title="Distance between what is joined", rangemode="tozero")
    return figure


def _cut(heights: Array, chosen: int) -> float:
    """Half way between the join that would make one segment fewer and the one before it."""
    if chosen <= 1 or chosen > len(heights):
        return float(heights[-1] * 1.05) if chosen <= 1 else 0.0
    above = float(heights[-(chosen - 1)])
    below = float(heights[-chosen])
    return (above + below) / 2


def _branches(segment: int | None, x: Sequence[Any], y: Sequence[Any]) -> go.Scatter:
    colour = EVERYONE if segment is None else segment_colour(segment)
    name = "Above the cut" if segment is None else f"Segment {segment}"
    return go.Scatter(x=x, y=y, mode="lines", line={"color": colour, "width": 2}, name=name, hoverinfo="skip")


def _leaves(sizes: Array, ends: Array) -> go.Scatter:
    return go.Scatter(
        x=[5 + STEP * place for place in range(len(sizes))], y=[0] * len(sizes), mode="markers", cliponaxis=False,
        marker={"size": 6, "color": [segment_colour(int(end)) for end in ends]}, customdata=sizes.tolist(),
        hovertemplate=f"%{{customdata:{COUNT}}} customers<extra></extra>",
    )  # fmt: skip
