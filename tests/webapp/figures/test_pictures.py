"""Figures draw what was counted: each trace, by hand."""

import numpy as np
import plotly.graph_objects as go
import pyarrow as pa
import pytest

from core.exploring import Table
from core.exploring import pictures as counted
from webapp.figures import bars, boxes, correlations, distributions, pairs, theme

TABLE = Table.of(
    pa.table(
        {
            "age": [20, 20, 30, 40, 40, 40],
            "spend": [1.0, 10.0, 100.0, 1000.0, 1.0, 10.0],
            "gender": ["f", "m", "f", "m", "f", None],
            "day": [0, 1, 1, 2, 2, 2],
        }
    ),
    {"age": "number", "spend": "number", "gender": "category", "day": "number"},
)


def test_a_number_is_drawn_as_steps_with_a_density_of_the_same_area() -> None:
    found = counted.distribution(TABLE, "age")
    steps, density = distributions.figure(found).data
    assert (sum(steps.y[:-1]), len(steps.x)) == (6, len(found.edges))
    assert steps.line.shape == "hv" and density.line.color == theme.SINGLE
    # The line is in rows as well: its mean height over the range holds all six rows.
    assert np.mean(density.y) * len(found.edges[:-1]) == pytest.approx(6, rel=0.01)


def test_groups_lie_over_one_another_each_with_the_same_area() -> None:
    found = counted.distribution(TABLE, "age", "gender")
    figure = distributions.figure(found)
    assert [trace.name for trace in figure.data] == ["f", "m", "Missing"]
    assert [trace.line.color for trace in figure.data] == [*theme.SEGMENTS[:2], theme.EVERYONE]
    for trace in figure.data:
        assert np.mean(trace.y) * (len(found.edges) - 1) == pytest.approx(1, rel=0.01)


def test_a_log_scale_is_a_log_axis_and_days_are_dates() -> None:
    assert distributions.figure(counted.distribution(TABLE, "spend", log=True)).layout.xaxis.type == "log"
    days = distributions.figure(counted.distribution(TABLE, "day"), dates=True)
    assert days.layout.xaxis.type == "date"
    # A day's bar begins at midnight of half a day before: -0.5 is noon of 31 December 1969.
    assert str(days.data[0].x[0]) == "1969-12-31T12:00:00.000"


def test_bars_hold_the_rest_and_the_missing_in_grey() -> None:
    found = counted.bars(TABLE, "gender", most=1)
    (trace,) = bars.figure(found).data
    assert list(trace.x) == [3, 2, 1] and list(trace.customdata) == ["f", "1 others", "Missing"]
    assert list(trace.marker.color) == [theme.SINGLE, theme.EVERYONE, theme.EVERYONE]


def test_a_box_is_drawn_from_its_figures() -> None:
    found = counted.boxes(TABLE, "age", "gender")
    first = boxes.figure("age", found).data[0]
    # f: 20, 30, 40
    assert (first.q1[0], first.median[0], first.q3[0], first.mean[0]) == (25, 30, 35, 30)
    assert first.boxpoints is False


def test_pairs_stand_below_the_diagonal() -> None:
    found = counted.pairs(TABLE, ["age", "spend", "day"], "gender")
    figure = pairs.figure(found)
    heat = [trace for trace in figure.data if isinstance(trace, go.Heatmap)]
    assert len(heat) == 3 * 3 and len(figure.data) == 9 + 3 * 3  # three pairs and three columns, for three groups
    # Three women in the first pair: the logarithm of one more than the count, and nothing where nobody is.
    rows = np.expm1(np.nansum(heat[0].z))
    assert rows == pytest.approx(2**3 - 1)


def test_correlations_write_their_value_and_leave_the_diagonal_empty() -> None:
    (trace,) = correlations.figure(counted.correlations(TABLE, ["age", "day"])).data
    # Around 31.67 and 1.33: 36.67 together, 483.33 and 3.33 alone; 36.67 / √1611.1 = 0.913.
    assert trace.text[0][0] == "" and trace.text[0][1] == trace.text[1][0] == "0.91"
    assert (trace.zmin, trace.zmax) == (-1, 1)


@pytest.mark.parametrize(("r", "words"), [(0.999, "0.99"), (-0.456, "−0.45"), (1.0, "1.00"), (float("nan"), "")])
def test_a_correlation_is_cut_and_never_rounded_up(r: float, words: str) -> None:
    assert correlations.written(r) == words


def test_names_of_people_are_text_and_never_markup() -> None:
    nasty = pa.table({"age": [1, 2, 3, 4], "who": ["<b>x</b>", "%{x}", "<b>x</b>", "%{x}"]})
    table = Table.of(nasty, {"age": "number", "who": "category"})
    lines = distributions.figure(counted.distribution(table, "age", "who"))
    assert not any("<b>" in trace.hovertemplate or "%{x}" in trace.hovertemplate for trace in lines.data)
    for figure in (bars.figure(counted.bars(table, "who")), boxes.figure("age", counted.boxes(table, "age", "who"))):
        assert set(figure.layout.yaxis.ticktext) == {"&lt;b>x&lt;/b>", "%{x}"}  # no template there


def test_constant_and_single_values_are_drawn() -> None:
    table = Table.of(pa.table({"same": [7.5, 7.5]}), {"same": "number"})
    steps, _ = distributions.figure(counted.distribution(table, "same")).data
    assert list(steps.y) == [2, 2]
