"""A dataset of customers joined with one of orders, seen from either."""

from typing import Any

from dash import ALL, Dash, Input, Output, State, dcc, html
from dash.development.base_component import Component

from webapp import auth
from webapp.components import downloads, fields, going, joins, messages, waiting
from webapp.components.pressed import only_if_pressed, pressed
from webapp.pages.dataset_tabs.opened import Opened
from webapp.records import Answer, Dataset, Job, Viewer
from webapp.rights import Right
from webapp.services import datasets, joining
from webapp.services.joining import Join

NAME = "joined"
TITLE = "Joined"
RIGHT = Right.LOOK


class ids:  # noqa: N801
    here = "joined-here"


def count(opened: Opened) -> int | None:
    return len(_joins(opened.viewer, opened.dataset)) or None


def draw(opened: Opened) -> list[Component]:
    viewer, here = opened.viewer, opened.dataset
    joined, working = _joins(viewer, here), viewer.may(Right.WORK)
    form = [joins.form(here, joining.candidates(viewer, here), again=bool(joined))] if working else []
    if not joined:
        form = form or [html.P("This dataset is not joined with another.", className="k-note")]
    return [
        dcc.Store(id=ids.here, data=here.id),
        *(joins.made(join, here, working=working) for join in joined),
        _found(viewer, joined[0].orders.id if joined else None),
        *form,
    ]


def look(_ticks: object, asked: object) -> tuple[Any, ...]:
    viewer, place = auth.viewer(), waiting.read(asked)
    return waiting.drawn(NAME, _ask(viewer, place), _drawing(viewer, place))


def try_again(clicks: object, asked: object) -> tuple[Any, ...]:
    only_if_pressed(clicks)
    viewer, place = auth.viewer(), waiting.read(asked)
    return waiting.drawn(NAME, _ask(viewer, place, again=True), _drawing(viewer, place))


def join(submits: object, other: object, here_id: object) -> str:
    only_if_pressed(submits)
    viewer = auth.viewer()
    here = datasets.find(viewer, here_id)
    pair = (here.id, auth.number(str(other))) if here.kind == "orders" else (auth.number(str(other)), here.id)
    made = joining.join(viewer, *pair)
    messages.say(f"{made.orders.name} and {made.customers.name if made.customers else ''} are joined.")
    return f"/datasets/{here.id}?tab={NAME}&joined={made.edit}"


def part(_clicks: object, here_id: object) -> str:
    viewer, here = auth.viewer(), datasets.find(auth.viewer(), here_id)
    parted = joining.part(viewer, pressed("of"))
    messages.say(f"{parted.orders.name} stands alone again.")
    return f"/datasets/{here.id}?tab={NAME}&joined={parted.edit}"


def register(app: Dash) -> None:
    waiting.tie(app, NAME, look, try_again)
    lead, here = Output(going.GO, "href", allow_duplicate=True), State(ids.here, "data")
    app.callback(
        lead, Input(joins.FORM, "n_submit"), State(joins.OTHER, "value"), here, prevent_initial_call=True,
        on_error=fields.told_under([joins.OTHER], lambda _: joins.OTHER),
    )(join)  # fmt: skip
    app.callback(lead, Input(joins.part(ALL), "n_clicks"), here, prevent_initial_call=True)(part)


def _joins(viewer: Viewer, here: Dataset) -> list[Join]:
    if here.kind == "customers":
        return joining.of_customers(viewer, here.id)
    made = joining.of_orders(viewer, here.id)
    return [made] if made.customers else []


def _found(viewer: Viewer, orders_id: int | None) -> Component:
    asked = {"orders": orders_id}
    return waiting.place(NAME, _ask(viewer, asked), _drawing(viewer, asked), asked)


def _ask(viewer: Viewer, place: dict[str, Any], *, again: bool = False) -> Answer | Job | None:
    """None where nothing is joined."""
    orders_id = place.get("orders")
    return None if orders_id is None else joining.alone(viewer, orders_id, again=again)


def _drawing(viewer: Viewer, place: dict[str, Any]) -> waiting.Draw:
    return lambda answer: [] if answer is None else _drawn(viewer, place, answer)


def _drawn(viewer: Viewer, place: dict[str, Any], answer: Answer) -> list[Component]:
    told = answer.facts
    shown = [joins.counts(told["matched"], told["only_orders"], told["only_customers"])]
    if not viewer.may(Right.WORK):
        return shown
    for side, title in (("orders", "Only in the orders"), ("customers", "Only among the customers")):
        found = joining.first_alone(viewer, answer, side)
        shown += [joins.examples(title, found)] if found else []
    alone = told["only_orders"] + told["only_customers"]
    rows = {"joined": told["matched"], "alone": alone}
    return [*shown, *(downloads.card(what, place.get("orders"), None, count) for what, count in rows.items() if count)]
