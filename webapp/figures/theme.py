"""How every figure looks: one neutral template for light and dark, and the colours of segments.

The stylesheet turns text, grid lines and the single-series colour into those of the mode, so no figure is drawn again
when the mode changes. Segment colours are the same in both; assets/style/tokens.css names the same values.
"""

import re
from collections.abc import Sequence

import plotly.graph_objects as go

FONT = "Inter, system-ui, sans-serif"
SMALL = 12
MOST_LETTERS = 24  # of a name beside a row

# By a segment's number, which goes with its colour everywhere; what may be written on it stands beside.
SEGMENTS = (
    "#2E68D8", "#BB8C04", "#32A28A", "#F54E78", "#7A5F8E", "#717A5F",
    "#0898FF", "#B84D12", "#9A839F", "#058333", "#828FC5", "#9F526F",
)  # fmt: skip
ON_SEGMENTS = (
    "#FFFFFF", "#000000", "#000000", "#000000", "#FFFFFF", "#FFFFFF",
    "#000000", "#FFFFFF", "#000000", "#FFFFFF", "#000000", "#FFFFFF",
)  # fmt: skip
EVERYONE = "#85877F"
SINGLE = "rgb(14, 116, 144)"  # one series; the stylesheet makes it the accent of the mode
SINGLE_WASH = "rgba(14, 116, 144, 0.22)"
GRID = "#E2E2DC"
# The strength of a heat map is its alpha, so that one drawing suits both modes and zero is the surface itself.
DIVERGING = (
    (0, "rgba(201, 104, 28, 0.55)"), (0.4999, "rgba(201, 104, 28, 0.02)"),
    (0.5, "rgba(14, 116, 144, 0.02)"), (1, "rgba(14, 116, 144, 0.55)"),
)  # fmt: skip
RISING = ((0, DIVERGING[2][1]), (1, DIVERGING[3][1]))

REST = re.compile(r"Missing|\d+ others")  # how core/exploring names those groups

ABOVE, BELOW = "#0E7490", "#C9681C"  # everyone, in heat maps
STRONGEST = 0.55  # text on the strongest cell stays readable in both modes

# Plotly's number formats, with the separators of the template.
COUNT = ",d"
SHARE = ".0%"
CRITERION = ".2f"


def segment_colour(number: int) -> str:
    """From the thirteenth on the colours come again; their marks are hollow then."""
    return SEGMENTS[number % len(SEGMENTS)]


def on_segment(number: int) -> str:
    """What may be written on its colour."""
    return ON_SEGMENTS[number % len(ON_SEGMENTS)]


def named(number: int, name: str) -> str:
    """A segment beside its row; the whole name stands in the table behind the figure."""
    return text(f"{number} {cut(name)}")


def cut(name: str) -> str:
    return name if len(name) <= MOST_LETTERS else f"{name[: MOST_LETTERS - 1].rstrip()}…"


def group_colours(names: Sequence[str]) -> tuple[str, ...]:
    """One colour for each group of a picture; the rest and the missing are grey, as everyone is."""
    return tuple(EVERYONE if REST.fullmatch(name) else segment_colour(place) for place, name in enumerate(names))


def translucent(colour: str, alpha: float) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, {alpha:g})"


def heat(difference: float, most: float) -> str:
    """Below everyone orange, above petrol; strength is alpha, so that one drawing suits both modes."""
    strength = min(abs(difference) / most, 1.0) * STRONGEST
    return translucent(ABOVE if difference > 0 else BELOW, round(strength, 2))


def text(name: str) -> str:
    """A person's text where Plotly would read markup."""
    return name.replace("&", "&amp;").replace("<", "&lt;")


def empty(height: int) -> go.Figure:
    """A figure to draw on."""
    return go.Figure(layout={"template": template(), "height": height})


def template() -> go.layout.Template:
    axis = {
        "gridcolor": GRID, "zeroline": False, "showline": False, "ticks": "", "nticks": 5, "automargin": True,
        "fixedrange": True, "separatethousands": True, "exponentformat": "none", "tickfont": {"size": SMALL},
        "title": {"font": {"size": SMALL}, "standoff": 10},
    }  # fmt: skip
    return go.layout.Template(
        layout=go.Layout(
            paper_bgcolor="rgba(0,0,0,0)",
            plot_bgcolor="rgba(0,0,0,0)",
            font={"family": FONT, "size": SMALL},
            margin={"l": 8, "r": 8, "t": 8, "b": 8},
            colorway=SEGMENTS,
            showlegend=False,
            hovermode="closest",
            dragmode=False,
            separators=".,",
            xaxis=axis,
            yaxis=axis,
        )
    )
