"""Whether the plan worked, asked of the newest orders."""

from typing import Any

from dash import Dash, html
from dash.development.base_component import Component

from core.planning.results import Result
from webapp import auth
from webapp.components import waiting
from webapp.components.plans.result import result
from webapp.components.pressed import only_if_pressed
from webapp.records import KeptPlan, Viewer
from webapp.services import plan_results, plans

NAME = "plan-result"
NOTHING = (
    "The result is worked out once the plan runs: from orders of its measurement window, treated against held out. "
    "Bring the next version of the orders when they have arrived, or type the result in under Change the plan."
)


def part(viewer: Viewer, kept: KeptPlan) -> Component:
    return waiting.place(NAME, plan_results.ask(viewer, kept), _draw(kept), {"plan": kept.id})


def look(_ticks: object, asked: object) -> tuple[Any, ...]:
    return _drawn(asked, again=False)


def try_again(clicks: object, asked: object) -> tuple[Any, ...]:
    only_if_pressed(clicks)
    return _drawn(asked, again=True)


def register(app: Dash) -> None:
    waiting.tie(app, NAME, look, try_again)


def _drawn(asked: object, *, again: bool) -> tuple[Any, ...]:
    viewer = auth.viewer()
    kept = plans.find(viewer, waiting.read(asked).get("plan"))
    return waiting.drawn(NAME, plan_results.ask(viewer, kept, again=again), _draw(kept))


def _draw(kept: KeptPlan) -> waiting.Draw:
    def draw(found: Result | None) -> list[Component]:
        if found is None:
            return [html.Div(html.P(NOTHING, className="k-note"), className="card")]
        return result(kept, found)

    return draw
