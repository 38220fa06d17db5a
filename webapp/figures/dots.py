"""Segments in rows: a numbered dot for each, where it stands. Measures joined by a line, or values of a category; everyone in grey.

Names stand at the left and places run across, so that long names and twelve segments stay readable on a phone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from webapp.figures import theme

ROW, DOT = 44, 18
EACH = 7  # of the height of a row, for each segment
SPREAD = 0.6  # of a row, over which its segments are spread, so that none hides another


@dataclass(frozen=True)
class Dots:
    """One segment: a place in every row, None where it has none, and what is told of each. `place`: in the palette."""

    number: int
    name: str
    place: int
    at: Sequence[float | None]
    told: Sequence[str]


def parallel(rows: Sequence[str], segments: Sequence[Dots]) -> go.Figure:
    """Measures from the lowest of everyone to the highest; the grey line is the middle."""
    drawn = _drawn(rows, segments, "lines+markers+text", [0.5] * len(rows))
    ticks = {"tickmode": "array", "tickvals": [0, 0.5, 1], "ticktext": ["← lower", "everyone", "higher →"]}
    return drawn.update_xaxes(range=[-0.04, 1.04], ticklabeloverflow="allow", **ticks)


def composition(rows: Sequence[str], segments: Sequence[Dots], everyone: Sequence[float]) -> go.Figure:
    """Values of a category, by their shares of the customers."""
    drawn = _drawn(rows, segments, "markers+text", everyone)
    most = max([*everyone, *(at for one in segments for at in one.at if at is not None)], default=1.0)
    return drawn.update_xaxes(range=[-0.04 * most, 1.06 * most], tickformat=theme.SHARE, title="Share of customers")


def _drawn(rows: Sequence[str], segments: Sequence[Dots], mode: str, everyone: Sequence[float]) -> go.Figure:
    drawn = theme.empty(64 + max(ROW, EACH * len(segments)) * len(rows))
    places = list(range(len(rows)))
    drawn.add_trace(
        go.Scatter(
            x=list(everyone), y=places, mode=mode.removesuffix("+text"), hoverinfo="skip",
            line={"color": theme.EVERYONE, "width": 2}, marker={"size": 12, "symbol": "line-ns-open", "color": theme.EVERYONE, "line": {"width": 3}},
        )
    )  # fmt: skip
    step = SPREAD / max(len(segments) - 1, 1)
    aside = [step * at - SPREAD / 2 if len(segments) > 1 else 0.0 for at in range(len(segments))]
    drawn.add_traces(
        [_segment(one, [place + off for place in places], mode) for one, off in zip(segments, aside, strict=True)]
    )
    short = [theme.text(theme.cut(row)) for row in rows]
    drawn.update_yaxes(range=[len(rows) - 0.5, -0.5], tickmode="array", tickvals=places, ticktext=short, showgrid=False)
    return drawn


def _segment(one: Dots, places: Sequence[float], mode: str) -> go.Scatter:
    colour = theme.segment_colour(one.place)
    return go.Scatter(
        x=list(one.at), y=list(places), mode=mode, text=[str(one.number)] * len(places), name=theme.text(one.name),
        line={"color": theme.translucent(colour, 0.6), "width": 2}, marker={"size": DOT, "color": colour, "opacity": 1},
        textfont={"size": 11, "color": theme.on_segment(one.place)}, customdata=[theme.text(each) for each in one.told],
        meta=theme.text(f"{one.number} {one.name}"), hovertemplate="<b>%{meta}</b><br>%{customdata}<extra></extra>", connectgaps=True,
    )  # fmt: skip
