"""Box plots: half of a group lies in its box, whiskers end at the last value within one and a half boxes."""

from collections.abc import Sequence

import plotly.graph_objects as go

from core.exploring.pictures import Box
from webapp.figures import theme

BOX = 56


def figure(column: str, boxes: Sequence[Box], colours: Sequence[str] = ()) -> go.Figure:
    """In the colours of their groups, or in those that are given."""
    drawn = theme.empty(80 + BOX * len(boxes))
    names = [box.name for box in boxes]
    colours = colours or (theme.group_colours(names) if len(boxes) > 1 else (theme.EVERYONE,))
    for place, (box, colour) in enumerate(zip(boxes, colours, strict=True)):
        drawn.add_trace(
            go.Box(
                y=[place], q1=[box.quarter], median=[box.median], q3=[box.three_quarters], mean=[box.mean],
                lowerfence=[box.whisker_low], upperfence=[box.whisker_high], orientation="h", name=theme.text(box.name),
                line={"color": colour, "width": 2}, fillcolor=theme.translucent(colour, 0.18), boxpoints=False,
                whiskerwidth=0.4, width=0.6, hoverinfo="x",
            )
        )  # fmt: skip
    drawn.update_yaxes(
        autorange="reversed", tickmode="array", tickvals=list(range(len(boxes))), ticktext=list(map(theme.text, names)),
        showgrid=False,
    )  # fmt: skip
    return drawn.update_xaxes(title=theme.text(column), showgrid=True, hoverformat=",.4~r")
