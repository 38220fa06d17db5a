"""Controls of the confirm step's form, each with a label that is tied to it."""

from collections.abc import Sequence
from typing import Any

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from webapp.components import fields
from webapp.components.bringing import answer
from webapp.services.deciding import WHOLE

WRITTEN = {"day": "Day first", "month": "Month first", ".": "Decimal point", ",": "Decimal comma"}


def select(
    column: int | str,
    about: str,
    label: str,
    options: Sequence[tuple[str, str]],
    value: str,
    hidden_label: bool = False,
) -> Component:
    place = answer(column, about)
    made = dbc.Select(id=place, options=[{"value": key, "label": words} for key, words in options], value=value)
    return html.Div(
        [html.Label(label, htmlFor=fields.dom_id(place), className="k-unseen" if hidden_label else "k-label"), made],
        className="k-field",
    )


def typed(about: str, label: str, value: str, hint: str) -> Component:
    place = answer(WHOLE, about)
    control = dbc.Input(id=place, value=value, type="text")
    return html.Div(
        [
            html.Label(label, htmlFor=fields.dom_id(place), className="k-label"),
            control,
            html.P(hint, className="k-hint"),
        ],
        className="k-field",
    )


def radios(column: int | str, about: str, label: str, options: Sequence[tuple[str, object]], value: Any) -> Component:
    made = dbc.RadioItems(
        [{"value": key, "label": words} for key, words in options],
        value=value,
        id=answer(column, about),
        className="k-radios",
        name=f"bring-{about}-{column}",
    )
    return _group(label, made)


def ticks(about: str, label: str, options: Sequence[str], value: Sequence[str]) -> Component:
    made = dbc.Checklist(
        [{"value": each, "label": each} for each in options],
        value=list(value),
        id=answer(WHOLE, about),
        className="k-radios",
    )
    return _group(label, made)


def _group(label: str, control: Component) -> Component:
    return html.Fieldset([html.Legend(label, className="k-label"), html.Div(control)], className="k-field")
