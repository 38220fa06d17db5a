"""Forgetting: an admin erases a customer, and sees the receipts of what was erased.

forgetting.card(viewer)      in a layout, once, for an admin
forgetting.register(app)     once
"""

import secrets
from collections.abc import Sequence

import dash_bootstrap_components as dbc
from dash import ClientsideFunction, Dash, Input, Output, State, dcc, html
from dash.development.base_component import Component

from webapp import auth
from webapp.clock import now
from webapp.components import blocks, fields, messages, tray, values
from webapp.components.pressed import only_if_pressed
from webapp.components.times import stamp
from webapp.records import Erasure, Viewer
from webapp.services import erasing

GOES = (
    "Their rows go from every version of every dataset, from what was worked out of these, and from runs and their maps. "
    "Files that nobody has decided about yet are given up."
)
STAYS = (
    "Backups made before still hold them, and so does what was downloaded. Notes, personas and names are words of people: "
    "the receipt says where the id stands in them, and they are left to you."
)


class ids:  # noqa: N801
    form = "forgetting-form"
    who = "forgetting-who"
    ask = "forgetting-ask"
    asked = "forgetting-asked"
    keep = "forgetting-keep"
    erase = "forgetting-erase"
    receipts = "forgetting-receipts"
    key = "forgetting-key"


def card(viewer: Viewer) -> Component:
    parts = [
        fields.text(
            ids.who,
            "Id of the customer",
            hint="As it stands in the data",
            autocomplete="off",
            maxlength=erasing.MOST_ID,
        ),
        html.Div(
            fields.button("Erase a customer", "outline-danger", id=ids.ask, type="button"), className="k-form-end"
        ),
    ]
    parts.append(dcc.Store(id=ids.key, data=secrets.token_urlsafe(16)))
    receipts = html.Div(_receipts(viewer), id=ids.receipts)
    return blocks.card(
        "Forgetting",
        html.Div(parts, className="k-form"),
        receipts,
        _dialog(),
        note="Receipts say what went, and never who",
    )


def erase(clicks: object, who: object, key: object) -> tuple[str, list[Component], str]:
    only_if_pressed(clicks)
    viewer = auth.viewer()
    erasing.erase_customer(viewer, who, key=key)
    fields.clear([ids.who])
    tray.look_now()
    messages.say("The customer is being erased. The receipt stands on this page.")
    return "", _receipts(viewer), secrets.token_urlsafe(16)


def register(app: Dash) -> None:
    app.callback(
        Output(ids.who, "value"), Output(ids.receipts, "children"), Output(ids.key, "data"),
        Input(ids.erase, "n_clicks"), State(ids.who, "value"), State(ids.key, "data"), prevent_initial_call=True,
        on_error=fields.told_under([ids.who], lambda _: ids.who),
    )(erase)  # fmt: skip
    app.clientside_callback(
        ClientsideFunction("kindred", "ask"), Output(ids.asked, "is_open"),
        Input(ids.ask, "n_clicks"), Input(ids.keep, "n_clicks"), Input(ids.erase, "n_clicks"), prevent_initial_call=True,
    )  # fmt: skip


def _dialog() -> Component:
    end = [
        fields.button("Keep everything", "outline-secondary", id=ids.keep, type="button"),
        fields.button("Erase for good", "outline-danger", id=ids.erase, type="button"),
    ]
    parts = [
        dbc.ModalHeader(dbc.ModalTitle("Erase a customer", id="forgetting-title"), close_button=False),
        dbc.ModalBody(html.Div([html.P("This cannot be undone."), html.P(GOES), html.P(STAYS)], className="k-stack")),
        dbc.ModalFooter(end),
    ]
    return dbc.Modal(parts, id=ids.asked, is_open=False, labelledby="forgetting-title")


def _receipts(viewer: Viewer) -> list[Component]:
    found = erasing.receipts(viewer)
    if not found:
        return [html.P("Nothing was erased so far.", className="k-note")]
    return [html.Div([_row(one, viewer.person.zone) for one in found], className="k-rows")]


def _row(one: Erasure, zone: str) -> Component:
    icon = html.I(className="bi bi-eraser", **blocks.HIDDEN)
    if one.done is None:
        return blocks.row(icon, f"{one.kind.capitalize()} being erased", f"By {one.by}", stamp(one.made, zone, now()))
    return blocks.row(icon, f"{one.kind.capitalize()} erased", _told(one), stamp(one.done, zone, now()))


def _told(one: Erasure) -> list[object]:
    """By Mara Lind; 12 rows of 3 versions and 1 run. Look at /runs/4, where people wrote the id."""
    versions, runs = _many(one.facts.get("versions", 0)), _many(one.facts.get("runs", 0))
    rows = values.count(one.facts.get("rows", 0), "row")
    told = f"By {one.by}; {rows} of {values.count(versions, 'version')} and {values.count(runs, 'run')}."
    return [told, *_mentioned(one.facts.get("mentioned", []))]


def _mentioned(addresses: Sequence[str]) -> list[object]:
    links = [part for address in addresses for part in (" ", dcc.Link(address, href=address))]
    return [" Still written by people:", *links] if links else []


def _many(counted: int | list[int]) -> int:
    return counted if isinstance(counted, int) else len(counted)
