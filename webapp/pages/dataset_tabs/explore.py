"""Pictures of a version after its repairs, and the figures of every column. What is looked at is in the address."""

from dataclasses import asdict
from typing import Any

from dash import ALL, Dash, Input, State, ctx, html
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate

from core.exploring.pictures import Bars, Correlations, Distribution, Pairs
from webapp import auth
from webapp.components import explore_choices, going, pictures, states, statistics, waiting
from webapp.components.pressed import only_if_pressed
from webapp.components.tabs import tabs
from webapp.pages.dataset_tabs.explore_views import USUAL, VIEWS
from webapp.pages.dataset_tabs.opened import Opened, address
from webapp.records import Job, Viewer
from webapp.rights import Right
from webapp.services import datasets, exploring
from webapp.services.exploring import NoPicture, Seen, Statistics

NAME = "explore"
TITLE = "Explore"
RIGHT = Right.LOOK


def count(_opened: Opened) -> int | None:
    return None


def draw(opened: Opened) -> list[Component]:
    name = opened.one("view") if opened.one("view") in VIEWS else next(iter(VIEWS))
    columns = exploring.columns(opened.viewer, opened.dataset.id, opened.shown.number)
    view = VIEWS[name][1](opened, columns)
    links = [(title, None, opened.address(NAME, view=each), each == name) for each, (title, _) in VIEWS.items()]
    head = [html.Div(tabs("Ways to look", links)), explore_choices.row(*view.controls)]
    if view.wish is None:
        return [*head, _nothing(view.why)]
    of_dates = [column.is_date for column in columns if column.name in view.wish.columns]
    asked = {
        "dataset": opened.dataset.id, "version": opened.shown.number, "newest": opened.is_newest, "view": name,
        "choices": view.choices, "wish": asdict(view.wish), "dates": any(of_dates),
    }  # fmt: skip
    return [*head, waiting.place(NAME, _ask(opened.viewer, asked), _drawing(asked), asked)]


def look(_ticks: object, asked: object) -> tuple[Any, ...]:
    place = waiting.read(asked)
    return waiting.drawn(NAME, _ask(auth.viewer(), place), _drawing(place))


def try_again(clicks: object, asked: object) -> tuple[Any, ...]:
    only_if_pressed(clicks)
    place = waiting.read(asked)
    return waiting.drawn(NAME, _ask(auth.viewer(), place, again=True), _drawing(place))


def choose(_values: object, asked: object) -> None:
    place, chosen = waiting.read(asked), {each["id"]["of"]: each.get("value") for each in ctx.inputs_list[0]}
    choices = {of: value for of, value in chosen.items() if isinstance(of, str) and isinstance(value, str | list)}
    if choices == place.get("choices"):
        raise PreventUpdate  # drawn, not chosen
    going.to(_address(auth.viewer(), place, {"view": place.get("view"), **choices}))


def register(app: Dash) -> None:
    waiting.tie(app, NAME, look, try_again)
    app.callback(
        Input(explore_choices.choice(ALL), "value"), State(waiting.ids.asked(NAME), "data"), prevent_initial_call=True
    )(choose)


def _ask(viewer: Viewer, place: dict[str, Any], *, again: bool = False) -> Seen | Job:
    wish = exploring.wish(place.get("wish"))
    return exploring.look(viewer, place.get("dataset"), place.get("version"), wish, again=again)


def _drawing(place: dict[str, Any]) -> waiting.Draw:
    return lambda seen: [_drawn(seen, place)]


def _drawn(seen: Seen, place: dict[str, Any]) -> Component:
    wish = exploring.wish(place.get("wish"))
    match seen:
        case NoPicture():
            return _nothing(seen.why)
        case Distribution():
            return pictures.of_distribution(seen, dates=place.get("dates") is True)
        case Bars():
            return pictures.of_bars(seen)
        case Pairs():
            return pictures.of_pairs(seen, wish.by)
        case Correlations():
            return pictures.of_correlations(seen)
        case Statistics():
            return statistics.card(
                seen.rows, seen.columns, lambda name: _address(auth.viewer(), place, {"column": name})
            )
        case boxes:
            return pictures.of_boxes(wish.columns[0], wish.by, boxes)


def _nothing(why: str) -> Component:
    return html.Div(states.empty("bi-bar-chart", "No figure", why), className="card")


def _address(viewer: Viewer, place: dict[str, Any], query: dict[str, Any]) -> str:
    """What is usual goes without saying, so that links stay short."""
    dataset = datasets.find(viewer, place.get("dataset"))
    version = None if place.get("newest") is True else datasets.version(viewer, dataset.id, place.get("version")).number
    return address(
        dataset.id,
        version,
        NAME,
        **{name: value for name, value in query.items() if value and value != USUAL.get(name)},
    )
