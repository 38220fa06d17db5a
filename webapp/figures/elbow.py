"""The elbow: inertia by number of segments, standing on the slider and sharing its scale. Ring: the knee. Filled: chosen."""

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go

from webapp.figures.theme import COUNT, SINGLE, template

THUMB = 10  # half of the slider's thumb: the first number stands that far from the edge
CHOSEN = 2  # the trace of the chosen number


def elbow(inertia: Mapping[int, float], knee: int | None, chosen: int) -> go.Figure:
    """From two segments on: what one costs would flatten all that follows."""
    ks = [k for k in sorted(inertia) if k > 1] or sorted(inertia)
    values = [inertia[k] for k in ks]
    ring = [knee] if knee in ks else []
    figure = go.Figure(
        [
            go.Scatter(
                x=ks, y=values, mode="lines+markers", cliponaxis=False, line={"color": SINGLE, "width": 2},
                marker={"size": 5, "color": SINGLE},
                hovertemplate=f"<b>%{{x}} segments</b><br>inertia %{{y:{COUNT}}}<extra></extra>",
            ),
            go.Scatter(
                x=ring, y=[inertia[k] for k in ring], mode="markers", cliponaxis=False, hoverinfo="skip",
                marker={"size": 18, "color": "rgba(0,0,0,0)", "line": {"color": SINGLE, "width": 1.5}},
            ),
            go.Scatter(
                **_chosen(inertia, chosen), mode="markers", cliponaxis=False, hoverinfo="skip",
                marker={"size": 12, "color": SINGLE},
            ),
        ],
        {"template": template(), "height": 132, "margin": {"l": THUMB, "r": THUMB, "t": 20, "b": 6}},
    )  # fmt: skip
    low, high = min(values), max(values)
    figure.update_xaxes(showticklabels=False, dtick=1, range=[ks[0], max(ks[-1], ks[0] + 1)], automargin=False)
    figure.update_yaxes(visible=False, range=[low - 0.08 * (high - low or 1), high], automargin=False)
    figure.update_layout(annotations=_words(inertia, ks, ring))
    return figure


def moved(inertia: Mapping[int, float], chosen: int) -> dict[str, Any]:
    """What of the chosen trace changes with the number."""
    return _chosen(inertia, chosen)


def _chosen(inertia: Mapping[int, float], chosen: int) -> dict[str, Any]:
    return {"x": [chosen], "y": [inertia[chosen]]}


def _words(inertia: Mapping[int, float], ks: list[int], ring: list[int]) -> list[dict[str, Any]]:
    plain = {"showarrow": False, "yanchor": "bottom"}
    ends = [
        {**plain, "x": ks[0], "y": inertia[ks[0]], "text": f"{inertia[ks[0]]:,.0f}", "xanchor": "left", "xshift": 8},
        {
            **plain,
            "x": ks[-1],
            "y": inertia[ks[-1]],
            "text": f"{inertia[ks[-1]]:,.0f}",
            "xanchor": "right",
            "yshift": 6,
        },
    ]
    knee = [
        {**plain, "x": k, "y": inertia[k], "text": "knee", "xanchor": "left", "xshift": 8, "yshift": 8} for k in ring
    ]
    return [*(ends if len(ks) > 1 else []), *knee]
