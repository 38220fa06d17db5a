"""The map of a run: its customers in the colours of their segments, as the studio draws them."""

from dash.development.base_component import Component

from webapp.components.figure import framed
from webapp.components.run import ids
from webapp.components.run.opened import Opened
from webapp.components.studio import pictures
from webapp.rights import Right

SAYS = "Customers as dots in the colours of their segments, with numbered centres. The table holds sizes and centres."


def card(opened: Opened) -> list[Component]:
    swept = opened.swept
    if swept is None:
        return []
    k = swept.ks[0]
    across, up = swept.usual_axes()
    figure, title, note = pictures.drawn(swept, k, "map", (across, up, up), opened.viewer.may(Right.WORK))
    return [framed(title, note, figure, SAYS, pictures.behind(swept.of(k)), part=ids.map_)]
