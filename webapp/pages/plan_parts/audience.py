"""Choosing and freezing the audience of a plan."""

from typing import Any

from dash import Dash, Input, State, html
from dash.development.base_component import Component

from webapp import auth
from webapp.components import going, waiting
from webapp.components.plans import audience
from webapp.components.plans.audience import ANY, FILTERS, ids
from webapp.components.pressed import only_if_pressed
from webapp.records import FrozenAudience, KeptPlan, Viewer
from webapp.rights import Right
from webapp.services import audience_exports, audiences, plans

NAME = "plan-audience"


def part(viewer: Viewer, kept: KeptPlan) -> Component:
    return waiting.place(NAME, audiences.known(viewer, kept.id), _draw(viewer, kept), {"plan": kept.id})


def look(_ticks: object, asked: object) -> tuple[Any, ...]:
    """What else the page says follows from the audience, so it is drawn anew once that is there."""
    viewer = auth.viewer()
    kept = plans.find(viewer, waiting.read(asked).get("plan"))
    found = audiences.known(viewer, kept.id)
    if isinstance(found, FrozenAudience):
        going.to(f"/plans/{kept.id}?frozen={found.table_id}")
    return waiting.drawn(NAME, found, _draw(viewer, kept))


def try_again(clicks: object, asked: object) -> tuple[Any, ...]:
    only_if_pressed(clicks)
    return _chosen_again(asked)


def freeze(_submits: object, sure: object, minus: object, pasted: object, *rest: object) -> tuple[Any, ...]:
    *filters, asked = rest
    viewer = auth.viewer()
    kept = plans.find(viewer, waiting.read(asked).get("plan"))
    if pasted:
        audiences.suppress(viewer, kept.id, pasted)
    wanted = [one for place in range(FILTERS) if (one := _filter(*filters[3 * place : 3 * place + 3])) is not None]
    return waiting.drawn(NAME, audiences.freeze(viewer, kept.id, sure, wanted, minus or ()), _draw(viewer, kept))


def discard(clicks: object, asked: object) -> tuple[Any, ...]:
    only_if_pressed(clicks)
    return _chosen_again(asked)


def register(app: Dash) -> None:
    waiting.tie(app, NAME, look, try_again)
    asked = State(waiting.ids.asked(NAME), "data")
    parts = [
        State(ids.filter(part_, place), "value") for place in range(FILTERS) for part_ in ("measure", "test", "value")
    ]
    known = [State(one, "value") for one in (ids.sure, ids.minus, ids.suppressed)]
    app.callback(
        *waiting.outputs(NAME, again=True),
        Input(ids.form, "n_submit"),
        *known,
        *parts,
        asked,
        prevent_initial_call=True,
    )(freeze)
    app.callback(*waiting.outputs(NAME, again=True), Input(ids.discard, "n_clicks"), asked, prevent_initial_call=True)(
        discard
    )


def _chosen_again(asked: object) -> tuple[Any, ...]:
    viewer = auth.viewer()
    kept = plans.find(viewer, waiting.read(asked).get("plan"))
    audiences.discard(viewer, kept.id)
    return waiting.drawn(NAME, None, _draw(viewer, kept))


def _draw(viewer: Viewer, kept: KeptPlan) -> waiting.Draw:
    works, is_open = viewer.may(Right.WORK), kept.plan.status in audiences.OPEN

    def draw(found: FrozenAudience | None) -> list[Component]:
        if found is not None:
            may = works and is_open and not audience_exports.of_plan(viewer, kept.id)
            return [audience.told(kept, found, viewer.person.zone, may_discard=may)]
        if not works or not is_open or kept.run_id is None:
            return [html.Div(html.P("No audience was frozen for this plan.", className="k-note"), className="card")]
        suppressed = audiences.count_suppressed(viewer, kept.id)
        return [audience.choosing(kept, audiences.measures(viewer, kept), audiences.others(viewer, kept), suppressed)]

    return draw


def _filter(measure: object, test: object, value: object) -> dict[str, Any] | None:
    """As data: what it is compared with is a number, two of them, or texts with commas between."""
    if measure in (None, "", ANY):
        return None
    texts = [part_.strip() for part_ in str(value or "").split(",") if part_.strip()]
    if test in ("one of", "none of"):
        return {"measure": measure, "is": test, "value": texts}
    numbers = [_number(text) for text in texts]
    alone = numbers[0] if len(numbers) == 1 else None
    return {"measure": measure, "is": test, "value": numbers if test == "between" else alone}


def _number(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text
