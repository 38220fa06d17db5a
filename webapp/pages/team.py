"""Team: who is in it and as what, who is invited, and what everybody did."""

import secrets
from collections.abc import Sequence
from typing import Any

import dash_bootstrap_components as dbc
from dash import ALL, Dash, Input, Output, Patch, State, dcc, html
from dash.development.base_component import Component
from flask import request

from webapp import auth
from webapp.clock import now
from webapp.components import activity as told
from webapp.components import blocks, fields, forgetting, members, messages
from webapp.components.people import role_options
from webapp.components.pressed import pressed
from webapp.components.times import lasts
from webapp.errors import NotFound
from webapp.records import Member, Viewer
from webapp.rights import Right, Role
from webapp.services import activity, invitations, resets, teams

PATH = "/team"
TITLE = "Team"
ICON = "bi-people"
A_PAGE = 20


class ids:  # noqa: N801
    people = "team-people"
    invite = "team-invite"
    invite_email = "team-invite-email"
    invite_role = "team-invite-role"
    invite_key = "team-invite-key"
    invite_link = "team-invite-link"
    invited = "team-invited"
    member = "team-member"
    member_name = "team-member-name"
    member_person = "team-member-person"
    member_version = "team-member-version"
    member_key = "team-member-key"
    member_role = "team-member-role"
    member_save = "team-member-save"
    member_reset = "team-member-reset"
    member_link = "team-member-link"
    member_remove = "team-member-remove"
    leave = "team-leave"
    gone = "team-gone"
    activity = "team-activity"
    activity_oldest = "team-activity-oldest"
    activity_more = "team-activity-more"

    @staticmethod
    def change(person_id: Any) -> dict[str, Any]:
        return {"part": "team-change", "person": person_id}

    @staticmethod
    def withdraw(invitation_id: Any) -> dict[str, Any]:
        return {"part": "team-withdraw", "invitation": invitation_id}


def layout(**_: Any) -> Component:
    viewer, people = auth.viewer(), teams.members(auth.viewer())
    facts = [viewer.team.name, "1 person" if len(people) == 1 else f"{len(people)} people"]
    table = blocks.card("People", html.Div(_people(viewer), id=ids.people), flush=True)
    if not viewer.may(Right.ADMINISTER):
        return html.Div([blocks.head(TITLE, facts), html.Div([table, _leave(viewer, people)], className="k-stack")])
    settings = dcc.Link("Team settings", href="/team/settings", className="btn btn-outline-secondary")
    side = html.Div(
        [_invite(), html.Div(_invited(viewer), id=ids.invited), forgetting.card(viewer)], className="k-stack k-side"
    )
    parts = [table, side, _activity(viewer), _leave(viewer, people)]
    columns = html.Div(parts, className="k-columns k-columns-side")
    return html.Div([blocks.head(TITLE, facts, [settings]), columns, _drawer()])


def invite(_submits: object, email: object, role: object, key: object) -> tuple[Any, ...]:
    viewer = auth.viewer()
    token = invitations.invite(viewer, email, role, key)
    fields.clear([ids.invite_email])
    return _link("invitation", token, lasts(invitations.LASTS)), _invited(viewer), "", _new_key()


def revoke(_clicks: object) -> Component | None:
    viewer = auth.viewer()
    revoked = invitations.revoke(viewer, pressed("invitation"))
    messages.say(f"The invitation of {revoked.email} is withdrawn.")
    return _invited(viewer)


def choose(_clicks: object) -> tuple[Any, ...]:
    member = _member(auth.viewer(), pressed("person"))
    name = member.person.name
    return True, name, member.person.id, member.version, _new_key(), member.role, None, f"Remove {name}"


def change_role(_clicks: object, person_id: object, role: object, version: object) -> tuple[Any, ...]:
    viewer = auth.viewer()
    member = teams.change_role(viewer, person_id, role, version)
    messages.say(f"{member.person.name} is {member.role} from now on.")
    return False, _people(viewer)


def remove(_clicks: object, person_id: object) -> tuple[Any, ...]:
    viewer = auth.viewer()
    removed = teams.remove(viewer, person_id)
    messages.say(f"{removed.person.name} is not in the team any more.")
    return False, _people(viewer)


def make_reset_link(_clicks: object, person_id: object, key: object) -> tuple[Any, ...]:
    token = resets.make_link(auth.viewer(), person_id, key)
    return _link("reset", token, lasts(resets.LASTS)), _new_key()


def leave(_clicks: object) -> str:
    viewer = auth.viewer()
    teams.remove(viewer, viewer.person.id)
    return "/sign-in"


def more_activity(_clicks: object, oldest: object) -> tuple[Any, ...]:
    viewer = auth.viewer()
    events = activity.log(viewer, A_PAGE, before=oldest)
    rows = Patch()
    rows.extend(told.rows(events, viewer.person.zone, now()))
    return rows, events[-1].id if events else oldest, len(events) < A_PAGE


