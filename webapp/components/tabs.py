"""Views of one page, each with an address of its own."""

from collections.abc import Sequence

from dash import dcc, html
from dash.development.base_component import Component

from webapp.components import values

Tab = tuple[str, int | None, str, bool]  # name, how many, address, whether it is shown


def tabs(label: str, views: Sequence[Tab]) -> Component:
    return html.Nav([_tab(*view) for view in views], className="k-tabs", **{"aria-label": label})


def _tab(name: str, many: int | None, address: str, shown: bool) -> Component:
    counted = [] if many is None else [" ", html.Span(values.number_of(many))]
    # dcc.Link takes no aria attributes: which one is shown is said in words, and drawn by the wrapper.
    said = [html.Span(" (shown)", className="k-unseen")] if shown else []
    return html.Span(dcc.Link([name, *counted, *said], href=address), **({"data-shown": ""} if shown else {}))
