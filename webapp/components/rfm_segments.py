"""RFM at a glance: the segments with their customers and money, the map, and the limits between scores."""

from collections.abc import Mapping, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from webapp.components import blocks, figure, values
from webapp.components.figure import Behind
from webapp.figures import rfm

DIRECTIONS = {
    "recency": ("Recency", "fewer days score higher"),
    "frequency": ("Frequency", "more orders score higher"),
    "money": ("Money", "more money scores higher"),
}


def sentence(told: Mapping[str, Any], currency: str) -> str:
    """The segment with most money, in words that can be quoted."""
    best = max(told["shares"], key=lambda share: share["money"])
    return (
        f"{best['name']} are {values.percent(best['customers_share'])} of {values.count(told['customers'], 'customer')} and bring "
        f"{values.percent(best['money_share'])} of {values.money(told['money'], currency)}."
    )


def table(told: Mapping[str, Any], currency: str) -> Component:
    heads = ("Segment", "Customers", "Share", "Money", "Share", "Days", "Orders", "Per order")
    head = html.Tr([html.Th(words, scope="col", **({} if not at else _NUMBER)) for at, words in enumerate(heads)])
    body = [_row(share, currency) for share in told["shares"]]
    title = f"{len(told['shares'])} segments" if told["levels"] == 5 else f"{len(told['shares'])} groups"
    made = html.Table([html.Caption(title), html.Thead(head), html.Tbody(body)], className="k-table k-measures")
    scroll = html.Div(made, className="k-scroll", tabIndex="0", role="region", **{"aria-label": title})
    return blocks.card(
        title,
        scroll,
        note="Shares are of all customers and of all money; days since the last order and orders are means",
        flush=True,
    )


def map_of(told: Mapping[str, Any]) -> Component:
    levels, customers = told["levels"], told["customers"]
    rows = [
        (f"{cell['recency']}", f"{cell['frequency']}", cell["customers"], cell["money"], _met(cell))
        for cell in told["cells"]
    ]
    behind = Behind(("Recency score", "Frequency score", "Customers", "Money", "Segments"), rows)
    fullest = max(told["cells"], key=lambda cell: cell["customers"])
    says = (
        f"Most customers, {values.share(fullest['customers'], customers)}, have recency score {fullest['recency']} and "
        f"frequency score {fullest['frequency']}."
    )
    note = f"{values.count(customers, 'customer')} by score; each field names the segment that most in it belong to"
    return figure.framed(
        "Map of recency and frequency", note, rfm.figure(told["cells"], levels, customers), says, behind
    )


def parts_of(told: Mapping[str, Any]) -> Component:
    shares: Sequence[Mapping[str, Any]] = told["shares"]
    rows = [
        (share["name"], share["customers"], share["customers_share"], share["money"], share["money_share"])
        for share in shares
    ]
    behind = Behind(("Segment", "Customers", "Share of customers", "Money", "Share of money"), rows)
    says = "; ".join(
        f"{share['name']}: {values.percent(share['customers_share'])} of customers, {values.percent(share['money_share'])} of money"
        for share in shares
    )
    note = "Share of all customers in petrol, of all money in grey below it"
    return figure.framed("Customers and money by segment", note, rfm.shares(shares), says, behind)


def limits(told: Mapping[str, Any]) -> Component:
    """Each band as it is written: (30, 90] is more than 30, up to and with 90."""
    levels = told["levels"]
    head = html.Tr(
        [html.Th("Score", scope="col"), *(html.Th(score, scope="col", **_NUMBER) for score in range(1, levels + 1))]
    )
    body = [
        html.Tr(
            [
                html.Th([html.B(title), html.Span(direction, className="k-quiet")], scope="row"),
                *_bands(told["limits"][name], name),
            ]
        )
        for name, (title, direction) in DIRECTIONS.items()
    ]
    made = html.Table(
        [html.Caption("Limits between scores"), html.Thead(head), html.Tbody(body)], className="k-table k-measures"
    )
    note = "Each band has its right end in it, so equal values have equal scores"
    scroll = html.Div(
        made, className="k-scroll", tabIndex="0", role="region", **{"aria-label": "Limits between scores"}
    )
    return blocks.card("Limits between scores", scroll, note=note, flush=True)


def _row(share: Mapping[str, Any], currency: str) -> Component:
    days, orders = share["recency"], share["orders"]
    cells = [
        values.number_of(share["customers"]), values.percent(share["customers_share"]),
        values.money(share["money"], currency), values.percent(share["money_share"]),
        values.MISSING if days is None else f"{days:,.0f}", values.MISSING if orders is None else f"{orders:,.1f}",
        values.money(share["money_per_order"], currency),
    ]  # fmt: skip
    codes = ", ".join(str(code) for code in share["codes"])
    name = html.Th(html.B(share["name"], title=f"Codes {codes}"), scope="row")
    return html.Tr([name, *(html.Td(cell, **_NUMBER) for cell in cells)])


def _bands(ends: Sequence[float], name: str) -> list[Component]:
    written = [values.number(float(f"{end:.4g}")) for end in ends]
    bands = [f"to {written[0]}", *(f"to {end}" for end in written[1:]), f"above {written[-1]}"]
    return [html.Td(band, **_NUMBER) for band in (reversed(bands) if name == "recency" else bands)]


def _met(cell: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in cell["segments"]) or values.MISSING


_NUMBER = {"data-number": ""}
