"""How many customers each segment has, and how much of the money."""

from dash import dcc, html
from dash.development.base_component import Component

from webapp.components import values
from webapp.components.marks import segment, share_bar
from webapp.components.run.opened import Shown
from webapp.records import Segment


def card(shown: Shown) -> Component:
    money = shown.money is not None and shown.everyone["money"]
    note = "Full colour: customers. Paler: money" if money else "Of all customers with a segment"
    rows = [_row(shown, one, bool(money)) for one in shown.segments]
    head = html.Div(
        html.Div([html.H2("Share of customers, and of money" if money else "Share of customers"), html.P(note)]),
        className="k-card-head",
    )
    heads = [
        html.Th("Segment", scope="col"),
        html.Th("Customers", scope="col", className="k-end"),
        html.Th(html.Span("Bars", className="k-unseen"), scope="col"),
        html.Th("Share", scope="col", className="k-end"),
    ]
    table = html.Table(
        [html.Caption("Customers of each segment"), html.Thead(html.Tr(heads)), html.Tbody([*rows, _all(shown)])],
        className="k-table k-sizes",
    )
    return html.Section([head, html.Div(table, className="k-scroll")], className="card card-flush")


def _row(shown: Shown, one: Segment, money: bool) -> Component:
    largest = max(segment.customers for segment in shown.segments) or 1
    placed = shown.facts["placed"] or 1
    share = one.profile["money_share"] if money else None
    bars = [share_bar(one.customers / largest, one.colour)]
    shares = [values.share(one.customers, placed)]
    if share is not None:
        bars.append(html.Div(share_bar(min(share * placed / largest, 1.0), one.colour), className="k-paler"))
        shares.append(html.Small(f"{share:.0%}".replace("%", f"{values.THIN}%"), className="k-quiet"))
    name = dcc.Link(segment(one.number, one.name, one.colour), href=f"/runs/{one.run_id}/segments/{one.number}")
    return html.Tr(
        [
            html.Th(name, scope="row"),
            html.Td(f"{one.customers:,}", className="k-end"),
            html.Td(html.Div(bars, className="k-bars"), className="k-bar-cell"),
            html.Td([html.Div(each) for each in shares], className="k-end"),
        ]
    )


def _all(shown: Shown) -> Component:
    placed = shown.facts["placed"]
    cells = [
        html.Td(f"{placed:,}", className="k-end"),
        html.Td(),
        html.Td(values.share(placed, placed), className="k-end"),
    ]
    return html.Tr([html.Th("All", scope="row"), *cells], className="k-sum")
