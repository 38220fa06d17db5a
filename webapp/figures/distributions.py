"""How the values of a number or a date lie: steps and a density for everyone, or a density for each group over one another."""

from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from core.exploring.pictures import Curve, Distribution
from webapp.figures import theme

HEIGHT = 340
Values = NDArray[Any]


def figure(found: Distribution, *, dates: bool = False) -> go.Figure:
    """`dates`: the values are days since 1970."""
    drawn = theme.empty(HEIGHT)
    if found.by is None:
        drawn.add_traces(_everyone(found, found.curves[0], dates))
    else:
        colours = theme.group_colours([curve.name for curve in found.curves])
        for curve, colour in zip(found.curves, colours, strict=True):
            drawn.add_trace(_group(found, curve, colour, dates))
    kind = "date" if dates else "log" if found.log else "linear"
    drawn.update_xaxes(
        type=kind, showgrid=False, title=theme.text(found.column), hoverformat=None if dates else ",.4~r"
    )
    drawn.update_yaxes(rangemode="tozero", **_measured(found))
    return drawn.update_layout(hovermode="x")


def step(found: Distribution) -> float:
    """The width of a bar: in the unit of the values, or on a log scale in powers of ten."""
    first, second = found.edges[:2]
    return float(np.log10(second / first) if found.log else second - first)


def as_dates(days: Values) -> Values:
    return (days * 86_400_000).astype("int64").astype("datetime64[ms]")


def _measured(found: Distribution) -> dict[str, Any]:
    return (
        {"title": "Rows", "tickformat": "~s"}
        if found.by is None
        else {"title": "Share of the group", "tickformat": ".1~%"}
    )


def _everyone(found: Distribution, curve: Curve, dates: bool) -> list[go.Scatter]:
    edges = as_dates(found.edges) if dates else found.edges
    bars = go.Scatter(
        x=edges, y=[*curve.counts, curve.counts[-1]], mode="lines", line={"shape": "hv", "width": 0},
        fill="tozeroy", fillcolor=theme.SINGLE_WASH, name="", hovertemplate="from %{x}<br>%{y:,d} rows<extra></extra>",
    )  # fmt: skip
    density = go.Scatter(
        x=as_dates(found.points) if dates else found.points, y=curve.density * curve.inside * step(found),
        mode="lines", line={"color": theme.SINGLE, "width": 2}, name="Density", hoverinfo="skip",
    )  # fmt: skip
    return [bars, density]


def _group(found: Distribution, curve: Curve, colour: str, dates: bool) -> go.Scatter:
    return go.Scatter(
        x=as_dates(found.points) if dates else found.points, y=curve.density * step(found),
        mode="lines", line={"color": colour, "width": 2}, fill="tozeroy", fillcolor=theme.translucent(colour, 0.1),
        name=curve.name, hovertemplate="%{meta} %{y:.2~%}<extra></extra>", meta=theme.text(curve.name),
    )  # fmt: skip
