"""How every two numbers go together: petrol together, orange against one another, the value written in each cell."""

import numpy as np
import plotly.graph_objects as go

from core.exploring.pictures import Correlations
from webapp.figures import theme

CELL = 34
MOST_WRITTEN = 15


def figure(found: Correlations) -> go.Figure:
    many = len(found.columns)
    r = np.where(np.eye(many, dtype=bool), np.nan, found.r)
    drawn = theme.empty(120 + CELL * many)
    drawn.add_trace(
        go.Heatmap(
            z=r, zmin=-1, zmax=1, showscale=False, xgap=2, ygap=2, hoverongaps=False,
            colorscale=theme.DIVERGING,
            text=[[written(value) for value in row] for row in r], texttemplate="%{text}" if many <= MOST_WRITTEN else "",
            customdata=found.rows, hovertemplate="%{text}, %{customdata:,d} rows<extra></extra>",
        )
    )  # fmt: skip
    named = {
        "tickmode": "array",
        "tickvals": list(range(many)),
        "ticktext": list(map(theme.text, found.columns)),
        "showgrid": False,
    }
    drawn.update_xaxes(side="top", **named)
    return drawn.update_yaxes(autorange="reversed", **named)


def written(r: float) -> str:
    """Cut, never rounded up to 1."""
    return "" if np.isnan(r) else f"{np.trunc(r * 100) / 100:.2f}".replace("-", "−")
