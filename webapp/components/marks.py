"""The mark of a segment: its colour with its number, wherever it appears."""

from dash import html
from dash.development.base_component import Component

from webapp.figures.theme import SEGMENTS


def mark(number: int, place: int | None = None) -> Component:
    """The colour is that of its number, or of the `place` in the palette that people chose. From the thirteenth on the colours
    come again, hollow."""
    at = number if place is None else place
    hollow = " k-mark-hollow" if at >= len(SEGMENTS) else ""
    return html.Span(str(number), className=f"k-mark seg-{at % len(SEGMENTS)}{hollow}")


def segment(number: int, name: str, place: int | None = None) -> Component:
    return html.Span([mark(number, place), html.Span(name)], className="k-segment")


def share_bar(share: float, number: int) -> Component:
    """A bar in the colour of a segment; the share is written beside it."""
    filled = html.I(className=f"seg-{number % len(SEGMENTS)}", style={"width": f"{share:.1%}"})
    return html.Span(filled, className="k-bar", **{"aria-hidden": "true"})
