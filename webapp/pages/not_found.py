"""What stands at every address where nothing is."""

from typing import Any

from dash import Dash
from dash.development.base_component import Component

from webapp.components import states

PATH = "/not-found"
TITLE = "Not found"


def layout(**_: Any) -> Component:
    return states.not_found()


def register(_app: Dash) -> None:
    """Nothing here calls back."""
