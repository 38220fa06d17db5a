"""RFM of the customers of orders: named segments by recency, frequency and money, with the limits between their scores."""

import secrets
from typing import Any

import dash_bootstrap_components as dbc
from dash import Dash, Input, State, dcc, html
from dash.development.base_component import Component

from core.errors import BadInput
from core.measuring import Limits
from webapp import auth
from webapp.components import blocks, downloads, fields, going, messages, rfm_form, rfm_segments, tray, waiting
from webapp.components.pressed import only_if_pressed
from webapp.pages.dataset_tabs.opened import Opened
from webapp.records import Answer, Job, Viewer
from webapp.rights import Right
from webapp.services import datasets, door, measuring, runs

NAME = "rfm"
TITLE = "RFM"
RIGHT = Right.LOOK
KIND = "orders"


class ids:  # noqa: N801
    edit = "rfm-edit"
    form = "rfm-choices"
    keep = "rfm-keep"
    name = "rfm-name"
    key = "rfm-key"


def count(_opened: Opened) -> int | None:
    return None


def draw(opened: Opened) -> list[Component]:
    viewer, asked = opened.viewer, {"dataset": opened.dataset.id, "version": opened.shown.number}
    chosen = measuring.chosen(viewer, opened.dataset.id)
    found = waiting.place(NAME, _ask(viewer, asked), _drawing(viewer, asked), asked)
    form = rfm_form.card(chosen.levels, chosen.limits)
    forms = [html.Div(form, id=ids.form), _saving(viewer, asked)]
    beside = [html.Div(forms, className="k-side k-stack")] if viewer.may(Right.WORK) else []
    return [
        dcc.Store(id=ids.edit, data=chosen.edit),
        html.Div([found, *beside], className="k-columns k-columns-side" if beside else "k-stack"),
    ]


def look(_ticks: object, asked: object) -> tuple[Any, ...]:
    viewer, place = auth.viewer(), waiting.read(asked)
    return waiting.drawn(NAME, _ask(viewer, place), _drawing(viewer, place))


def try_again(clicks: object, asked: object) -> tuple[Any, ...]:
    only_if_pressed(clicks)
    viewer, place = auth.viewer(), waiting.read(asked)
    return waiting.drawn(NAME, _ask(viewer, place, again=True), _drawing(viewer, place))


def save(submits: object, levels: object, typed: dict[str, Any], asked: object, edit: object) -> tuple[Any, ...]:
    only_if_pressed(submits)
    viewer, place = auth.viewer(), waiting.read(asked)
    chosen = measuring.score(viewer, place.get("dataset"), levels, typed, edit)
    fields.clear(rfm_form.FIELDS)
    messages.say("The customers are scored so from now on.")
    return *waiting.drawn(NAME, _ask(viewer, place), _drawing(viewer, place)), chosen.edit


def save_as_run(submits: object, name: object, key: object, asked: object) -> None:
    """The groups as they are shown, with the limits between their scores."""
    only_if_pressed(submits)
    viewer, place = auth.viewer(), waiting.read(asked)
    answer = _ask(viewer, place)
    if isinstance(answer, Job):
        raise BadInput("The segments are being worked out. Wait until they are there, then save them.")
    limits = Limits.from_json(answer.facts["limits"])
    run = runs.save_rfm(viewer, place.get("dataset"), place.get("version"), limits, name, key=key)
    messages.say(f"{run.name} is saved.")
    tray.look_now()
    going.to(f"/runs/{run.id}")


def register(app: Dash) -> None:
    waiting.tie(app, NAME, look, try_again)
    app.callback(
        Input(ids.keep, "n_submit"), State(ids.name, "value"), State(ids.key, "data"), State(waiting.ids.asked(NAME), "data"),
        prevent_initial_call=True, on_error=fields.told_under([ids.name], lambda _: ids.name),
    )(save_as_run)  # fmt: skip
    app.callback(
        *waiting.outputs(NAME, [(ids.edit, "data")], again=True),
        inputs={
            "submits": Input(rfm_form.FORM, "n_submit"), "levels": State(rfm_form.LEVELS, "value"),
            "typed": rfm_form.typed(), "asked": State(waiting.ids.asked(NAME), "data"), "edit": State(ids.edit, "data"),
        },
        prevent_initial_call=True,
        on_error=fields.told_under(rfm_form.FIELDS, rfm_form.field_of),
    )(save)  # fmt: skip


def _ask(viewer: Viewer, place: dict[str, Any], *, again: bool = False) -> Answer | Job:
    return measuring.rfm(viewer, place.get("dataset"), place.get("version"), again=again)


def _drawing(viewer: Viewer, place: dict[str, Any]) -> waiting.Draw:
    return lambda answer: _drawn(viewer, place, answer)


def _drawn(viewer: Viewer, place: dict[str, Any], answer: Answer) -> list[Component]:
    told = answer.facts
    currency = told["currency"] or viewer.team.settings.currency
    rows = [downloads.card("rfm", place.get("dataset"), place.get("version"), told["customers"])]
    return [
        html.P(rfm_segments.sentence(told, currency), className="k-told"),
        rfm_segments.map_of(told),
        rfm_segments.parts_of(told),
        rfm_segments.table(told, currency),
        rfm_segments.limits(told),
        *(rows if viewer.may(Right.WORK) else []),
    ]


def _saving(viewer: Viewer, place: dict[str, Any]) -> Component:
    called = datasets.find(viewer, place["dataset"]).name
    form = dbc.Form(
        [
            dcc.Store(id=ids.key, data=secrets.token_urlsafe(16)),
            fields.text(ids.name, "Name of the run", f"{called}, RFM"[: door.MOST_NAME], maxlength=door.MOST_NAME),
            fields.button("Save as run", "outline-secondary"),
        ],
        id=ids.keep, prevent_default_on_submit=True, className="k-form",
    )  # fmt: skip
    note = "In the history of the team, with these limits, to be named, noted on and compared"
    return blocks.card("Keep these segments", form, note=note)
