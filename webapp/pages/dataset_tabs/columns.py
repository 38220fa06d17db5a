"""The columns of a version: what each holds, and what it is for."""

from dash import Dash
from dash.development.base_component import Component

from webapp.components import kept_columns
from webapp.pages.dataset_tabs.opened import Opened
from webapp.rights import Right

NAME = "columns"
TITLE = "Columns"
RIGHT = Right.LOOK


def count(opened: Opened) -> int | None:
    return len(opened.shown.found.columns)


def draw(opened: Opened) -> list[Component]:
    return [kept_columns.table(opened.shown)]


def register(_app: Dash) -> None:
    """Nothing here is pressed."""
