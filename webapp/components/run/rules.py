"""Plain rules for tools that know no segments, to be copied as text, SQL or JSON."""

from collections.abc import Mapping
from typing import Any

from dash import html
from dash.development.base_component import Component

from core.explaining.wording import share
from webapp.components.marks import segment
from webapp.components.run.opened import Opened
from webapp.records import Segment

WAYS = (("text", "Text"), ("sql", "SQL"), ("json", "JSON"))
DOUBTFUL = 0.8


def table(opened: Opened) -> Component:
    heads = [
        ("Segment", ""),
        ("Rule", ""),
        ("Precise", "k-end"),
        ("Found", "k-end"),
        ("Customers", "k-end"),
        ("Copy as", ""),
    ]
    rows = [_row(one, one.profile["rule"]) for one in opened.segments]
    head = html.Thead(html.Tr([html.Th(words, scope="col", className=place) for words, place in heads]))
    made = html.Table(
        [html.Caption("A plain rule for each segment"), head, html.Tbody(rows)], className="k-table k-rules"
    )
    scroll = html.Div(made, className="k-scroll", tabIndex="0", role="region", **{"aria-label": "Plain rules"})
    return html.Section(scroll, className="card card-flush")


def copies(one: Segment) -> Component:
    """A button for each way to copy its rule."""
    return html.Div([_copy(one, one.profile["rule"], *way) for way in WAYS], className="k-copy-ways")


def _row(one: Segment, rule: Mapping[str, Any]) -> Component:
    mood = "k-end k-warn" if rule["precision"] < DOUBTFUL else "k-end"
    differ = f"{rule['wrong']:,} are named and belong elsewhere; {rule['missed']:,} belong here and are not named"
    return html.Tr(
        [
            html.Th(segment(one.number, one.name, one.colour), scope="row"),
            html.Td(rule["text"]),
            html.Td(share(rule["precision"]), className=mood, title=differ),
            html.Td(share(rule["recall"]), className="k-end", title=differ),
            html.Td(f"{rule['customers']:,}", className="k-end"),
            html.Td(copies(one)),
        ]
    )


def _copy(one: Segment, rule: Mapping[str, Any], way: str, words: str) -> Component:
    told = {"data-copy-text": rule[way], "aria-label": f"Copy the rule of {one.name} as {words}"}
    return html.Button(words, type="button", className="btn btn-sm btn-outline-secondary", **told)
