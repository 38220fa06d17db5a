"""Me: my name, my zone, my password, and where I am signed in."""

from typing import Any

import dash_bootstrap_components as dbc
from dash import ALL, Dash, Input, Output, State, dcc, html, set_props
from dash.development.base_component import Component

from webapp import auth
from webapp.clock import now
from webapp.components import blocks, choices, fields, frame, messages
from webapp.components.pressed import pressed
from webapp.components.times import date, stamp
from webapp.records import SignedIn, Viewer
from webapp.services import me

PATH = "/me"
TITLE = "Your account"


class ids:  # noqa: N801
    details = "me-details"
    name = "me-name"
    zone = "me-zone"
    version = "me-version"
    password = "me-password"  # noqa: S105
    present = "me-password-present"
    new = "me-password-new"
    sessions = "me-sessions"
    end_others = "me-end-others"

    @staticmethod
    def end(session_id: Any) -> dict[str, Any]:
        return {"part": "me-end", "session": session_id}


def layout(**_: Any) -> Component:
    viewer = auth.viewer()
    forms = html.Div([_details(viewer), _password(viewer)], className="k-stack")
    return html.Div(
        [
            blocks.head(TITLE, [viewer.person.email]),
            html.Div([forms, html.Div(_sessions(viewer), id=ids.sessions)], className="k-columns k-columns-even"),
        ]
    )


def rename(_submits: object, name: object, zone: object, version: object) -> int:
    saved = me.change(auth.viewer(), name, zone, version)
    fields.clear([ids.name])
    set_props(frame.ids.person, {"children": saved.name})
    messages.say("Details saved")
    return saved.version


def change_password(_submits: object, present: object, new: object) -> tuple[str, str, Component]:
    viewer = auth.viewer()
    ended = me.change_password(viewer, present, new)
    fields.clear([ids.present, ids.new])
    messages.say(f"Password changed. {_ended(ended)}")
    return "", "", _sessions(viewer)


def end_session(_clicks: object) -> Component:
    viewer = auth.viewer()
    me.end_session(viewer, pressed("session"))
    messages.say("Signed out there")
    return _sessions(viewer)


def end_other_sessions(_clicks: object) -> Component:
    viewer = auth.viewer()
    messages.say(_ended(me.end_other_sessions(viewer)))
    return _sessions(viewer)


def register(app: Dash) -> None:
    app.callback(
        Output(ids.version, "data"),
        Input(ids.details, "n_submit"), State(ids.name, "value"), State(ids.zone, "value"), State(ids.version, "data"),
        prevent_initial_call=True, on_error=fields.told_under([ids.name], lambda _: ids.name),
    )(rename)  # fmt: skip
    app.callback(
        Output(ids.present, "value"), Output(ids.new, "value"), Output(ids.sessions, "children"),
        Input(ids.password, "n_submit"), State(ids.present, "value"), State(ids.new, "value"),
        prevent_initial_call=True, on_error=fields.told_under([ids.present, ids.new], _password_field),
    )(change_password)  # fmt: skip
    app.callback(
        Output(ids.sessions, "children", allow_duplicate=True),
        Input(ids.end(ALL), "n_clicks"), prevent_initial_call=True,
    )(end_session)  # fmt: skip
    app.callback(
        Output(ids.sessions, "children", allow_duplicate=True),
        Input(ids.end_others, "n_clicks"), prevent_initial_call=True,
    )(end_other_sessions)  # fmt: skip


def _details(viewer: Viewer) -> Component:
    zone = viewer.person.zone
    form = dbc.Form(
        [
            fields.text(ids.name, "Name", viewer.person.name, autocomplete="name"),
            fields.choice(ids.zone, "Time zone", choices.zones(zone), zone, "Dates and times are shown in it"),
            html.Div(fields.button("Save details"), className="k-form-end"),
            dcc.Store(id=ids.version, data=viewer.person.version),
        ],
        id=ids.details,
        prevent_default_on_submit=True,
        className="k-form",
    )
    return blocks.card("About you", form)


def _password(viewer: Viewer) -> Component:
    hint = f"{fields.PASSWORD_HINT} Other browsers are signed out."
    form = dbc.Form(
        [
            # For password managers, which want to know whose password it is.
            dbc.Input(value=viewer.person.email, autocomplete="username", readonly=True, className="d-none"),
            fields.password(ids.present, "Present password", "current-password"),
            fields.password(ids.new, "New password", "new-password", hint),
            html.Div(fields.button("Change password"), className="k-form-end"),
        ],
        id=ids.password,
        prevent_default_on_submit=True,
        className="k-form",
    )
    return blocks.card("Password", form)


def _password_field(sentence: str) -> str:
    return ids.present if sentence.startswith("The present password") else ids.new


def _sessions(viewer: Viewer) -> Component:
    sessions = me.signed_in(viewer)
    rows = html.Div([_session(each, viewer) for each in sessions], className="k-rows")
    end = fields.button("Sign out everywhere else", "outline-secondary", id=ids.end_others, type="button")
    others = len(sessions) > 1
    return blocks.card(
        "Where you are signed in", rows, html.Div(end, className="k-more", hidden=not others), flush=True
    )


def _session(session: SignedIn, viewer: Viewer) -> Component:
    zone, here = viewer.person.zone, session.id == viewer.session_id
    detail = [
        f"From {session.address}, since {date(session.since, zone)}, last seen ",
        stamp(session.last_seen, zone, now()),
    ]
    end: Component = (
        html.Span("This browser", className="k-chip k-chip-accent")
        if here
        else html.Button(
            "End",
            id=ids.end(session.id),
            className="btn btn-sm btn-outline-secondary",
            **{"aria-label": f"End the session of {session.browser}"},
        )
    )
    return blocks.row(html.I(className="bi bi-display", **blocks.HIDDEN), session.browser, detail, end)


def _ended(count: int) -> str:
    return "1 other session ended." if count == 1 else f"{count} other sessions ended."
