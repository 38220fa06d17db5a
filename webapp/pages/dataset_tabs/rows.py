"""The first rows of a version, for those who may work with rows."""

from dash import Dash
from dash.development.base_component import Component

from webapp.components import blocks, rows, values
from webapp.pages.dataset_tabs.opened import Opened
from webapp.rights import Right
from webapp.services import datasets

NAME = "rows"
TITLE = "Rows"
RIGHT = Right.WORK
MOST_ROWS = 50


def count(_opened: Opened) -> int | None:
    return None


def draw(opened: Opened) -> list[Component]:
    shown = opened.shown
    first = datasets.first_rows(opened.viewer, opened.dataset.id, shown.number, MOST_ROWS)
    caption = f"The first {first.num_rows} rows of version {shown.number}"
    cells = zip(*(column.to_pylist() for column in first.columns), strict=True)
    types = [column["type"] for column in shown.found.columns]
    note = f"{values.number_of(first.num_rows)} of {values.number_of(shown.rows)}"
    return [blocks.card("First rows", rows.table(caption, first.column_names, types, cells), note=note, flush=True)]


def register(_app: Dash) -> None:
    """Nothing here is pressed."""
