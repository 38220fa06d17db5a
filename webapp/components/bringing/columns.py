"""A row per column of the file: its name, type and role, why, and what is missing or was not understood."""

from typing import Any

from dash import html
from dash.development.base_component import Component

from core.reading import ROLES, TYPES
from webapp.components import blocks, values
from webapp.components.bringing import controls
from webapp.components.bringing.found import Looked, asked_of

AT_ONCE = 60
MOST_ODD = 3
ROLES_SHOWN = [(role, role.capitalize()) for role in ROLES]
TYPES_SHOWN = [(type_, type_.capitalize()) for type_ in TYPES]


def columns(looked: Looked, rows_id: str, more: list[Component], look_again: Component) -> Component:
    head = html.Tr([html.Th(words, scope="col", className=name) for words, name in _HEADS])
    table = html.Table(
        [html.Caption("Columns"), html.Thead(head), html.Tbody(rows(looked, 0), id=rows_id)],
        className="k-table k-roles",
    )
    foot = html.Div(
        [look_again, html.P("Shows the rows and counts as your choices make them.", className="k-note")],
        className="k-card-foot",
    )
    parts = [table, html.Div(more, className="k-more"), foot]
    return blocks.card(
        "Columns",
        *parts,
        note="What each holds and what it is for. A guess that is wrong is put right here.",
        flush=True,
    )


def rows(looked: Looked, first: int) -> list[Component]:
    """The next of them, from a place on."""
    last = min(first + AT_ONCE, len(looked["columns"]))
    return [_row(looked, place) for place in range(first, last)]


def _row(looked: Looked, place: int) -> Component:
    column = looked["columns"][place]
    name = column["name"]
    return html.Tr(
        [
            html.Th(_about(column), scope="row"),
            html.Td(controls.select(place, "type", f"Type of {name}", TYPES_SHOWN, column["type"], hidden_label=True), className="k-roles-type"),
            html.Td([controls.select(place, "role", f"Role of {name}", ROLES_SHOWN, column["role"], hidden_label=True), *_written(looked, place)], className="k-roles-role"),
            html.Td(_missing(looked, column), className=f"k-roles-missing{'' if column['missing'] else ' k-none'}"),
        ]
    )  # fmt: skip


def _about(column: dict[str, Any]) -> list[Component]:
    other = (
        [html.Span(f"“{column['name_in_file']}” in the file")]
        if column["name_in_file"] not in (column["name"], "")
        else []
    )
    return [html.B(column["name"]), *other, html.Span(column["reason"]), *_odd(column)]


def _odd(column: dict[str, Any]) -> list[Component]:
    if not column["not_understood"]:
        return []
    shown = "; ".join(
        f"“{odd['value'][:40]}” {values.count(odd['count'], 'time')}, first in {odd['place']}"
        for odd in column["odd"][:MOST_ODD]
    )
    told = f"{values.count(column['not_understood'], 'value')} not understood{f': {shown}' if shown else ''}"
    return [html.Span([html.I(className="bi bi-exclamation-circle", **blocks.HIDDEN), told], className="k-warn")]


def _written(looked: Looked, place: int) -> list[Component]:
    """Where it matters how dates or numbers are written, and the file alone has settled it."""
    settled, name = looked["choices"]["columns"][place], looked["columns"][place]["name"]
    if asked_of(looked, name):
        return []
    for about, signs in (("date_order", ("day", "month")), ("decimal", (".", ","))):
        if settled[about]:
            options = [(sign, controls.WRITTEN[sign]) for sign in signs]
            return [
                controls.select(place, "written", f"How {name} is written", options, settled[about], hidden_label=True)
            ]
    return []


def _missing(looked: Looked, column: dict[str, Any]) -> str | list[Component]:
    if not column["missing"]:
        return values.MISSING
    return [
        html.Span(values.number_of(column["missing"])),
        html.Span(values.share(column["missing"], looked["rows"]), className="k-quiet"),
    ]


_HEADS = (("Column", ""), ("Type", "k-roles-type"), ("Role", "k-roles-role"), ("Missing", "k-roles-missing"))
