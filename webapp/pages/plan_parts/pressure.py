"""How many plans fall on the same customers, and what the team decides about that before it approves."""

from typing import Any

from dash import ALL, Dash, Input, State, html
from dash.development.base_component import Component

from core.planning import told_pressure
from webapp import auth
from webapp.components import blocks, fields, going, messages, tray
from webapp.components.plans.words import day
from webapp.components.pressed import pressed
from webapp.records import KeptPlan, Viewer
from webapp.rights import Right
from webapp.services import plans, pressure
from webapp.services.pressure import Crowding

DECIDED = {
    "accept": "Decided: they get both.", "priority": "Decided: this plan goes first; others leave these customers out.",
    "exclusion": "Decided: customers of the other plans are left out here.", "week": "Decided: the plan was moved to another week.",
}  # fmt: skip


def decide_id(way: Any) -> dict[str, Any]:
    return {"part": "plan-pressure", "way": way}


def part(viewer: Viewer, kept: KeptPlan) -> list[Component]:
    crowding = pressure.of_plan(viewer, kept)
    if crowding is None:
        return []
    decided = [html.P(DECIDED[crowding.relief["way"]])] if crowding.relief else []
    overlaps = [
        html.Li(f"{one.name}: {one.customers:,} customers in the week of {day(one.weeks[0])}")
        for one in crowding.found.overlaps
    ]
    parts = [html.P(told_pressure(crowding.found)), html.Ul(overlaps, className="k-done"), *decided]
    ways = _ways(crowding) if _may(viewer, kept, crowding) else []
    return [blocks.card("Other plans of the same weeks", *parts, html.Div(ways, className="k-form-end"))]


def decide(_clicks: object, plan_id: object) -> None:
    viewer, way = auth.viewer(), str(pressed("way"))
    crowding = pressure.of_plan(viewer, plans.find(viewer, plan_id))
    kept = pressure.decide(viewer, plan_id, way, **_chosen(crowding, way, plan_id))
    messages.say("That is kept with the plan.")
    tray.look_now()
    going.to(f"/plans/{kept.id}?decided={way}")


def register(app: Dash) -> None:
    app.callback(Input(decide_id(ALL), "n_clicks"), State("plan-id", "data"), prevent_initial_call=True)(decide)


def _may(viewer: Viewer, kept: KeptPlan, crowding: Crowding) -> bool:
    open_ = kept.plan.status in ("idea", "planned")
    return viewer.may(Right.WORK) and open_ and bool(crowding.found.busiest.crowded)


def _ways(crowding: Crowding) -> list[Component]:
    words = {"exclusion": "Leave them out here", "priority": "This plan goes first", "accept": "They get both"}
    ways = [fields.button(label, "outline-secondary", id=decide_id(way), type="button") for way, label in words.items()]
    if crowding.quieter is not None:
        label = f"Move to {day(crowding.quieter.start)}"
        ways.append(fields.button(label, "outline-secondary", id=decide_id("week"), type="button"))
    return ways


def _chosen(crowding: Crowding | None, way: str, plan_id: object) -> dict[str, Any]:
    others = [one.plan for one in crowding.found.overlaps] if crowding else []
    if way == "week" and crowding is not None and crowding.quieter is not None:
        return {"start": crowding.quieter.start.isoformat()}
    if way == "priority":
        return {"chosen": [plan_id, *others]}
    return {"chosen": others} if way == "exclusion" else {}
