"""What a segment buys more than everyone: products, and groups of them, with lift and customers."""

from collections.abc import Mapping, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from core.explaining import FAVOURITES_RULE
from core.explaining.wording import share
from webapp.components import blocks
from webapp.components.segment.opened import Opened

TITLES = {"product": "Products", "product group": "Product groups"}
HEADS = (("Bought", ""), ("Customers", "k-end"), ("Of them", "k-end"), ("Everyone", "k-end"), ("Lift", "k-end"))


def cards(opened: Opened) -> list[Component]:
    """None where the run was not made from orders."""
    favourites = opened.profile.get("favourites") or {}
    made = [_card(opened, TITLES[role], found) for role, found in favourites.items()]
    if not made:
        return []
    return [
        blocks.section("Bought more than by everyone", FAVOURITES_RULE),
        html.Div(made, className="k-columns k-columns-even k-profiles"),
    ]


def _card(opened: Opened, title: str, found: Sequence[Mapping[str, Any]]) -> Component:
    if not found:
        nothing = html.P("Nothing that they buy more than everyone beyond chance.", className="k-note")
        return blocks.card(title, nothing)
    head = html.Thead(html.Tr([html.Th(words, scope="col", className=place) for words, place in HEADS]))
    caption = html.Caption(f"{title} that {opened.segment.name} buys more than everyone")
    made = html.Table([caption, head, html.Tbody([_row(one) for one in found])], className="k-table")
    return blocks.card(title, html.Div(made, className="k-scroll"), flush=True)


def _row(one: Mapping[str, Any]) -> Component:
    cells = [f"{one['customers']:,}", share(one["share"]), share(one["everyone"]), f"{one['lift']:.1f}"]
    careful = f"At least {one['careful']:.1f} when chance is taken off"
    ends = [html.Td(words, className="k-end") for words in cells[:-1]]
    return html.Tr([html.Th(one["name"], scope="row"), *ends, html.Td(cells[-1], className="k-end", title=careful)])
