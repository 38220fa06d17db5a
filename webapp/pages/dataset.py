"""Dataset: its views, and what may be done with the whole of it: renamed, archived, continued with the next file, deleted for good."""

from types import ModuleType
from typing import Any

import dash_bootstrap_components as dbc
from dash import ClientsideFunction, Dash, Input, Output, State, dcc, html
from dash.development.base_component import Component

from webapp import auth
from webapp.clock import now
from webapp.components import blocks, drop_zone, fields, going, messages, studio_links, tray, values, version_metrics
from webapp.components.datasets_table import KINDS
from webapp.components.pressed import only_if_pressed
from webapp.components.tabs import Tab, tabs
from webapp.components.times import stamp
from webapp.errors import NotFound
from webapp.pages.dataset_tabs import TABS, Opened, versions
from webapp.records import Dataset, Version, Viewer
from webapp.rights import Right
from webapp.services import datasets

PATH = "/datasets/<dataset_id>"
TITLE = "Dataset"


class ids:  # noqa: N801
    dataset = "dataset-id"
    edit = "dataset-edit"
    name = "dataset-name"
    rename = "dataset-rename"
    new_name = "dataset-new-name"
    renaming = "dataset-renaming"
    archive = "dataset-archive"
    restore = "dataset-restore"
    ask = "dataset-ask"
    asked = "dataset-asked"
    delete = "dataset-delete"
    keep = "dataset-keep"


def layout(dataset_id: str = "", tab: str = "", version: str = "", **query: Any) -> Component:
    viewer, dataset = auth.viewer(), datasets.find(auth.viewer(), auth.number(dataset_id))
    every = datasets.versions(viewer, dataset.id)
    opened = Opened(viewer, dataset, _shown(every, version), every, query)
    views = [view for view in TABS if viewer.may(view.RIGHT) and getattr(view, "KIND", dataset.kind) == dataset.kind]
    chosen = next((view for view in views if tab == view.NAME), views[0])
    return html.Div(
        [
            dcc.Store(id=ids.dataset, data=dataset.id),
            dcc.Store(id=ids.edit, data=dataset.edit),
            _head(opened),
            version_metrics.strip(opened.shown, every),
            tabs("Views of the dataset", [_tab(view, opened, chosen) for view in views]),
            html.Div(chosen.draw(opened), className="k-stack"),
            *_bringing(viewer, dataset, chosen),
            *_deletion(viewer, dataset),
        ]
    )


def rename(_submits: object, name: object, dataset_id: object, edit: object) -> tuple[Any, ...]:
    viewer = auth.viewer()
    renamed = datasets.rename(viewer, dataset_id, name, edit)
    fields.clear([ids.new_name])
    messages.say(f"The dataset is called {renamed} now.")
    return renamed, datasets.find(viewer, dataset_id).edit, False


def archive(clicks: object, dataset_id: object) -> None:
    only_if_pressed(clicks)
    archived = datasets.archive(auth.viewer(), dataset_id)
    messages.say(f"{archived.name} is archived.", undo={"restore dataset": archived.id})
    going.to("/datasets")


def restore(clicks: object, dataset_id: object) -> None:
    only_if_pressed(clicks)
    restored = datasets.restore(auth.viewer(), dataset_id)
    messages.say(f"{restored.name} is restored.", undo={"archive dataset": restored.id})
    going.to("/datasets")


def delete_for_good(clicks: object, dataset_id: object) -> None:
    only_if_pressed(clicks)
    deleted = datasets.delete_for_good(auth.viewer(), dataset_id)
    messages.say(f"{deleted.name} is deleted.")
    tray.look_now()
    going.to("/datasets")


def register(app: Dash) -> None:
    app.callback(
        Output(ids.name, "children"), Output(ids.edit, "data"), Output(ids.renaming, "open"),
        Input(ids.rename, "n_submit"), State(ids.new_name, "value"), State(ids.dataset, "data"), State(ids.edit, "data"),
        prevent_initial_call=True, on_error=fields.told_under([ids.new_name], lambda _: ids.new_name),
    )(rename)  # fmt: skip
    for button, callback in ((ids.archive, archive), (ids.restore, restore), (ids.delete, delete_for_good)):
        app.callback(Input(button, "n_clicks"), State(ids.dataset, "data"), prevent_initial_call=True)(callback)
    messages.takes_back("restore dataset", _take_out_again)
    messages.takes_back("archive dataset", _put_away_again)
    app.clientside_callback(
        ClientsideFunction("kindred", "ask"), Output(ids.asked, "is_open"),
        Input(ids.ask, "n_clicks"), Input(ids.keep, "n_clicks"), prevent_initial_call=True,
    )  # fmt: skip
    for view in TABS:
        view.register(app)


