"""What is done with the runs that are ticked."""

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from webapp.components import fields
from webapp.components.history import ids
from webapp.records import Viewer
from webapp.rights import Right


def bar(viewer: Viewer, of_archive: bool) -> Component:
    """The number that is ticked, and what may be done with them."""
    told = html.Span("None ticked", id=ids.chosen, className="k-quiet", role="status")
    compare = fields.button("Compare", "outline-secondary", id=ids.compare, type="button", disabled=True)
    acts = _acts(of_archive) if viewer.may(Right.WORK) else []
    return html.Div([told, compare, *acts], className="k-bulk")


def ticked(rows: object) -> list[object]:
    """The ids of the rows that are ticked in the grid; services check what is in them."""
    each = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    return [
        int(id_) if isinstance(id_ := row.get("id"), str) and id_.isascii() and id_.isdigit() else id_ for row in each
    ]


def _acts(of_archive: bool) -> list[Component]:
    name = html.Label("Tag for the ticked runs", htmlFor=ids.new_tag, className="k-unseen")
    tag = dbc.Input(id=ids.new_tag, value="", placeholder="Tag", maxlength=40)
    tagging = fields.button("Add tag", "outline-secondary", id=ids.tagging, type="button", disabled=True)
    return [
        html.Div([name, tag, tagging], className="k-with-button"),
        fields.button("Archive", "outline-secondary", id=ids.archive, type="button", disabled=True, hidden=of_archive),
        fields.button(
            "Restore", "outline-secondary", id=ids.restore, type="button", disabled=True, hidden=not of_archive
        ),
    ]
