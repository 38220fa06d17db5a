"""The dialog with which a run or a segment is shared with people who have no account.

sharing.button()                    where the page's actions are
sharing.dialog(viewer, run_id, 3)   in its layout, once; without a number for the whole run
sharing.register(app)               once
"""

import secrets
from typing import Any

import dash_bootstrap_components as dbc
from dash import ALL, ClientsideFunction, Dash, Input, Output, State, dcc, html
from dash.development.base_component import Component
from flask import request

from core.errors import BadInput
from webapp import auth
from webapp.clock import now
from webapp.components import blocks, fields, messages, values
from webapp.components.pressed import only_if_pressed, pressed
from webapp.components.times import date, stamp
from webapp.records import Share, Viewer
from webapp.rights import Right
from webapp.services import door, sharing

SHOWN = (
    "Whoever has the link sees names and sizes of segments, what sets them apart and their profile. "
    "Customers, notes, strategies and people of the team are not shown."
)


class ids:  # noqa: N801
    ask = "sharing-ask"
    asked = "sharing-asked"
    close = "sharing-close"
    about = "sharing-about"
    form = "sharing-form"
    days = "sharing-days"
    word = "sharing-password"
    rows = "sharing-rows"
    key = "sharing-key"
    made = "sharing-made"
    links = "sharing-links"

    @staticmethod
    def revoke(share_id: Any) -> dict[str, Any]:
        return {"part": "sharing-revoke", "share": share_id}


def button() -> Component:
    return fields.button("Share…", "outline-secondary", id=ids.ask, type="button")


def dialog(viewer: Viewer, run_id: int, segment: int | None = None) -> Component:
    """Nothing for who may not share."""
    if not viewer.may(Right.WORK):
        return html.Div()
    body = [
        html.P(SHOWN, className="k-note"),
        _form(viewer),
        html.Div(id=ids.made, className="k-made", role="status"),
        html.Div(_links(viewer, run_id, segment), id=ids.links),
    ]
    parts = [
        dbc.ModalHeader(dbc.ModalTitle("Share outside the team", id="sharing-title"), close_button=False),
        dbc.ModalBody(html.Div(body, className="k-stack")),
        dbc.ModalFooter(fields.button("Close", "outline-secondary", id=ids.close, type="button")),
    ]
    about = dcc.Store(id=ids.about, data={"run": run_id, "segment": segment})
    return html.Div([about, dbc.Modal(parts, id=ids.asked, is_open=False, labelledby="sharing-title")])


def make(submits: object, days: object, password: object, rows: object, key: object, about: object) -> tuple[Any, ...]:
    only_if_pressed(submits)
    viewer, (run_id, segment) = auth.viewer(), _about(about)
    lasts = auth.number(str(days))
    token = sharing.share(viewer, run_id, segment, days=lasts, password=password, rows=rows is True, key=key)
    fields.clear([ids.word])
    return _link(token), _links(viewer, run_id, segment), "", secrets.token_urlsafe(16)


def revoke(_clicks: object, about: object) -> Component:
    viewer = auth.viewer()
    sharing.revoke(viewer, pressed("share"))
    messages.say("The link is revoked. It opens nothing any more.")
    return _links(viewer, *_about(about))


def register(app: Dash) -> None:
    app.callback(
        Output(ids.made, "children"), Output(ids.links, "children"), Output(ids.word, "value"), Output(ids.key, "data"),
        Input(ids.form, "n_submit"), State(ids.days, "value"), State(ids.word, "value"), State(ids.rows, "value"),
        State(ids.key, "data"), State(ids.about, "data"),
        prevent_initial_call=True, on_error=fields.told_under([ids.word], lambda _: ids.word),
    )(make)  # fmt: skip
    app.callback(
        Output(ids.links, "children", allow_duplicate=True),
        Input(ids.revoke(ALL), "n_clicks"), State(ids.about, "data"), prevent_initial_call=True,
    )(revoke)  # fmt: skip
    app.clientside_callback(
        ClientsideFunction("kindred", "ask"), Output(ids.asked, "is_open"),
        Input(ids.ask, "n_clicks"), Input(ids.close, "n_clicks"), prevent_initial_call=True,
    )  # fmt: skip


def _form(viewer: Viewer) -> Component:
    lasting = [{"label": values.count(days, "day"), "value": str(days)} for days in sharing.DAYS]
    rows = dbc.Checkbox(id=ids.rows, label="Customers may be downloaded", value=False)
    parts = [
        fields.choice(ids.days, "It opens for", lasting, str(sharing.USUAL_DAYS)),
        fields.password(ids.word, "Password", "new-password", "Only if you want one. Tell it apart from the link."),
        rows if viewer.may(Right.ADMINISTER) else html.Div(rows, hidden=True),
        html.Div(fields.button("Make a link"), className="k-form-end"),
        dcc.Store(id=ids.key, data=secrets.token_urlsafe(16)),
    ]
    return dbc.Form(parts, id=ids.form, prevent_default_on_submit=True, className="k-form")


def _link(token: str) -> list[Component]:
    hint = "Copy it now, it is not shown again."
    return [fields.link_to_copy("sharing-url", "Link", f"{request.host_url}s/{token}", hint)]


def _links(viewer: Viewer, run_id: object, segment: object) -> Component:
    found = sharing.of(viewer, run_id, segment)
    if not found:
        return html.P("Nobody outside sees it at present.", className="k-note")
    return html.Div([_row(one, viewer.person.zone) for one in found], className="k-rows")


def _row(one: Share, zone: str) -> Component:
    what = ["with customers"] if one.rows else []
    what += ["with a password"] if one.password_hash else []
    title = f"Until {date(one.expires, zone)}" + (f", {' and '.join(what)}" if what else "")
    opened = [", last ", stamp(one.opened, zone, now())] if one.opened else []
    detail = [f"By {one.by}; opened {values.count(one.openings, 'time')}", *opened]
    press = html.Button(
        "Revoke", id=ids.revoke(one.id), type="button", className="btn btn-outline-secondary",
        **{"aria-label": f"Revoke the link of {one.by} until {date(one.expires, zone)}"},
    )  # fmt: skip
    return blocks.row(html.I(className="bi bi-link-45deg", **blocks.HIDDEN), title, detail, press)


def _about(about: object) -> tuple[object, object]:
    if not isinstance(about, dict):
        raise BadInput(door.OUT_OF_DATE)
    return about.get("run"), about.get("segment")
