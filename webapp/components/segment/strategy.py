"""What to do for a segment: what was suggested, and what the team decided, which always wins."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from webapp.clock import now
from webapp.components import fields
from webapp.components.blocks import HIDDEN
from webapp.components.segment import ids
from webapp.components.segment.opened import Opened
from webapp.components.times import stamp
from webapp.rights import Right
from webapp.services import segments
from webapp.services.segments import ACCEPTED, CHANGED, IGNORED, SUGGESTED

PARTS = (("objective", "Objective"), ("offer", "Offer"), ("channel", "Channel"), ("watch", "Watch"), ("reason", "Why"))
LABELS = {
    "title": "Strategy",
    "objective": "Objective",
    "offer": "Offer",
    "channel": "Channel",
    "watch": "What to watch",
}
DECIDED = {ACCEPTED: "Accepted", CHANGED: "In our words, decided", IGNORED: "Suggestions ignored"}


def card(opened: Opened) -> Component:
    held = segments.strategy_of(opened.segment)
    title = [html.I(className="bi bi-lightbulb", **HIDDEN), " Suggested" if held["state"] == SUGGESTED else " Strategy"]
    parts = [*_words(held), *_signed(opened, held), *(_acts(opened, held) if opened.viewer.may(Right.WORK) else [])]
    return html.Section([html.H2(title), html.Div(parts, className="k-stack")], className="card k-stack")


def _words(held: Mapping[str, Any]) -> list[Component]:
    if held["state"] == IGNORED:
        return [html.P("No strategy for this segment.", className="k-note")]
    told = [(label, held[part]) for part, label in PARTS if held.get(part)]
    return [
        html.P(html.B(held["title"])),
        html.Dl([html.Div([html.Dt(label), html.Dd(words)]) for label, words in told], className="k-strategy"),
    ]


def _signed(opened: Opened, held: Mapping[str, Any]) -> list[Component]:
    """Who decided, and when."""
    if "by" not in held:
        return []
    at = stamp(datetime.fromisoformat(held["at"]), opened.viewer.person.zone, now())
    return [html.P([f"{DECIDED[held['state']]} by {held['by']}, ", at], className="k-note")]


def _acts(opened: Opened, held: Mapping[str, Any]) -> list[Component]:
    """Of all that fit the segment, the first is shown; the others can be accepted as well."""
    if held["state"] != SUGGESTED:
        back = fields.button("Back to what was suggested", "outline-secondary", id=ids.take_back, type="button")
        return [html.Div(back, className="k-acts"), _changing(held)]
    suggested: Sequence[Mapping[str, Any]] = opened.profile["strategies"]
    options = [{"label": one["title"], "value": one["key"]} for one in suggested]
    press = [
        fields.button("Accept strategy", id=ids.accept, type="button"),
        fields.button("Ignore", "outline-secondary", id=ids.ignore, type="button"),
    ]
    choice = fields.choice(ids.suggested, "All that fit this segment", options, suggested[0]["key"])
    return [choice, html.Div(press, className="k-acts"), _changing(held)]


def _changing(held: Mapping[str, Any]) -> Component:
    written = [
        (fields.text if part == "title" else fields.lines)(field, LABELS[part], held.get(part, ""))
        for part, field in ids.strategy_parts.items()
    ]
    form = dbc.Form([*written, fields.button("Keep our strategy", "outline-secondary")], id=ids.change, prevent_default_on_submit=True, className="k-stack")  # fmt: skip
    return html.Details([html.Summary("Change"), form], className="k-disclosure k-note-change")
