"""Orders over time: how many, by how many, worth how much; and what was sold. The period is in the address."""

from typing import Any

from dash import Dash, html
from dash.development.base_component import Component

from webapp import auth
from webapp.components import states, trading_pictures, waiting
from webapp.components.pressed import only_if_pressed
from webapp.components.tabs import tabs
from webapp.pages.dataset_tabs.opened import Opened
from webapp.records import Answer, Job, Viewer
from webapp.rights import Right
from webapp.services import measuring

NAME = "trading"
TITLE = "Orders"
RIGHT = Right.LOOK
KIND = "orders"
USUAL = "month"


def count(_opened: Opened) -> int | None:
    return None


def draw(opened: Opened) -> list[Component]:
    period = opened.one("period") if opened.one("period") in measuring.PERIODS else USUAL
    asked = {"dataset": opened.dataset.id, "version": opened.shown.number, "period": period}
    links = [(f"By {each}", None, opened.address(NAME, period=each), each == period) for each in measuring.PERIODS]
    return [
        html.Div(tabs("Length of the periods", links)),
        waiting.place(NAME, _ask(opened.viewer, asked), _drawing(opened.viewer, asked), asked),
    ]


def look(_ticks: object, asked: object) -> tuple[Any, ...]:
    viewer, place = auth.viewer(), waiting.read(asked)
    return waiting.drawn(NAME, _ask(viewer, place), _drawing(viewer, place))


def try_again(clicks: object, asked: object) -> tuple[Any, ...]:
    only_if_pressed(clicks)
    viewer, place = auth.viewer(), waiting.read(asked)
    return waiting.drawn(NAME, _ask(viewer, place, again=True), _drawing(viewer, place))


def register(app: Dash) -> None:
    waiting.tie(app, NAME, look, try_again)


def _ask(viewer: Viewer, place: dict[str, Any], *, again: bool = False) -> Answer | Job:
    return measuring.trading(viewer, place.get("dataset"), place.get("version"), place.get("period"), again=again)


def _drawing(viewer: Viewer, place: dict[str, Any]) -> waiting.Draw:
    return lambda answer: _drawn(viewer, str(place.get("period")), answer)


def _drawn(viewer: Viewer, period: str, answer: Answer) -> list[Component]:
    told = answer.facts
    if not told["periods"]:
        return [states.empty("bi-calendar-x", "No orders", "Every line is left out by a rule. Look at the measures.")]
    currency = told["currency"] or viewer.team.settings.currency
    return [
        html.P(trading_pictures.sentence(told, currency), className="k-told"),
        trading_pictures.over_time(told, period, currency),
        *trading_pictures.most_sold(told, currency),
    ]
