"""One number for each segment, as bars from zero in the colours of the segments, against everyone."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from webapp.figures import theme

BAR = 34


@dataclass(frozen=True)
class Bar:
    """`told` is the value as people read it; `place` is the segment's in the palette."""

    number: int
    name: str
    place: int
    value: float
    told: str


def bars(found: Sequence[Bar], everyone: float) -> go.Figure:
    """A dashed line where everyone stands."""
    drawn = theme.empty(56 + BAR * len(found))
    places = list(range(len(found)))
    drawn.add_trace(
        go.Bar(
            y=places, x=[bar.value for bar in found], orientation="h", width=0.7,
            marker={"color": [theme.segment_colour(bar.place) for bar in found]},
            customdata=[theme.text(f"{bar.number} {bar.name}: {bar.told}") for bar in found], hovertemplate="%{customdata}<extra></extra>",
        )
    )  # fmt: skip
    drawn.add_vline(everyone, line={"color": theme.EVERYONE, "width": 2, "dash": "dash"})
    for place, bar in zip(places, found, strict=True):
        drawn.add_annotation(
            x=max(bar.value, 0), y=place, text=bar.told, showarrow=False, xanchor="left", xshift=4, font={"size": 12}
        )
    names = [theme.named(bar.number, bar.name) for bar in found]
    drawn.update_yaxes(autorange="reversed", tickmode="array", tickvals=places, ticktext=names, showgrid=False)
    low, high = min(0.0, *(bar.value for bar in found)), max(everyone, *(bar.value for bar in found))
    return drawn.update_xaxes(range=[low * 1.05, high * 1.2 or 1.0])
