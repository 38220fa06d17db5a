"""One plan on the board: dragged with a mouse, lifted with Space and moved with the arrows, or moved by its menu."""

from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from core.planning import STATUSES as LEADS_TO
from webapp.components import marks
from webapp.components.people import face
from webapp.components.plans.words import STATUSES, cost, when
from webapp.records import KeptPlan


def move_id(plan: Any, status: Any) -> dict[str, Any]:
    return {"part": "plans-move", "plan": plan, "status": status}


def card(kept: KeptPlan, *, works: bool) -> Component:
    plan = kept.plan
    moving = (
        {"draggable": "true", "tabIndex": 0, "data-plan": str(kept.id), "data-edit": str(kept.edit)} if works else {}
    )
    return html.Article(
        [
            html.H3(dcc.Link(plan.name, href=f"/plans/{kept.id}")),
            *(marks.segment(one.number, one.name, one.colour) for one in kept.segments),
            html.Div([html.Span(when(plan)), html.Span(cost(plan)), *_owner(kept)], className="k-plan-facts"),
            *([_menu(kept)] if works and LEADS_TO[plan.status] else []),
        ],
        className="k-plan", **moving,
    )  # fmt: skip


def _owner(kept: KeptPlan) -> list[Component]:
    return (
        [html.Span([face(kept.owner), html.Span(kept.owner, className="k-unseen")], title=kept.owner)]
        if kept.owner
        else []
    )


def _menu(kept: KeptPlan) -> Component:
    """For whoever neither drags nor lifts."""
    turns = [
        html.Button(
            STATUSES[status], id=move_id(kept.id, status), type="button", className="btn btn-sm btn-outline-secondary"
        )
        for status in LEADS_TO[kept.plan.status]
    ]
    return html.Details(
        [
            html.Summary(["Move to", html.Span(f" ({kept.plan.name})", className="k-unseen")]),
            html.Div(turns, className="k-acts"),
        ],
        className="k-plan-menu",
    )
