"""Whether a button was pressed, and which of many of one kind."""

from dash import ctx
from dash.exceptions import PreventUpdate


def pressed(part: str) -> object:
    """The part of its id that tells the buttons apart. Buttons that were only just drawn were not pressed."""
    which = ctx.triggered_id
    if not isinstance(which, dict) or not ctx.triggered[0]["value"]:
        raise PreventUpdate
    return which.get(part)


def only_if_pressed(clicks: object) -> None:
    """A button or form that a callback has only just drawn calls back too, whatever prevent_initial_call says; nobody pressed it."""
    if not clicks or not ctx.triggered[0]["value"]:
        raise PreventUpdate
