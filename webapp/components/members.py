"""The people of a team and those who are invited to it. Which button belongs to whom, the page says."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from dash import html
from dash.development.base_component import Component

from webapp.components.blocks import HIDDEN, card, row
from webapp.components.people import person
from webapp.components.times import date, stamp
from webapp.records import Invitation, Member, Viewer

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
