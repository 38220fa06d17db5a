"""Which of many buttons of one kind was pressed."""

from dash import ctx
from dash.exceptions import PreventUpdate


def pressed(part: str) -> object:
    """The part of its id that tells the buttons apart. Buttons that were only just drawn were not pressed."""
    which = ctx.triggered_id
    if not isinstance(which, dict) or not ctx.triggered[0]["value"]:
        raise PreventUpdate
    return which.get(part)
