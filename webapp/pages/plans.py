"""Plans: by status, over time, or as a table. Which are shown, and how, stands in the address."""

from datetime import date
from typing import Any
from urllib.parse import parse_qsl

import dash_bootstrap_components as dbc
from dash import ALL, Dash, Input, Output, State, dcc, html
from dash.development.base_component import Component

from core.planning import CHANNELS
from webapp import auth
from webapp.clock import now
from webapp.components import blocks, fields, going, messages, states, values
from webapp.components.plans import board, calendar, card, table
from webapp.components.plans.words import STATUSES
from webapp.components.pressed import pressed
from webapp.components.tabs import tabs
from webapp.records import KeptPlan, Viewer
from webapp.rights import Right
from webapp.services import plan_views, plans, pressure
from webapp.services.plan_views import Wanted

PATH = "/plans"
TITLE = "Plans"
ICON = "bi-kanban"
ANY = "any"  # of a filter: an empty value would show nothing as chosen


class ids:  # noqa: N801
    content = "plans-content"
    asked = "plans-asked"
    dropped = "plans-dropped"
    filter = "plans-filter"
    search = "plans-search"
    owner = "plans-owner"
    status = "plans-status"
    channel = "plans-channel"
    tag = "plans-tag"


def layout(**query: Any) -> Component:
    viewer, wanted = auth.viewer(), Wanted.of(**query)
    mine = plans.mine(viewer)
    new = dcc.Link("New plan", href="/plans/new", className="btn btn-primary")
    facts = [values.count(len(mine), "plan"), *_running(mine)] if mine else [viewer.team.name]
    return html.Div(
        [
            blocks.head(TITLE, facts, [new] if viewer.may(Right.WORK) else []),
            dcc.Store(id=ids.asked, data=wanted.address()),
            dcc.Store(id=ids.dropped),
            *([_views(wanted), _filters(wanted, mine)] if mine else []),
            html.Div(_content(viewer, wanted, mine), id=ids.content),
        ]
    )


def choose(_submits: object, *chosen: object) -> None:
    *filters, asked = chosen
    names = ("search", "owner", "status", "channel", "tag")
    told = {name: "" if value == ANY else value for name, value in zip(names, filters, strict=True)}
    going.to(Wanted.of(**{**_asked(asked), **told}).address())


def move(_clicks: object, asked: object) -> list[Component]:
    """By its menu."""
    return _moved(pressed("plan"), pressed("status"), None, asked)


def drop(dropped: object, asked: object) -> list[Component]:
    """Dragged or carried to another column, by who saw this edit of it."""
    told = dropped if isinstance(dropped, dict) else {}
    return _moved(told.get("plan"), told.get("status"), told.get("edit"), asked)


def register(app: Dash) -> None:
    asked = State(ids.asked, "data")
    filters = [State(part, "value") for part in (ids.search, ids.owner, ids.status, ids.channel, ids.tag)]
    app.callback(Input(ids.filter, "n_submit"), *filters, asked, prevent_initial_call=True)(choose)
    app.callback(
        Output(ids.content, "children"), Input(card.move_id(ALL, ALL), "n_clicks"), asked, prevent_initial_call=True
    )(move)
    app.callback(
        Output(ids.content, "children", allow_duplicate=True), Input(ids.dropped, "data"), asked, prevent_initial_call=True
    )(drop)  # fmt: skip


def _moved(plan_id: object, status: object, edit: object, asked: object) -> list[Component]:
    viewer = auth.viewer()
    kept = plans.find(viewer, plan_id)
    moved = pressure.move(viewer, kept.id, status, kept.edit if edit is None else edit)
    messages.say(f"{moved.plan.name} is {STATUSES[moved.plan.status].lower()} now.")
    return _content(viewer, Wanted.of(**_asked(asked)), plans.mine(viewer))


def _asked(address: object) -> dict[str, str]:
    return dict(parse_qsl(address.partition("?")[2])) if isinstance(address, str) else {}


def _running(mine: list[KeptPlan]) -> list[str]:
    running = sum(kept.plan.status == "running" for kept in mine)
    return [f"{running} running"] if running else []


