"""Going to another page from within a callback, or from a script."""

from dash import dcc, set_props
from dash.development.base_component import Component

GO = "frame-go"


def to(address: str) -> None:
    """To be called within a callback, with an address of ours."""
    set_props(GO, {"href": address})


def place() -> Component:
    return dcc.Location(id=GO, refresh="callback-nav")
