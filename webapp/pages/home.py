"""Home: what changed since the last visit, and where to start."""

from typing import Any

from dash import Dash, dcc, html
from dash.development.base_component import Component

from webapp import auth
from webapp.clock import now
from webapp.components import activity as told
from webapp.components import blocks, states
from webapp.components.times import moment, today
from webapp.records import Event, Viewer
from webapp.rights import Right
from webapp.services import activity, teams

PATH = "/"
TITLE = "Home"
ICON = "bi-house"
MOST = 8


def layout(**_: Any) -> Component:
    viewer = auth.viewer()
    people = len(teams.members(viewer))
    facts = [today(now(), viewer.person.zone), "1 person" if people == 1 else f"{people} people"]
    return html.Div(
        [
            blocks.head(viewer.team.name, facts),
            html.Div([_alone(viewer) if people == 1 else _news(viewer), _start(viewer)], className="k-columns"),
        ]
    )


def register(_app: Dash) -> None:
    """Nothing here calls back."""


def _news(viewer: Viewer) -> Component:
    """What is new since the last visit; when nothing is, what came before it."""
    last, events = activity.last_visit(viewer), activity.news(viewer, MOST)
    new = [event for event in events if last is None or event.at > last]
    if last is None:
        return _events(viewer, "What happened so far", "", new)
    since = moment(last, viewer.person.zone, now())
    if new:
        return _events(viewer, "Since your last visit", since, new)
    return _events(viewer, "Nothing new since your last visit", f"{since}. Before that:", events)


def _events(viewer: Viewer, title: str, note: str, events: list[Event]) -> Component:
    rows = html.Div(told.rows(events, viewer.person.zone, now()), className="k-rows")
    return blocks.card(title, rows, note=note, flush=True)


def _alone(viewer: Viewer) -> Component:
    """The first person of a team has nobody to read about yet."""
    if not viewer.may(Right.ADMINISTER):
        return html.Section(
            states.empty("bi-people", "Only you so far", "An admin of this team can invite colleagues."),
            className="card",
        )
    invite = dcc.Link("Invite a colleague", href="/team", className="btn btn-primary")
    text = "Segments are worth more when others trust them too. Invite somebody, and what they do shows here."
    return html.Section(states.empty("bi-people", "Only you so far", text, invite), className="card")


def _start(viewer: Viewer) -> Component:
    rows = [blocks.link_row("bi-person-circle", "Look after your account", "/me")]
    if viewer.may(Right.ADMINISTER):
        rows = [
            blocks.link_row("bi-person-plus", "Invite a colleague", "/team"),
            blocks.link_row("bi-sliders", "Change the settings of the team", "/team/settings"),
            *rows,
        ]
    return blocks.card("Start something", html.Div(rows, className="k-rows"), flush=True)
