"""The map of customers: soft regions that hold half and four fifths of each segment, a fair sample as dots, centres numbered."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from webapp.figures.theme import EVERYONE, ON_SEGMENTS, segment_colour, template, translucent

Array = NDArray[Any]

SURFACE = "#FFFFFF"  # the ring around a centre, in both modes
HEIGHTS = (85, 170)  # of the regions' edges, as core.clustering.views draws them


@dataclass(frozen=True)
class Scale:
    """One axis: what it shows, from where to where, and marks in the measure's own units where places are bent."""

    title: str
    low: float
    high: float
    marks: tuple[tuple[float, str], ...] = ()


@dataclass(frozen=True)
class Cloud:
    """One segment on the map; `number` is None for customers without one. `ids` only for those who may see rows."""

    number: int | None
    name: str
    dots: tuple[Array, ...]  # a column for each axis
    centre: tuple[float, ...]
    ids: Sequence[str] | None = None
    heights: Array | None = None
    place: int | None = None  # in the palette, where it is not that of the number

    @property
    def at(self) -> int:
        return (self.number or 0) if self.place is None else self.place

    @property
    def colour(self) -> str:
        return EVERYONE if self.number is None else segment_colour(self.at)


def segment_map(clouds: Sequence[Cloud], grid: tuple[Array, Array], across: Scale, up: Scale) -> go.Figure:
    """On two axes; the same range whatever the number of segments."""
    regions = [_region(cloud, grid) for cloud in clouds if cloud.heights is not None]
    figure = go.Figure(
        [*regions, *(dots(cloud) for cloud in clouds), _centres(clouds)],
        {"template": template(), "height": 440, "margin": {"l": 8, "r": 8, "t": 4, "b": 8}, "uirevision": "map"},
    )
    figure.update_xaxes(**axis(across))
    figure.update_yaxes(**axis(up))
    return figure


def segment_space(clouds: Sequence[Cloud], scales: Sequence[Scale]) -> go.Figure:
    """On three axes, to be turned around."""
    figure = go.Figure(
        [
            *(
                go.Scatter3d(
                    **dict(zip("xyz", map(_short, cloud.dots), strict=True)), mode="markers",
                    marker={"size": 2.4, "color": cloud.colour, "opacity": 0.6}, **_hover(cloud),
                )
                for cloud in clouds
            ),
            go.Scatter3d(
                **dict(zip("xyz", map(list, zip(*(c.centre for c in _numbered(clouds)), strict=True)), strict=True)),
                mode="markers+text", text=[str(c.number) for c in _numbered(clouds)], hoverinfo="skip",
                textfont={"size": 13, "color": EVERYONE},
                marker={"size": 9, "color": [c.colour for c in _numbered(clouds)], "line": {"color": SURFACE, "width": 2}},
            ),
        ],
        {"template": template(), "height": 440, "margin": {"l": 0, "r": 0, "t": 0, "b": 0}, "uirevision": "space"},
    )  # fmt: skip
    axes = {
        f"{letter}axis": {
            "title": {"text": scale.title, "font": {"color": EVERYONE}}, "range": [scale.low, scale.high],
            "tickfont": {"color": EVERYONE}, "backgroundcolor": "rgba(0,0,0,0)", "gridcolor": translucent(EVERYONE, 0.3),
            **_marks(scale),
        }
        for letter, scale in zip("xyz", scales, strict=True)
    }  # fmt: skip
    figure.update_layout(scene={**axes, "bgcolor": "rgba(0,0,0,0)"}, dragmode="orbit")
    return figure


def dots(cloud: Cloud) -> go.Scatter:
    """The customers of one segment who are drawn, on two axes."""
    x, y = map(_short, cloud.dots)
    marker = {"size": 3.6, "color": cloud.colour, "opacity": 0.55}
    return go.Scatter(x=x, y=y, mode="markers", marker=marker, **_hover(cloud))


def axis(scale: Scale, *, named: bool = True) -> dict[str, Any]:
    """Without its name only the grid is left, for panels inside of others."""
    room = 0.02 * (scale.high - scale.low) or 0.5
    name = {"title": scale.title} if named else {"showticklabels": False}
    return {"range": [scale.low - room, scale.high + room], **name, **_marks(scale)}


def _region(cloud: Cloud, grid: tuple[Array, Array]) -> go.Contour:
    clear, wide, inner = (translucent(cloud.colour, alpha) for alpha in (0, 0.10, 0.20))
    wide_from, inner_from = HEIGHTS
    return go.Contour(
        x=_short(grid[0]), y=_short(grid[1]), z=cloud.heights, hoverinfo="skip", showscale=False, autocontour=False,
        contours={"start": wide_from, "end": inner_from + 0.1, "size": inner_from - wide_from, "coloring": "fill"},
        line={"width": 0},
        colorscale=[[0, clear], [0.33, clear], [0.34, wide], [0.66, wide], [0.67, inner], [1, inner]],
    )  # fmt: skip


def _hover(cloud: Cloud) -> dict[str, Any]:
    segment = "In no segment" if cloud.number is None else f"{cloud.number} {cloud.name}"
    if cloud.ids is None:
        return {"hovertemplate": f"<b>{_plain(segment)}</b><extra></extra>"}
    ids = [_plain(each) for each in cloud.ids]
    return {"text": ids, "hovertemplate": f"<b>Customer %{{text}}</b><br>{_plain(segment)}<extra></extra>"}


def _centres(clouds: Sequence[Cloud]) -> go.Scatter:
    numbered = _numbered(clouds)
    inks = [ON_SEGMENTS[cloud.at % len(ON_SEGMENTS)] for cloud in numbered]
    return go.Scatter(
        x=[cloud.centre[0] for cloud in numbered], y=[cloud.centre[1] for cloud in numbered],
        text=[f"<b>{cloud.number}</b>" for cloud in numbered], mode="markers+text", hoverinfo="skip",
        textfont={"size": 12, "color": inks}, cliponaxis=False,
        marker={"size": 24, "color": [cloud.colour for cloud in numbered], "opacity": 1, "line": {"color": SURFACE, "width": 2}},
    )  # fmt: skip


def _numbered(clouds: Sequence[Cloud]) -> list[Cloud]:
    return [cloud for cloud in clouds if cloud.number is not None]


def _marks(scale: Scale) -> dict[str, Any]:
    if not scale.marks:
        return {}
    places, texts = zip(*scale.marks, strict=True)
    return {"tickmode": "array", "tickvals": list(places), "ticktext": list(texts)}


def _short(values: Array) -> Array:
    """Half of the bytes; nobody sees the difference."""
    return np.asarray(values, np.float32)


def _plain(text: str) -> str:
    """Plotly reads a few tags in texts, and %{...} in templates."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("%{", "% {")
