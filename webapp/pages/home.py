"""Home: what changed since the last visit, and where to start."""

from typing import Any
from zoneinfo import ZoneInfo

from dash import Dash, Input, Output, dcc, html
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate

from webapp import auth
from webapp.clock import now
from webapp.components import activity as told
from webapp.components import blocks, going, states, studio_links, tray, waiting
from webapp.components.fields import button
from webapp.components.plans.words import when
from webapp.components.times import moment, today
from webapp.records import Dataset, Event, Viewer
from webapp.rights import Right
from webapp.services import activity, datasets, plan_views, sample_data, teams

PATH = "/"
TITLE = "Home"
ICON = "bi-house"
MOST = 8
LOOK_EVERY_MS = 1_000


class ids:  # noqa: N801
    sample_data = "home-sample-data"
    first = "home-first"
    tick = "home-tick"


def layout(**_: Any) -> Component:
    viewer = auth.viewer()
    brought, people = datasets.mine(viewer), len(teams.members(viewer))
    facts = [today(now(), viewer.person.zone), "1 person" if people == 1 else f"{people} people"]
    first = html.Div(_news(viewer) if brought else _nothing_yet(viewer), id=ids.first)
    waits = not brought and sample_data.is_under_way(viewer)
    tick = dcc.Interval(id=ids.tick, interval=LOOK_EVERY_MS, disabled=not waits)
    side = html.Div(
        [*_plans(viewer), *([_datasets(brought)] if brought else []), _start(viewer, people, brought)],
        className="k-stack",
    )
    rest = [] if brought else [_news(viewer)]
    bring = dcc.Link("Bring a dataset", href="/datasets", className="btn btn-primary")
    actions = [bring] if brought and viewer.may(Right.WORK) else []
    return html.Div(
        [blocks.head(viewer.team.name, facts, actions), html.Div([first, side], className="k-columns"), *rest, tick]
    )


def bring_sample_data(_clicks: object) -> None:
    sample_data.bring(auth.viewer())
    tray.look_now()


def watch(_ticks: object) -> tuple[Component, bool]:
    """Until the sample data is there, or was given up."""
    viewer = auth.viewer()
    if datasets.mine(viewer):
        going.to("/datasets")
    elif sample_data.is_under_way(viewer):
        raise PreventUpdate
    return _nothing_yet(viewer), True


def register(app: Dash) -> None:
    app.callback(
        Output(ids.first, "children"), Output(ids.tick, "disabled"), Input(ids.tick, "n_intervals"),
        prevent_initial_call=True, running=waiting.not_meanwhile(ids.tick, LOOK_EVERY_MS),
    )(watch)  # fmt: skip
    app.callback(Input(ids.sample_data, "n_clicks"), prevent_initial_call=True)(bring_sample_data)


def _nothing_yet(viewer: Viewer) -> Component:
    if sample_data.is_under_way(viewer):
        text = "A shopping centre and a web shop. It takes about a minute."
        return html.Section(states.waiting("Sample data is on its way", text), className="card")
    if not viewer.may(Right.WORK):
        text = "An editor of this team can bring a file of customers or order lines. It shows here then."
        return html.Section(states.empty("bi-table", "No datasets yet", text), className="card")
    text = (
        "Bring a file of customers or order lines. To look around first, let Kindred invent a shop: "
        "2,000 visitors of a shopping centre, and a web shop with its orders and customers."
    )
    actions = html.Div(
        [
            dcc.Link("Bring a dataset", href="/datasets", className="btn btn-primary"),
            button("Try it with sample data", "outline-secondary", id=ids.sample_data, type="button"),
        ],
        className="k-state-acts",
    )
    return html.Section(states.empty("bi-table", "No datasets yet", text, actions), className="card")


def _datasets(brought: list[Dataset]) -> Component:
    rows = [
        blocks.link_row(
            "bi-table", dataset.name, f"/datasets/{dataset.id}", f"{dataset.version.rows:,} rows of {dataset.kind}"
        )
        for dataset in brought[:MOST]
    ]
    return blocks.card("Datasets", html.Div(rows, className="k-rows"), flush=True)


def _plans(viewer: Viewer) -> list[Component]:
    """What waits: one's own of this week, windows that closed, plans whose run is put away or gone."""
    found = plan_views.attention(viewer, now().astimezone(ZoneInfo(viewer.person.zone)).date())
    told_ = [
        *((kept, f"Yours this week: {when(kept.plan)}") for kept in found.this_week),
        *((kept, "Its measurement window has closed: look at the result") for kept in found.closed),
        *((kept, "Its run is archived" if kept.run_id else "Its run was deleted") for kept in found.unfirm),
    ]
    rows = [blocks.link_row("bi-kanban", kept.plan.name, f"/plans/{kept.id}", words) for kept, words in told_[:MOST]]
    return [blocks.card("Plans", html.Div(rows, className="k-rows"), flush=True)] if rows else []


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


def _start(viewer: Viewer, people: int, brought: list[Dataset]) -> Component:
    rows = [blocks.link_row("bi-person-circle", "Look after your account", "/me")]
    if brought:
        rows = [studio_links.row(brought[0]), *rows]
    if viewer.may(Right.ADMINISTER):
        invite = "Only you so far: segments are worth more when others trust them too" if people == 1 else None
        rows = [
            blocks.link_row("bi-person-plus", "Invite a colleague", "/team", invite),
            blocks.link_row("bi-sliders", "Change the settings of the team", "/team/settings"),
            *rows,
        ]
    return blocks.card("Start something", html.Div(rows, className="k-rows"), flush=True)
