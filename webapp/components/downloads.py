"""Downloading a table with a row per customer, for those who may work with rows."""

from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from webapp.components import blocks, values

WHAT = {
    "customers": ("The table of customers", "A row per customer, with every measure"),
    "joined": ("The joined table", "A row per customer on both sides, measures first"),
    "rfm": ("Everybody's scores", "A row per customer: scores, code and segment"),
    "alone": ("Customers on one side only", "Their ids, and where each was found"),
}


def card(what: str, dataset_id: object, version: object, rows: int) -> Component:
    title, note = WHAT[what]
    links = [
        html.A(
            words, href=_address(what, dataset_id, version, form), className="btn btn-outline-secondary", download=""
        )
        for words, form in (("Download as CSV", "csv"), ("Download as Excel", "xlsx"))
    ]
    return blocks.card(title, html.Div(links, className="k-form-end"), note=f"{note}; {values.count(rows, 'row')}")


def _address(what: str, dataset_id: object, version: object, form: str) -> str:
    query = {} if version is None else {"version": version}
    return f"/downloads/datasets/{dataset_id}/{what}.{form}" + (f"?{urlencode(query)}" if query else "")
