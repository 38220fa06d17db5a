"""Findings of a version, and the repairs of its dataset: chosen, undone, moved, counted on the version that is shown."""

from typing import Any

from dash import ALL, Dash, Input, Output, State, dcc, html, no_update, set_props
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate

from webapp import auth
from webapp.components import findings, going, messages, repairs_list, waiting
from webapp.components.pressed import only_if_pressed, pressed
from webapp.pages.dataset_tabs.opened import Opened
from webapp.records import Job, Viewer
from webapp.rights import Right
from webapp.services import exploring, repairs
from webapp.services.exploring import Findings
from webapp.services.repairs import Change, Listed

NAME = "findings"
TITLE = "Findings"
RIGHT = Right.LOOK


class ids:  # noqa: N801
    list = "findings-repairs"
    edit = "findings-edit"


def count(_opened: Opened) -> int | None:
    return None


def draw(opened: Opened) -> list[Component]:
    viewer, asked = opened.viewer, {"dataset": opened.dataset.id, "version": opened.shown.number}
    found, listed = _ask(viewer, asked), repairs.of(viewer, opened.dataset.id)
    return [
        dcc.Store(id=ids.edit, data=listed.edit),
        html.Div(
            [
                waiting.place(NAME, found, _drawn, asked),
                html.Div(_list(viewer, listed, found), id=ids.list, className="k-stack k-side"),
            ],
            className="k-columns k-columns-side",
        ),
    ]


def look(_ticks: object, asked: object, edit: object) -> tuple[Any, ...]:
    """While there is nothing new, the list stays untouched under the fingers of whoever works with it."""
    viewer, place = auth.viewer(), waiting.read(asked)
    found = _ask(viewer, place)
    if waiting.is_under_way(found) and repairs.of(viewer, place["dataset"]).edit == edit:
        return *waiting.drawn(NAME, found, _drawn), no_update, no_update
    return _anew(viewer, place, found)


def try_again(clicks: object, asked: object, _edit: object) -> tuple[Any, ...]:
    only_if_pressed(clicks)
    viewer, place = auth.viewer(), waiting.read(asked)
    return _anew(viewer, place, _ask(viewer, place, again=True))


def repair(_clicks: object, asked: object, edit: object) -> tuple[Any, ...]:
    viewer, place = auth.viewer(), waiting.read(asked)
    return _after(place, repairs.add(viewer, place.get("dataset"), place.get("version"), pressed("key"), edit), "done")


def undo(_clicks: object, asked: object, edit: object) -> tuple[Any, ...]:
    viewer, place = auth.viewer(), waiting.read(asked)
    return _after(place, repairs.undo(viewer, place.get("dataset"), pressed("place"), edit), "undone")


def move(_clicks: object, asked: object, edit: object) -> tuple[Any, ...]:
    viewer, place = auth.viewer(), waiting.read(asked)
    return _after(place, repairs.move(viewer, place.get("dataset"), pressed("place"), pressed("to"), edit), "moved")


def put_back(taken_back: object, path: object, query: object) -> Any:
    """From the message about a change, on whatever page the person is by now; that page has to lead here."""
    what = taken_back if isinstance(taken_back, dict) else {}
    if "repairs of" not in what:
        raise PreventUpdate
    dataset = repairs.put_back(auth.viewer(), what["repairs of"], what.get("steps"), what.get("edit"))
    if path == f"/datasets/{dataset.id}" and f"tab={NAME}" in str(query):
        set_props(waiting.ids.tick(NAME), {"disabled": False})
        return no_update
    return f"/datasets/{dataset.id}?tab={NAME}"


def register(app: Dash) -> None:
    beside = ((ids.list, "children"), (ids.edit, "data"))
    asked, edit = State(waiting.ids.asked(NAME), "data"), State(ids.edit, "data")
    waiting.tie(app, NAME, look, try_again, beside, knowing=[(ids.edit, "data")])
    for button, callback in (
        (findings.repair(ALL), repair), (repairs_list.undo(ALL), undo), (repairs_list.move(ALL, ALL), move),
    ):  # fmt: skip
        changed = waiting.outputs(NAME, beside, again=True)
        app.callback(*changed, Input(button, "n_clicks"), asked, edit, prevent_initial_call=True)(callback)
    where = (State("_pages_location", "pathname"), State("_pages_location", "search"))
    lead = Output(going.GO, "href", allow_duplicate=True)
    app.callback(lead, Input(messages.UNDONE, "data"), *where, prevent_initial_call=True)(put_back)


def _ask(viewer: Viewer, place: dict[str, Any], *, again: bool = False) -> Findings | Job:
    return exploring.findings(viewer, place.get("dataset"), place.get("version"), again=again)


def _after(place: dict[str, Any], change: Change, what: str) -> tuple[Any, ...]:
    viewer = auth.viewer()
    taken_back = {"repairs of": place["dataset"], "steps": list(change.before), "edit": change.edit}
    messages.say(f"{change.words}: {what}.", undo=taken_back)
    return _anew(viewer, place, _ask(viewer, place))


def _anew(viewer: Viewer, place: dict[str, Any], found: Findings | Job) -> tuple[Any, ...]:
    listed = repairs.of(viewer, place.get("dataset"))
    return *waiting.drawn(NAME, found, _drawn), _list(viewer, listed, found), listed.edit


def _drawn(found: Findings) -> list[Component]:
    return [findings.card(found.noticed, repaired=bool(found.outcomes))]


def _list(viewer: Viewer, listed: Listed, found: Findings | Job) -> Component:
    outcomes = None if isinstance(found, Job) else found.outcomes
    return repairs_list.card(listed.words, outcomes, viewer.may(Right.WORK))
