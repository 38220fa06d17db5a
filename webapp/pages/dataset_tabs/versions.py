"""The versions of a dataset, newest first."""

from dash import Dash
from dash.development.base_component import Component

from webapp.components import versions
from webapp.pages.dataset_tabs.opened import Opened
from webapp.rights import Right

NAME = "versions"
TITLE = "Versions"
RIGHT = Right.LOOK


def count(opened: Opened) -> int | None:
    return len(opened.every)


def draw(opened: Opened) -> list[Component]:
    return versions.cards(opened.dataset.id, opened.every, opened.shown.number, opened.viewer.person.zone)


def register(_app: Dash) -> None:
    """Nothing here is pressed."""
