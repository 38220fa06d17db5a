"""The people of a team and those who are invited to it. Which button belongs to whom, the page says."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from dash import html
from dash.development.base_component import Component

from webapp.components.blocks import HIDDEN, card, row
from webapp.components.fields import button
from webapp.components.people import person
from webapp.components.times import date, stamp
from webapp.records import Invitation, Member, Viewer
from webapp.rights import Role

ONLY_ADMIN = "You are the only admin of this team. Make somebody else an admin before you leave."
LEAVING = (
    "You are signed out of this team and see nothing of it any more. What you made stays. "
    "To come back you need a new invitation."
)

ButtonId = Callable[[int], dict[str, Any]]


def table(viewer: Viewer, members: Sequence[Member], now: datetime, change: ButtonId | None) -> Component:
    """With a button for each colleague, where the viewer may change something about them."""
    heads = [
        "Person",
        "Role",
        html.Th("In the team since", className="k-wide"),
        html.Th("Last here", className="k-wide"),
    ]
    if change is not None:
        heads.append(html.Th(html.Span("Change", className="visually-hidden")))
    return html.Table(
        [
            html.Caption(f"People in {viewer.team.name}"),
            html.Thead(html.Tr([head if isinstance(head, Component) else html.Th(head) for head in heads])),
            html.Tbody([_row(viewer, member, now, change) for member in members]),
        ],
        className="k-table",
    )


def invited(invitations: Sequence[Invitation], zone: str, withdraw: ButtonId) -> Component | None:
    """A card of who has not come yet; nothing while nobody is waited for."""
    if not invitations:
        return None
    rows = html.Div(
        [
            row(
                html.I(className="bi bi-envelope", **HIDDEN),
                each.email,
                f"As {each.role}, by {each.by}, until {date(each.expires, zone)}",
                html.Button(
                    "Withdraw",
                    id=withdraw(each.id),
                    className="btn btn-sm btn-outline-secondary",
                    **{"aria-label": f"Withdraw the invitation of {each.email}"},
                ),
            )
            for each in invitations
        ],
        className="k-rows",
    )
    return card("Open invitations", rows, flush=True)


def leaving(viewer: Viewer, members: Sequence[Member], leave: str, gone: Component) -> Component:
    """What it means to leave, folded away until somebody asks; the only admin is told why not."""
    admins = [member for member in members if member.role is Role.ADMIN]
    if viewer.role is Role.ADMIN and len(admins) == 1:
        words = [html.P(ONLY_ADMIN, className="k-note")]
    else:
        words = [
            html.P(LEAVING, className="k-note"),
            button(f"Leave {viewer.team.name}", "outline-danger", id=leave, type="button"),
        ]
    folded = html.Details([html.Summary("Leave this team"), *words, gone], className="k-disclosure")
    return html.Section(folded, className="card")


def _row(viewer: Viewer, member: Member, now: datetime, change: ButtonId | None) -> Component:
    zone, you = viewer.person.zone, member.person.id == viewer.person.id
    seen = stamp(member.last_seen, zone, now) if member.last_seen else html.Span("·", title="Not signed in at present")
    cells = [
        html.Th(person(member.person, you), scope="row"),
        html.Td(member.role.capitalize()),
        html.Td(date(member.since, zone), className="k-number k-wide"),
        html.Td(seen, className="k-number k-wide"),
    ]
    if change is not None:
        cells.append(html.Td(None if you else _change(member, change), className="k-end"))
    return html.Tr(cells)


def _change(member: Member, change: ButtonId) -> Component:
    return html.Button(
        "Change",
        id=change(member.person.id),
        className="btn btn-sm btn-outline-secondary",
        **{"aria-label": f"Change {member.person.name}"},
    )
