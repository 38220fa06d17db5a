"""What can be chosen about a picture: of which columns, split by which, how it is drawn."""

from collections.abc import Sequence
from typing import Any

import dash_bootstrap_components as dbc
from dash import dcc, html
from dash.development.base_component import Component

from webapp.components import fields

Option = tuple[str, str]  # in the address, for the reader


def choice(of: Any) -> dict[str, Any]:
    return {"part": "explore-choice", "of": of}


def row(*controls: Component) -> Component:
    return html.Div(list(controls), className="k-explore-choices", **{"data-keep-focus": ""})


def one(of: str, label: str, options: Sequence[Option], value: str) -> Component:
    listed = [{"value": key, "label": words} for key, words in options]
    return _field(of, label, dbc.Select(id=choice(of), options=listed, value=value))


def several(of: str, label: str, names: Sequence[str], chosen: Sequence[str]) -> Component:
    return _field(of, label, dcc.Dropdown(id=choice(of), options=list(names), value=list(chosen), multi=True))


def _field(of: str, label: str, control: Component) -> Component:
    return html.Div([html.Label(label, htmlFor=fields.dom_id(choice(of))), control], className="k-field")
