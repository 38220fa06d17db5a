"""A segment in one rule, for tools that know no segments; and who differs from it."""

from dash import html
from dash.development.base_component import Component

from core.explaining.wording import share
from webapp.components import blocks
from webapp.components.run.rules import copies
from webapp.components.segment.opened import Opened


def card(opened: Opened) -> Component:
    rule = opened.profile["rule"]
    told = f"{share(rule['precision'])} of those it names are in the segment; it finds {share(rule['recall'])} of them."
    differ = (
        f"It names {rule['customers']:,}: {rule['wrong']:,} of them belong elsewhere, and {rule['missed']:,} who belong here "
        "are not named."
    )
    parts = [
        html.P(rule["text"]),
        html.P(told, className="k-note"),
        html.P(differ, className="k-note"),
        html.Div([html.Span("Copy as", className="k-label"), copies(opened.segment)]),
    ]
    return blocks.card("In one rule", html.Div(parts, className="k-stack"))
