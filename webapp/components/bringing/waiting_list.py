"""Files that were brought and are no version yet: being looked at, waiting for a decision, being read, or in trouble."""

from collections.abc import Sequence

from dash import dcc, html
from dash.development.base_component import Component

from webapp.clock import now
from webapp.components import blocks, progress, values
from webapp.components.times import stamp
from webapp.records import Viewer
from webapp.services.bringing import Bringing, Stage

ICONS = {Stage.UNREADABLE: "bi-exclamation-circle k-bad", Stage.DECIDING: "bi-file-earmark-text"}
ACTIONS = {
    Stage.DECIDING: ("Decide and keep", "btn-outline-secondary"),
    Stage.UNREADABLE: ("See why", "btn-outline-secondary"),
}
MOVING = (Stage.LOOKING, Stage.READING)


def card(on_its_way: Sequence[Bringing], viewer: Viewer) -> list[Component]:
    if not on_its_way:
        return []
    rows = html.Div([_row(each, viewer) for each in on_its_way], className="k-rows")
    return [blocks.card("On the way in", rows, note="Brought, and not a dataset yet", flush=True)]


def picture(on_its_way: Sequence[Bringing]) -> list[str]:
    """What the list shows, so that it is drawn anew only when that changes."""
    return [f"{each.upload.id} {each.stage} {_said(each)}" for each in on_its_way]


def moves(on_its_way: Sequence[Bringing]) -> bool:
    return any(each.stage in MOVING for each in on_its_way)


def _row(each: Bringing, viewer: Viewer) -> Component:
    upload, address = each.upload, f"/datasets/bring/{each.upload.id}"
    words, look = ACTIONS.get(each.stage, ("See how far", "btn-link"))
    under = [html.P(_said(each))]
    if each.stage in MOVING and each.job:
        under.append(progress.bar(each.job))
    name = html.Span(
        [upload.file_name, html.Span([" ", stamp(upload.made, viewer.person.zone, now())], className="k-when")]
    )
    end = dcc.Link(words, href=address, className=f"btn btn-sm {look}")
    return blocks.row(
        html.I(className=f"bi {ICONS.get(each.stage, 'bi-hourglass')}", **blocks.HIDDEN), name, under, end
    )


def _said(each: Bringing) -> str:
    looked = each.upload.looked
    if each.trouble:
        return each.trouble
    if each.stage is Stage.DECIDING and looked:
        into = f" for {each.known.name}" if each.known else ""
        return f"Ready to be kept{into}: {values.count(looked['rows'], 'row')}, {values.count(len(looked['columns']), 'column')}"
    if each.job is None:
        return "Brought"
    does = "Reading it" if each.stage is Stage.READING else "Looking at it"
    told = progress.sentence(each.job, now())
    return does if told == "Begun" else f"{does}. {told}"
