"""The figures' colours are those of the interface, and can be seen by everybody in both modes."""

import re
from pathlib import Path

import plotly.graph_objects as go
import pytest

from webapp.figures import theme

TOKENS = (Path(theme.__file__).parent.parent / "assets" / "style" / "tokens.css").read_text()
SURFACES = {"light": "#FFFFFF", "dark": "#1A1D21"}


def luminance(colour: str) -> float:
    """As WCAG 2.2 defines it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def token(name: str) -> str:
    found = re.search(rf"--{name}:\s*([^;]+);", TOKENS)
    assert found is not None
    return found.group(1)


def test_contrast_is_counted_as_it_should_be() -> None:
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)


@pytest.mark.parametrize("number", range(12))
def test_segments_have_the_colours_of_the_stylesheet(number: int) -> None:
    assert theme.SEGMENTS[number] == token(f"seg-{number}")
    assert theme.ON_SEGMENTS[number] == token(f"seg-{number}-on")


@pytest.mark.parametrize("colour", theme.SEGMENTS)
@pytest.mark.parametrize("surface", SURFACES.values())
def test_every_mark_is_seen_on_both_surfaces(colour: str, surface: str) -> None:
    assert contrast(colour, surface) >= 3


@pytest.mark.parametrize(("colour", "written"), zip(theme.SEGMENTS, theme.ON_SEGMENTS, strict=True))
def test_the_number_on_a_mark_can_be_read(colour: str, written: str) -> None:
    assert contrast(colour, written) >= 4.5


def test_everyone_is_grey_and_never_a_segment() -> None:
    assert token("k-everyone") == theme.EVERYONE
    assert theme.EVERYONE not in theme.SEGMENTS


def test_a_thirteenth_segment_takes_the_first_colour_again() -> None:
    assert theme.segment_colour(12) == theme.segment_colour(0)
    assert theme.segment_colour(11) != theme.segment_colour(0)


def test_a_colour_is_thinned_by_its_alpha() -> None:
    assert theme.translucent("#2E68D8", 0.2) == "rgba(46, 104, 216, 0.2)"


def test_a_figure_is_drawn_on_nothing_with_separators_and_without_a_legend() -> None:
    figure = go.Figure(go.Bar(y=[12343]), layout={"template": theme.template()})
    layout = figure.layout.template.layout
    assert (layout.paper_bgcolor, layout.plot_bgcolor) == ("rgba(0,0,0,0)", "rgba(0,0,0,0)")
    assert (layout.separators, layout.showlegend, layout.xaxis.showline) == (".,", False, False)
    assert layout.font.family.startswith("Inter")


def test_counts_on_an_axis_are_written_out() -> None:
    axis = theme.template().layout.yaxis
    assert (axis.separatethousands, axis.exponentformat) == (True, "none")
