"""The mark of a segment: its colour with its number, wherever it appears."""

from dash import html
from dash.development.base_component import Component

from webapp.figures.theme import SEGMENTS


def mark(number: int) -> Component:
    """From the thirteenth on the colours come again, hollow."""
    hollow = " k-mark-hollow" if number >= len(SEGMENTS) else ""
    return html.Span(str(number), className=f"k-mark seg-{number % len(SEGMENTS)}{hollow}")


def segment(number: int, name: str) -> Component:
    return html.Span([mark(number), html.Span(name)], className="k-segment")


def share_bar(share: float, number: int) -> Component:
    """A bar in the colour of a segment; the share is written beside it."""
    filled = html.I(className=f"seg-{number % len(SEGMENTS)}", style={"width": f"{share:.1%}"})
    return html.Span(filled, className="k-share", **{"aria-hidden": "true"})