def _take_out_again(dataset_id: object) -> None:
    going.to(f"/datasets/{datasets.restore(auth.viewer(), dataset_id).id}")


def _put_away_again(dataset_id: object) -> None:
    datasets.archive(auth.viewer(), dataset_id)
    going.to("/datasets?archived=yes")


def _shown(every: list[Version], version: str) -> Version:
    if not version:
        return every[0]
    number = auth.number(version)
    shown = next((each for each in every if each.number == number), None)
    if shown is None:
        raise NotFound
    return shown


def _tab(view: ModuleType, opened: Opened, chosen: ModuleType) -> Tab:
    return view.TITLE, view.count(opened), opened.address(view.NAME), view is chosen


def _head(opened: Opened) -> Component:
    dataset, shown, many = opened.dataset, opened.shown, len(opened.every)
    facts = [
        KINDS[dataset.kind], f"Version {shown.number} of {many}" if many > 1 else "Version 1",
        stamp(shown.made, opened.viewer.person.zone, now()), shown.file_name,
    ]  # fmt: skip
    chip = [" ", html.Span("Archived", className="k-chip")] if dataset.archived else []
    title = [html.Span(dataset.name, id=ids.name), *chip]
    actions = _actions(opened.viewer, dataset) if opened.viewer.may(Right.WORK) else []
    if not dataset.archived:
        actions = [*actions, studio_links.button(dataset, shown)]
    return blocks.head(title, facts, actions, [dcc.Link("Datasets", href="/datasets"), " /"])


def _actions(viewer: Viewer, dataset: Dataset) -> list[Component]:
    actions = [_renaming(dataset)]
    if dataset.archived:
        if viewer.may(Right.ADMINISTER):
            actions.append(fields.button("Delete for good", "outline-danger", id=ids.ask, type="button"))
        return [*actions, fields.button("Restore", "primary", id=ids.restore, type="button")]
    archive_ = fields.button("Archive", "outline-secondary", id=ids.archive, type="button")
    return [*actions, archive_, drop_zone.choose_button("Bring the next version", "outline-secondary")]


def _renaming(dataset: Dataset) -> Component:
    form = dbc.Form(
        [fields.text(ids.new_name, "Name of the dataset", dataset.name, maxlength=120), fields.button("Rename")],
        id=ids.rename, prevent_default_on_submit=True, className="k-rename-form",
    )  # fmt: skip
    summary = html.Summary("Rename", className="btn btn-outline-secondary")
    return html.Details([summary, form], id=ids.renaming, className="k-pop k-rename")


def _bringing(viewer: Viewer, dataset: Dataset, chosen: ModuleType) -> list[Component]:
    if dataset.archived or not viewer.may(Right.WORK):
        return []
    return [drop_zone.drop_zone(viewer, dataset.id, quiet=chosen is not versions)]


def _deletion(viewer: Viewer, dataset: Dataset) -> list[Component]:
    """What goes is said before it goes."""
    if not dataset.archived or not viewer.may(Right.ADMINISTER):
        return []
    going_too = datasets.dependents(viewer, dataset.id)
    what = [
        f"{values.count(going_too.versions, 'version')} with {values.count(going_too.rows, 'row')}",
        *([values.count(going_too.runs, "run")] if going_too.runs else []),
        *(f"{upload.file_name}, which is on its way in" for upload in going_too.uploads),
    ]
    body = [
        html.P("This cannot be undone. With the dataset go:"),
        html.Ul([html.Li(each) for each in what], className="k-done"),
    ]
    end = [
        fields.button("Keep it", "outline-secondary", id=ids.keep, type="button"),
        fields.button(
            f"Delete {values.count(going_too.versions, 'version')} for good",
            "outline-danger",
            id=ids.delete,
            type="button",
        ),
    ]
    parts = [
        dbc.ModalHeader(dbc.ModalTitle(f"Delete {dataset.name}", id="dataset-asked-title"), close_button=False),
        dbc.ModalBody(body),
        dbc.ModalFooter(end),
    ]
    return [dbc.Modal(parts, id=ids.asked, is_open=False, labelledby="dataset-asked-title")]
