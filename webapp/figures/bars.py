"""How many rows each value of a category has."""

import plotly.graph_objects as go

from core.exploring.pictures import Bars
from webapp.figures import theme

BAR, MOST_LETTERS = 28, 40


def figure(found: Bars) -> go.Figure:
    """Largest on top; what has no value or no bar of its own is grey."""
    rows = counted(found)
    names = [name for name, _ in rows]
    colours = [theme.SINGLE if place < len(found.values) else theme.EVERYONE for place in range(len(rows))]
    drawn = theme.empty(60 + BAR * len(rows))
    drawn.add_trace(
        go.Bar(
            y=list(range(len(rows))), x=[n for _, n in rows], orientation="h", marker={"color": colours}, width=0.7,
            customdata=names, hovertemplate="%{customdata}: %{x:,d} rows<extra></extra>",
        )
    )  # fmt: skip
    drawn.update_yaxes(
        autorange="reversed", tickmode="array", tickvals=list(range(len(rows))), ticktext=[_short(name) for name in names],
        showgrid=False,
    )  # fmt: skip
    return drawn.update_xaxes(title="Rows", rangemode="tozero")


def counted(found: Bars) -> list[tuple[str, int]]:
    """The bars as they are drawn, the rest and the missing among them."""
    rest = [(f"{found.others:,} others", found.other_rows)] if found.others else []
    missing = [("Missing", found.missing)] if found.missing else []
    return [*zip(found.values, found.rows, strict=True), *rest, *missing]


def _short(name: str) -> str:
    return theme.text(name if len(name) <= MOST_LETTERS else f"{name[: MOST_LETTERS - 1]}…")
