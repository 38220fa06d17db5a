"""Views under a name, each with a short link: in use, archived, starred, and those that people keep."""

from collections.abc import Sequence

import dash_bootstrap_components as dbc
from dash import dcc, html
from dash.development.base_component import Component

from webapp.components import fields
from webapp.components.history import ids
from webapp.components.tabs import Tab, tabs
from webapp.records import SavedView, Viewer
from webapp.rights import Right
from webapp.services.history import Shown

TOLD_UNDER = fields.told_under([ids.view_name], lambda _: ids.view_name)


def bar(
    viewer: Viewer, in_use: int, archived: int, saved: Sequence[SavedView], shown: Shown, open_: int | None
) -> Component:
    plain = open_ is None
    views: list[Tab] = [
        ("In use", in_use, "/runs", plain and not shown.wanted.archived and not shown.wanted.starred),
        ("Archived", archived, "/runs?archived=yes", plain and shown.wanted.archived),
        ("Starred", None, "/runs?starred=yes", plain and shown.wanted.starred and not shown.wanted.archived),
        *((_name(view), None, f"/runs?view={view.id}", view.id == open_) for view in saved),
    ]
    return html.Div(
        [tabs("Which runs", views), html.Div(_acts(viewer, saved, open_), className="k-acts")], className="k-views"
    )


def dialog(viewer: Viewer) -> Component:
    """Keeping filters, order and columns under a name."""
    for_team = dbc.Checkbox(
        id=ids.for_team, value=False, label="For the whole team", disabled=not viewer.may(Right.WORK)
    )
    parts = [
        dbc.ModalHeader(dbc.ModalTitle("Save this view", id="runs-keeping-title"), close_button=False),
        dbc.ModalBody(
            html.Div([fields.text(ids.view_name, "Name of the view", maxlength=120), for_team], className="k-stack")
        ),
        dbc.ModalFooter(
            [
                fields.button("Not now", "outline-secondary", id=ids.not_now, type="button"),
                fields.button("Save view", id=ids.keep, type="button"),
            ]
        ),
    ]
    modal = dbc.Modal(parts, id=ids.keeping, is_open=False, labelledby="runs-keeping-title")
    return html.Div([dcc.Store(id=ids.key), modal])


def _name(view: SavedView) -> str:
    return view.name if view.of_team else f"{view.name} (mine)"


def _acts(viewer: Viewer, saved: Sequence[SavedView], open_: int | None) -> list[Component]:
    view = next((view for view in saved if view.id == open_), None)
    removable = view is not None and viewer.may(Right.WORK if view.of_team else Right.LOOK)
    copy = html.Button("Copy link", type="button", className="btn btn-outline-secondary", **{"data-copy-address": ""})
    return [
        copy,
        fields.button("Remove view", "outline-secondary", id=ids.remove_view, type="button", hidden=not removable),
        fields.button("Save view", "outline-secondary", id=ids.ask_to_keep, type="button"),
    ]
