"""Did the customers move, or did the line: a bar per flow, solid who behaved differently, outlined whom only the border passed."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from webapp.figures import theme

BAR = 38


@dataclass(frozen=True)
class Flow:
    name: str
    colour: int
    behaviour: int
    border: int


def figure(flows: Sequence[Flow]) -> go.Figure:
    """In the order given, the first on top; both parts are written at the end of the bar."""
    rows = list(range(len(flows)))
    colours = [theme.segment_colour(flow.colour) for flow in flows]
    drawn = theme.empty(60 + BAR * len(flows))
    drawn.add_trace(
        go.Bar(
            y=rows, x=[flow.behaviour for flow in flows], orientation="h", width=0.6, marker={"color": colours},
            hovertemplate="%{x:,d} behaved differently<extra></extra>",
        )
    )  # fmt: skip
    drawn.add_trace(
        go.Bar(
            y=rows, x=[flow.border for flow in flows], orientation="h", width=0.6,
            marker={"color": [theme.translucent(colour, 0.15) for colour in colours], "line": {"color": colours, "width": 1}},
            text=[f"{flow.behaviour:,} + {flow.border:,}" for flow in flows], textposition="outside", cliponaxis=False,
            hovertemplate="%{x:,d} only crossed a border that moved<extra></extra>",
        )
    )  # fmt: skip
    drawn.update_layout(barmode="stack")
    names = [theme.text(flow.name) for flow in flows]
    drawn.update_yaxes(autorange="reversed", tickmode="array", tickvals=rows, ticktext=names, showgrid=False)
    most = max(flow.behaviour + flow.border for flow in flows)
    return drawn.update_xaxes(title="Customers", range=[0, 1.25 * most])
