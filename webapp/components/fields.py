"""Fields of a form: a label, the control, a hint, and the place where a problem with it is told.

The places are tied to their controls for assistive technology in assets/clientside.js.
"""

import json
from collections.abc import Callable, Sequence
from typing import Any

import dash_bootstrap_components as dbc
from dash import html, set_props
from dash.development.base_component import Component

from core.errors import BadInput
from core.planning import WrongField
from webapp.components import messages
from webapp.services import door

PASSWORD_HINT = f"At least {door.LEAST_PASSWORD} characters; a few words in a row do well."


def text(field: str, label: str, value: str = "", hint: str = "", **props: Any) -> Component:
    return _field(field, label, dbc.Input(id=field, value=value, **props), hint)


def number(field: str, label: str, value: int, hint: str = "") -> Component:
    return _field(field, label, dbc.Input(id=field, value=value, type="number", step=1, inputmode="numeric"), hint)


def choice(field: str, label: str, options: Sequence[dict[str, str]], value: str, hint: str = "") -> Component:
    return _field(field, label, dbc.Select(id=field, options=list(options), value=value), hint)


def lines(field: str, label: str, value: str = "", hint: str = "") -> Component:
    return _field(field, label, dbc.Textarea(id=field, value=value, rows=3), hint)


def password(field: str, label: str, autocomplete: str, hint: str = "") -> Component:
    """With a button to look at what was typed; early.js knows what it does."""
    control = html.Div(
        [
            dbc.Input(id=field, type="password", value="", autocomplete=autocomplete),
            html.Button(
                html.I(className="bi bi-eye", **{"aria-hidden": "true"}),
                type="button",
                className="k-icon",
                **{"data-reveal": field, "aria-label": f"Show {label.lower()}", "aria-pressed": "false"},
            ),
        ],
        className="k-reveal",
    )
    return _field(field, label, control, hint)


def radios(field: str, label: str, options: Sequence[dict[str, Any]], value: str) -> Component:
    name = html.Div(label, id=f"{field}-label", className="k-label")
    control = dbc.RadioItems(list(options), value=value, id=field, name=field, className="k-radios")
    return html.Div([name, html.Div(control, role="radiogroup", **{"aria-labelledby": f"{field}-label"})])


def checks(field: str, label: str, options: Sequence[dict[str, Any]], chosen: Sequence[Any]) -> Component:
    """Any number of these."""
    name = html.Div(label, id=f"{field}-label", className="k-label")
    control = dbc.Checklist(list(options), value=list(chosen), id=field, className="k-radios k-checks")
    group = html.Div(control, role="group", **{"aria-labelledby": f"{field}-label"})
    return html.Div([name, group, _problem(field)], className="k-field")


def link_to_copy(field: str, label: str, address: str, hint: str) -> Component:
    """A link that is shown this once, with a button that copies it."""
    control = html.Div(
        [
            dbc.Input(id=field, value=address, readonly=True),
            html.Button("Copy link", type="button", className="btn btn-outline-secondary", **{"data-copy": field}),
        ],
        className="k-with-button",
    )
    return _field(field, label, control, hint)


def button(label: str, kind: str = "primary", **props: Any) -> Component:
    return html.Button(label, className=f"btn btn-{kind}", **{"type": "submit", **props})


def dom_id(place: dict[str, Any]) -> str:
    """How Dash writes an id of parts into the page, for the label of what has such an id."""
    return json.dumps(place, sort_keys=True, separators=(",", ":"))


def told_under(fields: Sequence[str], which: Callable[[str], str]) -> Callable[[Exception], None]:
    """For a callback's on_error: bad input is told under the field that `which` finds from the sentence.

    A problem that knows its fields tells every fault under its own; `which` is asked for the field of a name then.
    """

    def tell(error: Exception) -> None:
        if not isinstance(error, BadInput):
            messages.tell(error)
            return
        told = _by_field(error, which)
        for field in fields:
            set_props(_error_id(field), {"children": told.get(field, "")})

    return tell


def _by_field(error: BadInput, which: Callable[[str], str]) -> dict[str, str]:
    if isinstance(error, WrongField):
        return {which(fault.field): fault.sentence for fault in reversed(error.faults)}
    return {which(error.sentence): error.sentence}


def clear(fields: Sequence[str]) -> None:
    """What was wrong is right now."""
    for field in fields:
        set_props(_error_id(field), {"children": ""})


def _field(field: str, label: str, control: Component, hint: str) -> Component:
    hints = [html.P(hint, id=f"{field}-hint", className="k-hint", **{"data-describes": field})] if hint else []
    return html.Div([html.Label(label, htmlFor=field), control, _problem(field), *hints], className="k-field")


def _problem(field: str) -> Component:
    return html.P("", id=_error_id(field), className="k-field-error", role="alert", **{"data-describes": field})


def _error_id(field: str) -> str:
    return f"{field}-error"
