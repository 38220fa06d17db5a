"""Every two measures against each other, a fair sample of customers in the colours of their segments."""

from collections.abc import Sequence

from plotly import graph_objects as go
from plotly.subplots import make_subplots

from webapp.figures.segment_map import Cloud, Scale, axis, dots
from webapp.figures.theme import template

SIDE = 150


def pairs_by_segment(clouds: Sequence[Cloud], scales: Sequence[Scale]) -> go.Figure:
    """One panel for each two, the first measure down the left and the last along the foot."""
    side = len(scales) - 1
    figure = make_subplots(side, side, horizontal_spacing=0.03, vertical_spacing=0.03, specs=_specs(side))
    for row in range(side):
        for column in range(row + 1):
            across, up = scales[column], scales[row + 1]
            place = {"row": row + 1, "col": column + 1}
            for cloud in clouds:
                figure.add_trace(dots(_of_two(cloud, column, row + 1)), **place)
            figure.update_xaxes(**axis(across, named=row == side - 1), **place)
            figure.update_yaxes(**axis(up, named=column == 0), **place)
    figure.update_layout(template=template(), height=max(440, SIDE * side), uirevision="pairs")
    return figure


def _specs(side: int) -> list[list[dict[str, str] | None]]:
    return [[{} if column <= row else None for column in range(side)] for row in range(side)]


def _of_two(cloud: Cloud, across: int, up: int) -> Cloud:
    return Cloud(cloud.number, cloud.name, (cloud.dots[across], cloud.dots[up]), (), cloud.ids)
