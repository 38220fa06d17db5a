"""What each segment is like: the middle of every measure against everyone, coloured by how far it is from them."""

from typing import Any

from dash import html
from dash.development.base_component import Component

from core.explaining import Meaning
from core.explaining.wording import share, written
from webapp.components import values
from webapp.components.marks import segment
from webapp.components.studio import ids
from webapp.figures.theme import heat
from webapp.services.studio import Shown, Swept

MOST_VALUES = 3


def card(swept: Swept, k: int) -> Component:
    return html.Section(content(swept, k), id=ids.profiles, className="card card-flush")


def content(swept: Swept, k: int) -> list[Component]:
    shown = swept.of(k)
    sample = f" of a fair sample of {swept.even:,}" if swept.even < swept.customers else ""
    note = f"Medians{sample}, and under them means. Colour: how far the mean is from everyone's, orange below and petrol above"
    head = html.Div(html.Div([html.H2("What each segment is like"), html.P(note)]), className="k-card-head")
    return [head, html.Div(_table(shown, swept), className="k-scroll")]


def _table(shown: Shown, swept: Swept) -> Component:
    heads = [html.Th(segment(number, name), scope="col") for number, name in enumerate(shown.names)]
    names = html.Tr([html.Th("Measure", scope="col"), *heads, html.Th("Everyone", scope="col")])
    rows = [row for meaning in swept.meanings for row in _rows(meaning, shown, swept.everyone)]
    caption = html.Caption("Median and mean of every measure in every segment")
    return html.Table([caption, html.Thead(names), html.Tbody(rows)], className="k-heat")


def _rows(meaning: Meaning, shown: Shown, everyone: Any) -> list[Component]:
    if meaning.name in everyone["numbers"]:
        cells = [_number(profile["numbers"].get(meaning.name), meaning) for profile in shown.profiles]
        return [
            html.Tr([html.Th(meaning.name, scope="row"), *cells, _number(everyone["numbers"][meaning.name], meaning)])
        ]
    parts = everyone["categories"].get(meaning.name, [])[:MOST_VALUES]
    return [_value(meaning.name, value, of_all, shown) for value, of_all in parts]


def _number(figures: list[float] | None, meaning: Meaning) -> Component:
    if figures is None:
        return html.Td(values.MISSING, title="Nobody here has a value")
    median, mean, difference = figures
    return html.Td(
        [written(median, meaning), html.Small(written(mean, meaning))], style={"backgroundColor": heat(difference, 2)}
    )


def _value(name: str, value: str, of_all: float, shown: Shown) -> Component:
    """One value of a category: the share of customers who have it."""
    shares = [dict(map(tuple, profile["categories"].get(name, []))).get(value, 0.0) for profile in shown.profiles]
    cells = [html.Td(share(each), style={"backgroundColor": heat(each - of_all, 0.5)}) for each in shares]
    return html.Tr([html.Th(f"{name}: {value}", scope="row"), *cells, html.Td(share(of_all))])
