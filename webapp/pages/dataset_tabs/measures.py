"""Measures of the customers of orders: how lines became customers, what each measure comes to, and how they are made."""

from typing import Any

from dash import ALL, Dash, Input, State, dcc, html
from dash.development.base_component import Component

from webapp import auth
from webapp.components import downloads, fields, funnel, measures_form, measures_table, messages, values, waiting
from webapp.components.pressed import only_if_pressed, pressed
from webapp.pages.dataset_tabs.opened import Opened
from webapp.records import Answer, Job, Viewer
from webapp.rights import Right
from webapp.services import measuring
from webapp.services.measuring import Chosen

NAME = "measures"
TITLE = "Measures"
RIGHT = Right.LOOK
KIND = "orders"


class ids:  # noqa: N801
    edit = "measures-edit"


def count(_opened: Opened) -> int | None:
    return None


def draw(opened: Opened) -> list[Component]:
    viewer, asked = opened.viewer, {"dataset": opened.dataset.id, "version": opened.shown.number}
    chosen = measuring.chosen(viewer, opened.dataset.id)
    found = waiting.place(NAME, _ask(viewer, asked), _drawing(viewer, asked), asked)
    form = [html.Div(measures_form.card(chosen.measuring), className="k-side")] if viewer.may(Right.WORK) else []
    return [
        dcc.Store(id=ids.edit, data=chosen.edit),
        html.Div([found, *form], className="k-columns k-columns-side" if form else "k-stack"),
    ]


def look(_ticks: object, asked: object) -> tuple[Any, ...]:
    viewer, place = auth.viewer(), waiting.read(asked)
    return waiting.drawn(NAME, _ask(viewer, place), _drawing(viewer, place))


def try_again(clicks: object, asked: object) -> tuple[Any, ...]:
    only_if_pressed(clicks)
    viewer, place = auth.viewer(), waiting.read(asked)
    return waiting.drawn(NAME, _ask(viewer, place, again=True), _drawing(viewer, place))


def switch(_clicks: object, asked: object, edit: object) -> tuple[Any, ...]:
    viewer, place = auth.viewer(), waiting.read(asked)
    return _anew(viewer, place, measuring.switch(viewer, place.get("dataset"), pressed("of"), edit))


def save(submits: object, typed: dict[str, Any], asked: object, edit: object) -> tuple[Any, ...]:
    only_if_pressed(submits)
    viewer, place = auth.viewer(), waiting.read(asked)
    chosen = measuring.change(viewer, place.get("dataset"), typed, edit)
    fields.clear(measures_form.FIELDS)
    messages.say("The measures are made so from now on.")
    return _anew(viewer, place, chosen)


def register(app: Dash) -> None:
    waiting.tie(app, NAME, look, try_again)
    changed = waiting.outputs(NAME, [(ids.edit, "data")], again=True)
    seen = {"asked": State(waiting.ids.asked(NAME), "data"), "edit": State(ids.edit, "data")}
    app.callback(*changed, Input(funnel.switch(ALL), "n_clicks"), *seen.values(), prevent_initial_call=True)(switch)
    app.callback(
        *changed,
        inputs={"submits": Input(measures_form.FORM, "n_submit"), "typed": measures_form.typed(), **seen},
        prevent_initial_call=True,
        on_error=fields.told_under(measures_form.FIELDS, measures_form.field_of),
    )(save)


def _ask(viewer: Viewer, place: dict[str, Any], *, again: bool = False) -> Answer | Job:
    return measuring.figures(viewer, place.get("dataset"), place.get("version"), again=again)


def _anew(viewer: Viewer, place: dict[str, Any], chosen: Chosen) -> tuple[Any, ...]:
    return *waiting.drawn(NAME, _ask(viewer, place), _drawing(viewer, place)), chosen.edit


def _drawing(viewer: Viewer, place: dict[str, Any]) -> waiting.Draw:
    return lambda answer: _drawn(viewer, place, answer)


def _drawn(viewer: Viewer, place: dict[str, Any], answer: Answer) -> list[Component]:
    told = answer.facts["table"]
    currency = told["measuring"]["currency"] or viewer.team.settings.currency
    working = viewer.may(Right.WORK)
    return [
        html.P(_sentence(told, currency), className="k-told"),
        funnel.card(told["funnel"], told["measuring"]["rules"], told["orders"], switchable=working),
        *measures_table.cards(told["columns"], answer.facts["figures"], currency),
        *(
            [downloads.card("customers", place.get("dataset"), place.get("version"), told["customers"])]
            if working
            else []
        ),
    ]


def _sentence(told: dict[str, Any], currency: str) -> str:
    """What was found, in words that can be quoted."""
    since = values.date(told["measuring"]["reference"])
    parts = [f"{values.count(told['customers'], 'customer')} placed {values.count(told['orders'], 'order')}"]
    if told["money"] is not None:
        parts[0] += f" worth {values.money(told['money'], currency)}"
    parts[0] += f", counted back from {since}."
    if told["returned_everything"]:
        parts.append(
            f"{values.count(told['returned_everything'], 'customer')} returned everything they bought and are marked; "
            f"{values.number_of(told['only_returns'])} only returned, and are not among them."
        )
    return " ".join(parts)
