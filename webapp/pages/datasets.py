"""Datasets: what the team has, what is on its way in, and bringing more."""

from dataclasses import dataclass
from typing import Any

from dash import Dash, Input, Output, State, dcc, html
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate

from webapp import auth
from webapp.components import blocks, datasets_table, drop_zone, fields, states, tray, values, waiting
from webapp.components.bringing import waiting_list
from webapp.components.pressed import only_if_pressed
from webapp.records import Dataset, Viewer
from webapp.rights import Right
from webapp.services import bringing, datasets, sample_data
from webapp.services.bringing import Bringing

PATH = "/datasets"
TITLE = "Datasets"
ICON = "bi-table"
LOOK_EVERY_MS = 1_000


class ids:  # noqa: N801
    on_its_way = "datasets-on-its-way"
    seen = "datasets-seen"
    tick = "datasets-tick"
    table = "datasets-table"
    archived = "datasets-archived"
    sample = "datasets-sample"


def layout(archived: str = "", **_: Any) -> Component:
    viewer, of_archive = auth.viewer(), archived == "yes"
    may_bring, shown = viewer.may(Right.WORK), _see(viewer, of_archive)
    zone = drop_zone.drop_zone(viewer) if may_bring else dcc.Store(id=drop_zone.RECEIVED)
    parts = [
        zone,
        html.Div(waiting_list.card(shown.on_its_way, viewer), id=ids.on_its_way),
        html.Div(_table(viewer, shown), id=ids.table),
    ]
    return html.Div(
        [
            dcc.Store(id=ids.seen, data=shown.picture),
            dcc.Store(id=ids.archived, data=of_archive),
            dcc.Interval(id=ids.tick, interval=LOOK_EVERY_MS, disabled=not shown.moves),
            blocks.head(
                TITLE, _facts(viewer, shown), [drop_zone.choose_button("Bring a dataset")] if may_bring else []
            ),
            html.Div(parts, className="k-stack"),
        ]
    )


def watch(_ticks: object, _received: object, seen: object, of_archive: object) -> tuple[Any, ...]:
    viewer = auth.viewer()
    shown = _see(viewer, of_archive is True)
    if shown.picture == seen:
        raise PreventUpdate
    return waiting_list.card(shown.on_its_way, viewer), _table(viewer, shown), shown.picture, not shown.moves


def bring_sample_data(clicks: object) -> bool:
    only_if_pressed(clicks)
    sample_data.bring(auth.viewer())
    tray.look_now()
    return False


def register(app: Dash) -> None:
    app.callback(
        Output(ids.on_its_way, "children"), Output(ids.table, "children"), Output(ids.seen, "data"), Output(ids.tick, "disabled"),
        Input(ids.tick, "n_intervals"), Input(drop_zone.RECEIVED, "data"),
        State(ids.seen, "data"), State(ids.archived, "data"),
        prevent_initial_call=True, running=waiting.not_meanwhile(ids.tick, LOOK_EVERY_MS),
    )(watch)  # fmt: skip
    app.callback(
        Output(ids.tick, "disabled", allow_duplicate=True), Input(ids.sample, "n_clicks"), prevent_initial_call=True
    )(bring_sample_data)


@dataclass(frozen=True)
class _Shown:
    on_its_way: list[Bringing]
    mine: list[Dataset]
    of_archive: bool
    in_use: int
    archived: int
    sample_is_coming: bool

    @property
    def picture(self) -> list[str]:
        """What the page shows, so that it is drawn anew only when that changes."""
        kept = [f"{dataset.id} {dataset.edit} {dataset.version.number}" for dataset in self.mine]
        return [*waiting_list.picture(self.on_its_way), *kept, f"sample {self.sample_is_coming}"]

    @property
    def moves(self) -> bool:
        return self.sample_is_coming or waiting_list.moves(self.on_its_way)


def _see(viewer: Viewer, of_archive: bool) -> _Shown:
    on_its_way = bringing.waiting(viewer) if viewer.may(Right.WORK) else []
    in_use, archived = datasets.mine(viewer), datasets.mine(viewer, archived=True)
    coming = not in_use and sample_data.is_under_way(viewer)
    return _Shown(on_its_way, archived if of_archive else in_use, of_archive, len(in_use), len(archived), coming)


def _table(viewer: Viewer, shown: _Shown) -> list[Component]:
    tabs = []
    if shown.archived or shown.of_archive:
        tabs = [datasets_table.in_use_or_archived(shown.in_use, shown.archived, shown.of_archive)]
    if shown.mine:
        return [*tabs, datasets_table.table(shown.mine, viewer.person.zone)]
    return [*tabs, html.Div(_nothing(viewer, shown), className="card")]


def _nothing(viewer: Viewer, shown: _Shown) -> Component:
    if shown.of_archive:
        text = "A dataset that is out of use can be put here, and restored."
        return states.empty("bi-archive", "Nothing is archived", text)
    if shown.sample_is_coming:
        return states.waiting("Sample data is on its way", "A shopping centre and a web shop. It takes about a minute.")
    title = "No datasets in use" if shown.archived else "No datasets yet"
    if not viewer.may(Right.WORK):
        return states.empty(ICON, title, "An editor of this team brings the first: customers, or lines of orders.")
    text = "A dataset is a table of customers or of order lines. Bring an export of your shop, or try things out first."
    sample = fields.button("Bring sample data", "outline-secondary", id=ids.sample, type="button")
    return states.empty(ICON, title, text, None if shown.archived else sample)


def _facts(viewer: Viewer, shown: _Shown) -> list[str]:
    told = [viewer.team.name]
    if shown.mine:
        told.append(f"{values.count(len(shown.mine), 'dataset')}{' archived' if shown.of_archive else ''}")
    return told
