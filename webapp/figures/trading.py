"""How trade went: one series over periods, and what was sold most."""

from collections.abc import Sequence

import plotly.graph_objects as go

from webapp.figures import theme

HEIGHT, BAR, MOST_LETTERS = 220, 26, 36


def over_time(
    first_days: Sequence[str], values: Sequence[float | None], what: str, form: str, *, bars: bool
) -> go.Figure:
    """Amounts are bars; rates, which do not add up, a line."""
    drawn = theme.empty(HEIGHT)
    hover = f"%{{x|%-d %b %Y}}<br>%{{y:{form}}} {what}<extra></extra>"
    if bars:
        drawn.add_trace(go.Bar(x=list(first_days), y=list(values), marker={"color": theme.SINGLE}, hovertemplate=hover))
    else:
        drawn.add_trace(
            go.Scatter(
                x=list(first_days), y=list(values), mode="lines+markers", hovertemplate=hover,
                line={"color": theme.SINGLE, "width": 2}, marker={"color": theme.SINGLE, "size": 5},
            )
        )  # fmt: skip
    drawn.update_yaxes(rangemode="tozero", tickformat=form)
    return drawn.update_xaxes(type="date", showgrid=False)


def most_sold(names: Sequence[str], values: Sequence[float], title: str) -> go.Figure:
    drawn = theme.empty(60 + BAR * len(names))
    drawn.add_trace(
        go.Bar(
            y=list(range(len(names))), x=list(values), orientation="h", marker={"color": theme.SINGLE}, width=0.7,
            customdata=[_plain(name) for name in names], hovertemplate="%{customdata}: %{x:,.0f}<extra></extra>",
        )
    )  # fmt: skip
    drawn.update_yaxes(
        autorange="reversed", tickmode="array", tickvals=list(range(len(names))), showgrid=False,
        ticktext=[_plain(name if len(name) <= MOST_LETTERS else f"{name[: MOST_LETTERS - 1]}…") for name in names],
    )  # fmt: skip
    return drawn.update_xaxes(title=title, rangemode="tozero")


def _plain(name: str) -> str:
    """Names are typed by people, and figures read marks in them."""
    return name.replace("&", "&amp;").replace("<", "&lt;")