def _views(wanted: Wanted) -> Component:
    names = {"board": "Board", "calendar": "Calendar", "table": "Table"}
    return tabs(
        "How plans are shown",
        [(names[view], None, wanted.address(view=view), view == wanted.view) for view in plan_views.VIEWS],
    )


def _filters(wanted: Wanted, mine: list[KeptPlan]) -> Component:
    owners = {str(kept.owner_id): kept.owner for kept in mine if kept.owner}
    tags = {tag: tag for kept in mine for tag in kept.plan.tags}
    parts = [
        fields.text(ids.search, "Search", wanted.search, type="search"),
        _choice(ids.owner, "Owner", owners, wanted.owner),
        _choice(ids.status, "Status", STATUSES, wanted.status),
        _choice(ids.channel, "Channel", CHANNELS, wanted.channel),
        _choice(ids.tag, "Tag", tags, wanted.tag),
        fields.button("Filter", "outline-secondary"),
    ]
    every = (
        [dcc.Link("Show all", href=Wanted(view=wanted.view, by=wanted.by, unit=wanted.unit).address())]
        if wanted.narrows
        else []
    )
    return dbc.Form([*parts, *every], id=ids.filter, prevent_default_on_submit=True, className="k-filters")


def _choice(field: str, label: str, names: dict[str, Any], chosen: str) -> Component:
    options = [
        {"value": ANY, "label": "All"},
        *({"value": value, "label": name} for value, name in sorted(names.items(), key=lambda one: str(one[1]))),
    ]
    return fields.choice(field, label, options, chosen if chosen in names else ANY)


def _content(viewer: Viewer, wanted: Wanted, mine: list[KeptPlan]) -> list[Component]:
    shown = wanted.among(mine)
    if not mine:
        return [html.Div(_nothing(viewer), className="card")]
    if not shown:
        return [
            html.Div(
                states.empty("bi-funnel", "No plan is like that", "Change the filter, or show all plans."),
                className="card",
            )
        ]
    if wanted.view == "table":
        return [table.table(shown, wanted.sort, lambda name: wanted.address(sort=name))]
    if wanted.view == "calendar":
        return _calendar(viewer, wanted, shown)
    return [board.board(shown, works=viewer.may(Right.WORK))]


def _calendar(viewer: Viewer, wanted: Wanted, shown: list[KeptPlan]) -> list[Component]:
    first = wanted.first_day(now().date())
    span = calendar.Span.of(wanted.unit, first)
    step = span.days[-1] - span.days[0]
    names = {"segment": "By segment", "owner": "By owner", "channel": "By channel"}
    turns = [
        ("Earlier", wanted.address(since=_iso(first - step))), ("Today", wanted.address(since="")), ("Later", wanted.address(since=_iso(first + step))),
    ]  # fmt: skip
    lanes = tabs(
        "Lanes of the calendar", [(names[by], None, wanted.address(by=by), by == wanted.by) for by in plan_views.LANES]
    )
    units = tabs(
        "Columns of the calendar",
        [(unit.capitalize(), None, wanted.address(unit=unit), unit == wanted.unit) for unit in plan_views.UNITS],
    )
    ways = html.Nav(
        [dcc.Link(words, href=href, className="btn btn-outline-secondary") for words, href in turns],
        className="k-acts",
        **{"aria-label": "Other dates"},
    )
    hint = html.P("Hatched: not approved yet. Plans without a date are on the board.", className="k-hint")
    return [
        html.Div([lanes, units, ways], className="k-calendar-ways"),
        calendar.calendar(shown, span, wanted.by),
        hint,
    ]


def _iso(day: date) -> str:
    return max(day, date(2000, 1, 3)).isoformat()


def _nothing(viewer: Viewer) -> Component:
    text = (
        "A plan says what the team will do for a segment: the offer, the dates, the budget, and who is held out to see "
        "whether it worked. Open a run, or begin here."
    )
    new = dcc.Link("New plan", href="/plans/new", className="btn btn-primary") if viewer.may(Right.WORK) else None
    return states.empty(ICON, "No plans yet", text, new)
