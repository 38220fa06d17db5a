"""A figure says in words what it shows, and has its numbers behind it."""

import numpy as np
import plotly.graph_objects as go

from core.exploring.pictures import Correlations, Curve, Distribution
from tests.webapp.components.tree import parts, with_class, words
from webapp.components import figure, pictures
from webapp.components.figure import Behind, Mark


def framed() -> object:
    behind = Behind(("Group", "Rows", "Mean"), [("f", 12_345, 1234.5678), ("m", 2, None)])
    return figure.framed(
        "Age", "In rows", go.Figure(), "Most are 30", behind, marks=[Mark(0, "f"), Mark(None, "Missing")]
    )


def test_who_does_not_see_it_is_told_what_it_shows() -> None:
    (plot,) = with_class(framed(), "k-plot")
    assert (plot.role, plot.to_plotly_json()["props"]["aria-label"]) == ("img", "Most are 30")


def test_its_table_is_there_and_hidden_with_the_exact_values() -> None:
    (table,) = with_class(framed(), "k-behind")
    assert table.hidden is True
    cells = [part for part in parts(table) if type(part).__name__ == "Td"]
    assert [words(cell) for cell in cells] == ["12,345", "1,235", "2", "·"]
    assert [cell.to_plotly_json()["props"]["data-value"] for cell in cells] == ["12345", "1234.5678", "2", ""]


def test_each_button_says_what_it_does() -> None:
    acts = [part for part in parts(framed()) if "data-figure" in part.to_plotly_json()["props"]]
    assert [part.to_plotly_json()["props"]["data-figure"] for part in acts] == ["table", "png", "svg", "csv"]
    assert [words(part) for part in acts[1:]] == ["Picture (PNG)", "Drawing (SVG)", "Numbers (CSV)"]


def test_a_distribution_is_told_in_words_with_what_is_left_out() -> None:
    density = np.array([0.1, 0.4])
    curve = Curve("Everyone", np.array([1, 3]), density, inside=4, outside=1, missing=2)
    found = Distribution("age", None, False, np.array([0.0, 10.0, 20.0]), np.array([5.0, 15.0]), (curve,))
    drawn = pictures.of_distribution(found)
    assert (
        "Rows per step of 10, from 4 rows; the line is the density; 1 outside of the picture; 2 without a value"
        in words(drawn)
    )
    (plot,) = with_class(drawn, "k-plot")
    assert plot.to_plotly_json()["props"]["aria-label"] == "Everyone: most around 15"


def test_the_strongest_correlation_is_named_whatever_its_sign() -> None:
    r = np.array([[1.0, 0.2, -0.7], [0.2, 1.0, np.nan], [-0.7, np.nan, 1.0]])
    found = Correlations(("a", "b", "c"), r, np.full((3, 3), 9))
    (plot,) = with_class(pictures.of_correlations(found), "k-plot")
    assert plot.to_plotly_json()["props"]["aria-label"] == "Strongest: a and c, −0.70"