def register(app: Dash) -> None:
    app.callback(
        Output(ids.invite_link, "children"), Output(ids.invited, "children"),
        Output(ids.invite_email, "value"), Output(ids.invite_key, "data"),
        Input(ids.invite, "n_submit"),
        State(ids.invite_email, "value"), State(ids.invite_role, "value"), State(ids.invite_key, "data"),
        prevent_initial_call=True, on_error=fields.told_under([ids.invite_email], lambda _: ids.invite_email),
    )(invite)  # fmt: skip
    app.callback(
        Output(ids.invited, "children", allow_duplicate=True),
        Input(ids.withdraw(ALL), "n_clicks"), prevent_initial_call=True,
    )(revoke)  # fmt: skip
    app.callback(
        Output(ids.member, "is_open"), Output(ids.member_name, "children"), Output(ids.member_person, "data"),
        Output(ids.member_version, "data"), Output(ids.member_key, "data"), Output(ids.member_role, "value"),
        Output(ids.member_link, "children"), Output(ids.member_remove, "children"),
        Input(ids.change(ALL), "n_clicks"), prevent_initial_call=True,
    )(choose)  # fmt: skip
    closed_and_redrawn = (
        Output(ids.member, "is_open", allow_duplicate=True), Output(ids.people, "children", allow_duplicate=True),
    )  # fmt: skip
    app.callback(
        *closed_and_redrawn, Input(ids.member_save, "n_clicks"),
        State(ids.member_person, "data"), State(ids.member_role, "value"), State(ids.member_version, "data"),
        prevent_initial_call=True,
    )(change_role)  # fmt: skip
    app.callback(
        *closed_and_redrawn, Input(ids.member_remove, "n_clicks"), State(ids.member_person, "data"),
        prevent_initial_call=True,
    )(remove)  # fmt: skip
    app.callback(
        Output(ids.member_link, "children", allow_duplicate=True), Output(ids.member_key, "data", allow_duplicate=True),
        Input(ids.member_reset, "n_clicks"), State(ids.member_person, "data"), State(ids.member_key, "data"),
        prevent_initial_call=True,
    )(make_reset_link)  # fmt: skip
    app.callback(Output(ids.gone, "href"), Input(ids.leave, "n_clicks"), prevent_initial_call=True)(leave)
    app.callback(
        Output(ids.activity, "children"), Output(ids.activity_oldest, "data"), Output(ids.activity_more, "hidden"),
        Input(ids.activity_more, "n_clicks"), State(ids.activity_oldest, "data"), prevent_initial_call=True,
    )(more_activity)  # fmt: skip


def _people(viewer: Viewer) -> Component:
    change = ids.change if viewer.may(Right.ADMINISTER) else None
    return members.table(viewer, teams.members(viewer), now(), change)


def _invited(viewer: Viewer) -> Component | None:
    return members.invited(invitations.open_in(viewer), viewer.person.zone, ids.withdraw)


def _invite() -> Component:
    form = dbc.Form(
        [
            fields.text(ids.invite_email, "E-mail address", inputmode="email", autocomplete="off"),
            fields.radios(ids.invite_role, "Role", role_options(), Role.EDITOR),
            html.Div(fields.button("Make an invitation"), className="k-form-end"),
            dcc.Store(id=ids.invite_key, data=_new_key()),
        ],
        id=ids.invite,
        prevent_default_on_submit=True,
        className="k-form",
    )
    note = "Kindred sends no mail: you get a link to hand on."
    link = html.Div(id=ids.invite_link, className="k-made", role="status")
    return blocks.card("Invite a colleague", form, link, note=note)


def _link(kind: str, token: str, how_long: str) -> list[Component]:
    address = f"{request.host_url}{kind}/{token}"
    label = "Link for a new password" if kind == "reset" else "Link of the invitation"
    hint = f"Copy it now, it is not shown again. It works once, for {how_long}."
    return [fields.link_to_copy(f"team-{kind}-url", label, address, hint)]


def _drawer() -> Component:
    """What an admin may change about one colleague, with what it means said beforehand."""
    role = [
        fields.radios(ids.member_role, "Role", role_options(), Role.VIEWER),
        fields.button("Change role", id=ids.member_save, type="button"),
    ]
    reset = [
        html.H3("New password"),
        html.P("Whoever opens the link chooses a new password and is signed out everywhere else.", className="k-note"),
        fields.button("Make a link", "outline-secondary", id=ids.member_reset, type="button"),
        html.Div(id=ids.member_link, role="status"),
    ]
    removal = [
        html.H3("Leaving the team"),
        html.P(
            "They are signed out of this team at once and see nothing of it any more. What they made stays. "
            "To come back they need a new invitation.",
            className="k-note",
        ),
        fields.button("Remove", "outline-danger", id=ids.member_remove, type="button"),
    ]
    stores = [dcc.Store(id=each) for each in (ids.member_person, ids.member_version, ids.member_key)]
    return html.Div(
        [
            *stores,
            dbc.Offcanvas(
                [html.H2(id=ids.member_name), *(html.Section(part) for part in (role, reset, removal))],
                id=ids.member,
                placement="end",
                labelledby=ids.member_name,
            ),
        ]
    )


def _leave(viewer: Viewer, people: Sequence[Member]) -> Component:
    return members.leaving(viewer, people, ids.leave, dcc.Location(id=ids.gone, refresh=True))


def _activity(viewer: Viewer) -> Component:
    events = activity.log(viewer, A_PAGE)
    more = html.Button(
        "Show more", id=ids.activity_more, className="btn btn-link", hidden=len(events) < A_PAGE, type="button"
    )
    rows = html.Div(told.rows(events, viewer.person.zone, now()), id=ids.activity, className="k-rows")
    oldest = dcc.Store(id=ids.activity_oldest, data=events[-1].id if events else 0)
    return blocks.card(
        "Activity", rows, html.Div(more, className="k-more"), oldest, note="Seen by admins only", flush=True
    )


def _member(viewer: Viewer, person_id: object) -> Member:
    for member in teams.members(viewer):
        if member.person.id == person_id:
            return member
    raise NotFound


def _new_key() -> str:
    return secrets.token_urlsafe(16)
