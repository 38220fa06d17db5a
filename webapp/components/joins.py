"""A join of orders and customers: how many were found on both sides, who on one, and how to make or undo it."""

from collections.abc import Sequence
from typing import Any

import dash_bootstrap_components as dbc
from dash import dcc, html
from dash.development.base_component import Component

from webapp.components import blocks, fields, states, values
from webapp.records import Dataset
from webapp.services.joining import Join

FORM, OTHER = "joined-form", "joined-other"


def part(orders_id: Any) -> dict[str, Any]:
    """The id of the button that parts orders from their customers."""
    return {"part": "joined-part", "of": orders_id}


def counts(matched: int, only_orders: int, only_customers: int) -> Component:
    """As a strip: both sides, orders only, customers only."""
    ordered = matched + only_orders
    told = [
        ("On both sides", matched, f"{values.share(matched, ordered)} of those who ordered"),
        ("Only in the orders", only_orders, "nothing is known of them"),
        ("Only among the customers", only_customers, "they have no order that counts"),
    ]
    strip = [
        html.Div([html.Div(label), html.B(f"{count:,}"), html.Span(note)], className="k-metric")
        for label, count, note in told
    ]
    return html.Div(strip, className="k-metrics")


def examples(title: str, ids: Sequence[str]) -> Component:
    listed: list[Any] = []
    for place, each in enumerate(ids):
        listed += [", "] if place else []
        listed.append(html.Code(each))
    return html.P([f"{title}: ", *listed], className="k-note")


def made(join: Join, here: Dataset, *, working: bool) -> Component:
    assert join.customers is not None, "it is joined"
    other = join.customers if here.id == join.orders.id else join.orders
    words = [html.B(dcc.Link(other.name, href=f"/datasets/{other.id}?tab=joined"))]
    acts = [fields.button("Part them", "outline-secondary", id=part(join.orders.id), type="button")] if working else []
    return html.Div([html.P(["Joined with ", *words, " by the customer's id"]), *acts], className="k-form-end")


def form(here: Dataset, candidates: Sequence[Dataset], *, again: bool) -> Component:
    kind = "orders" if here.kind == "customers" else "customers"
    if not candidates:
        empty = states.empty(
            "bi-link-45deg", f"No {kind} to join with", f"Bring a dataset of {kind} that has the same customer ids."
        )
        return html.Div([empty, html.Div(_form(kind, []), hidden=True)], className="card")
    options = [{"value": str(each.id), "label": each.name} for each in candidates]
    title = f"Join with other {kind}" if again else f"Join with {kind}"
    note = "Measures and what is known of the customers become one table with a row per customer"
    return blocks.card(title, _form(kind, options), note=note)


def _form(kind: str, options: list[dict[str, str]]) -> Component:
    parts = [
        fields.choice(OTHER, f"Dataset of {kind}", options, options[0]["value"] if options else ""),
        fields.button("Join them"),
    ]
    return dbc.Form(parts, id=FORM, prevent_default_on_submit=True, className="k-form")
