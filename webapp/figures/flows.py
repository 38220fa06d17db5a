"""Who went from which segment to which: a band per flow, in the colour of where it comes from; those who stayed are pale."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from webapp.figures import theme

STAYED, MOVED = 0.22, 0.5
FEWEST = 8  # smaller flows are left out, and that is said
HEIGHT, ROW = 180, 34


@dataclass(frozen=True)
class Place:
    """A segment on one side; new, gone and in no segment have no colour."""

    name: str
    colour: int | None


@dataclass(frozen=True)
class Band:
    """Between a place on the left and one on the right, by their order."""

    origin: int
    target: int
    customers: int
    stayed: bool


def figure(left: Sequence[Place], right: Sequence[Place], bands: Sequence[Band]) -> go.Figure:
    drawn = theme.empty(HEIGHT + ROW * max(len(left), len(right)))
    shown = [band for band in bands if band.customers >= FEWEST]
    places = [*left, *right]
    drawn.add_trace(
        go.Sankey(
            arrangement="snap",
            node={
                "label": [theme.text(theme.cut(place.name)) for place in places],
                "color": [_colour(place) for place in places], "pad": 18, "thickness": 8, "line": {"width": 0},
                "hovertemplate": "%{label}: %{value:,d} customers<extra></extra>",
            },
            link={
                "source": [band.origin for band in shown],
                "target": [len(left) + band.target for band in shown],
                "value": [band.customers for band in shown],
                "color": [theme.translucent(_colour(left[band.origin]), STAYED if band.stayed else MOVED) for band in shown],
                "hovertemplate": "%{source.label} to %{target.label}: %{value:,d} customers<extra></extra>",
            },
            textfont={"size": theme.SMALL},
        )
    )  # fmt: skip
    return drawn


def _colour(place: Place) -> str:
    return theme.EVERYONE if place.colour is None else theme.segment_colour(place.colour)
