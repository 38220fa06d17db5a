"""What pages are laid out with: header, section, card, rows."""

from collections.abc import Sequence
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

HIDDEN = {"aria-hidden": "true"}


def head(
    title: object, facts: Sequence[object] = (), actions: Sequence[Component] = (), crumbs: object = None
) -> Component:
    parts = [
        crumbs and html.Nav(crumbs, className="k-crumbs", **{"aria-label": "Where this page is"}),
        html.H1(title),
        actions and html.Div(list(actions), className="k-acts"),
        facts and html.Div([html.Span(fact) for fact in facts], className="k-facts"),
    ]
    return html.Div([part for part in parts if part], className="k-head")


def section(title: str, note: object = None) -> Component:
    return html.Div([html.H2(title), *([html.Span(note)] if note else [])], className="k-section")


def card(title: str, *parts: object, note: object = None, flush: bool = False, **props: Any) -> Component:
    """Flush: a table or a list that runs to the card's edges."""
    heading = html.Div([html.H2(title), *([html.P(note)] if note else [])])
    return html.Section(
        [html.Div(heading, className="k-card-head"), *parts], className="card card-flush" if flush else "card", **props
    )


def row(front: Component, title: object, detail: object = None, end: Component | None = None) -> Component:
    return html.Div(_row_parts(front, title, detail, end))


def link_row(icon: str, title: str, href: str, detail: str | None = None) -> Component:
    """A row that leads somewhere."""
    front, end = html.I(className=f"bi {icon}", **HIDDEN), html.I(className="bi bi-chevron-right", **HIDDEN)
    return dcc.Link(_row_parts(front, title, detail, end), href=href)


def _row_parts(front: Component, title: object, detail: object, end: Component | None) -> list[Component]:
    words = [html.Div(title, className="k-row-title"), *([html.P(detail)] if detail else [])]
    return [front, html.Div(words), html.Span() if end is None else end]
