"""What limits the history. Every filter stands in the address."""

from collections.abc import Sequence
from typing import Any

import dash_bootstrap_components as dbc
from dash import Input, State, html
from dash.development.base_component import Component

from webapp.components.history import ids
from webapp.components.history.grid import HEADS
from webapp.components.run.head import METHODS
from webapp.records import Dataset, Member
from webapp.services.history import ALWAYS, COLUMNS, STATUSES, Shown, Wanted

ALL = "all"
NAMES = ("search", "dataset", "method", "k", "tag", "author", "status")
PARTS = (ids.search, ids.dataset, ids.method, ids.segments, ids.tag, ids.author, ids.status)
TYPED = [Input(part, "value") for part in PARTS]
STARRED, ARCHIVED = Input(ids.starred, "value"), State(ids.archived, "data")


def bar(wanted: Wanted, datasets: Sequence[Dataset], people: Sequence[Member]) -> Component:
    named = [(str(dataset.id), dataset.name) for dataset in datasets]
    persons = [(str(member.person.id), member.person.name) for member in people]
    known = {dataset.id for dataset in datasets}
    if wanted.dataset_id is not None and wanted.dataset_id not in known:
        named.append((str(wanted.dataset_id), "Another dataset"))
    parts = [
        _typed(ids.search, "Search", wanted.search, placeholder="Name, tag or dataset", type="search"),
        _one(ids.dataset, "Dataset", named, wanted.dataset_id),
        _one(ids.method, "Method", list(METHODS.items()), wanted.method),
        _typed(ids.segments, "Segments", wanted.segments, type="number", min=1, max=253, step=1),
        _typed(ids.tag, "Tag", wanted.tag, maxlength=40),
        _one(ids.author, "By", persons, wanted.person_id),
        _one(ids.status, "Status", [(status, status.capitalize()) for status in STATUSES], wanted.status),
        dbc.Checkbox(id=ids.starred, value=wanted.starred, label="Starred only"),
    ]
    return html.Div(parts, className="k-filters", role="search")


def columns(shown: Shown) -> Component:
    """Which columns there are; their order is changed in the table's head."""
    names = [name for name in COLUMNS if name not in ALWAYS]
    choice = dbc.Checklist(
        [{"label": HEADS[name], "value": name} for name in names],
        value=[name for name in names if name in shown.columns],
        id=ids.columns,
    )
    summary = html.Summary("Columns", className="btn btn-outline-secondary")
    return html.Details([summary, html.Div(choice, className="k-column-list")], className="k-choose-columns")


def chosen(typed: Sequence[object], starred: object, archived: object) -> dict[str, Any]:
    """What the filters say, in the words of the address."""
    said = {name: str(value) for name, value in zip(NAMES, typed, strict=True) if value not in (None, "", ALL)}
    flags = {"starred": starred, "archived": archived}
    return said | {name: "yes" for name, value in flags.items() if value is True}


def _typed(part: str, label: str, value: object, **props: Any) -> Component:
    written = "" if value is None else str(value)
    return html.Label([html.Span(label), dbc.Input(id=part, value=written, debounce=True, **props)])


def _one(part: str, label: str, options: Sequence[tuple[str, str]], value: object) -> Component:
    every = [{"value": ALL, "label": "All"}, *({"value": key, "label": name} for key, name in options)]
    chosen_ = ALL if value is None else str(value)
    return html.Label([html.Span(label), dbc.Select(id=part, options=every, value=chosen_)])
