"""RFM: the map of recency against frequency, and each segment's part of the customers and of the money."""

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from webapp.figures import theme

CELL, BAR = 64, 34


def figure(cells: Sequence[Mapping[str, Any]], levels: int, customers: int) -> go.Figure:
    """The best customers at the top right; the darker a field, the more customers stand there."""
    by_place = {(cell["recency"], cell["frequency"]): cell for cell in cells}
    scores = list(range(1, levels + 1))
    rows = [[by_place[(recency, frequency)] for frequency in scores] for recency in scores]
    drawn = theme.empty(60 + CELL * levels)
    drawn.add_trace(
        go.Heatmap(
            x=scores, y=scores, z=[[cell["customers"] or None for cell in row] for row in rows], zmin=0,
            colorscale=theme.RISING, showscale=False, xgap=2, ygap=2, hoverongaps=False,
            text=[[_written(cell) for cell in row] for row in rows], texttemplate="%{text}",
            customdata=[[_hovered(cell, customers) for cell in row] for row in rows],
            hovertemplate="Recency %{y}, frequency %{x}<br>%{customdata}<extra></extra>",
        )
    )  # fmt: skip
    ticks = {"tickmode": "array", "tickvals": scores, "showgrid": False}
    drawn.update_xaxes(title="Frequency score: more orders →", **ticks)
    return drawn.update_yaxes(title="Recency score: fewer days →", **ticks)


def shares(found: Sequence[Mapping[str, Any]]) -> go.Figure:
    """Two bars a segment: full colour for customers, lighter for money."""
    names, places = [share["name"] for share in found], list(range(len(found)))
    drawn = theme.empty(60 + BAR * len(found))
    for title, field, colour in (
        ("customers", "customers_share", theme.SINGLE), ("money", "money_share", theme.EVERYONE),
    ):  # fmt: skip
        drawn.add_trace(
            go.Bar(
                y=places, x=[share[field] for share in found], orientation="h", marker={"color": colour}, name=title, customdata=names,
                hovertemplate=f"%{{customdata}}: %{{x:.1%}} of {title}<extra></extra>",
            )
        )  # fmt: skip
    drawn.update_layout(barmode="group", bargap=0.3)
    drawn.update_yaxes(autorange="reversed", showgrid=False, tickmode="array", tickvals=places, ticktext=names)
    return drawn.update_xaxes(tickformat=theme.SHARE, rangemode="tozero")


def _written(cell: Mapping[str, Any]) -> str:
    """The segment that most of the field belong to, and how many stand there."""
    return f"{cell['segments'][0][0]}<br>{cell['customers']:,}" if cell["customers"] else ""


def _hovered(cell: Mapping[str, Any], customers: int) -> str:
    met = "<br>".join(f"{name}: {count:,}" for name, count in cell["segments"])
    return f"{cell['customers']:,} customers, {cell['customers'] / customers:.1%}<br>{met}"
