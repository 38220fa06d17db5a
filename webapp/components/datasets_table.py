"""The list of datasets: each with its newest version."""

from collections.abc import Sequence

from dash import dcc, html
from dash.development.base_component import Component

from webapp.clock import now
from webapp.components import values
from webapp.components.tabs import tabs
from webapp.components.times import stamp
from webapp.records import Dataset

KINDS = {"customers": "Customers", "orders": "Order lines"}


def table(mine: Sequence[Dataset], zone: str) -> Component:
    heads = [html.Th(words, scope="col", **more) for words, more in _HEADS]
    body = [_row(dataset, zone) for dataset in mine]
    made = html.Table(
        [html.Caption("Datasets"), html.Thead(html.Tr(heads)), html.Tbody(body)], className="k-table k-datasets"
    )
    return html.Section(made, className="card card-flush", **{"aria-label": "Datasets"})


def in_use_or_archived(in_use: int, archived: int, of_archive: bool) -> Component:
    """Kept in the address, so that either list can be sent to somebody."""
    return tabs(
        "Which datasets", [("In use", in_use, "/datasets", not of_archive), ("Archived", archived, "/datasets?archived=yes", of_archive)]
    )  # fmt: skip


def _row(dataset: Dataset, zone: str) -> Component:
    version = dataset.version
    name = dcc.Link(dataset.name, href=f"/datasets/{dataset.id}", className="k-name")
    facts = f"{values.count(version.rows, 'row')}, {values.count(len(version.found.columns), 'column')}"
    archived = [html.Span("Archived", className="k-chip")] if dataset.archived else []
    return html.Tr(
        [
            html.Th([html.Div([name, *archived], className="k-name-line"), html.Span(version.file_name, className="k-quiet"), html.Span(facts, className="k-narrow")], scope="row"),
            html.Td(KINDS[dataset.kind], className="k-wide"),
            html.Td(str(version.number), className="k-wide", **_NUMBER),
            html.Td(values.number_of(version.rows), className="k-wide", **_NUMBER),
            html.Td(values.number_of(len(version.found.columns)), className="k-wide", **_NUMBER),
            html.Td(stamp(version.made, zone, now()), className="k-number"),
        ]
    )  # fmt: skip


_NUMBER = {"data-number": ""}
_WIDE = {"className": "k-wide"}
_HEADS: tuple[tuple[str, dict[str, str]], ...] = (
    ("Dataset", {}), ("A row is", _WIDE), ("Version", {**_WIDE, **_NUMBER}), ("Rows", {**_WIDE, **_NUMBER}),
    ("Columns", {**_WIDE, **_NUMBER}), ("Brought", {}),
)  # fmt: skip
