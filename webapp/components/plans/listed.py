"""The plans of a run or of a segment, for the pages of these; and the way to a new one."""

from collections.abc import Sequence
from urllib.parse import urlencode

from dash import dcc, html
from dash.development.base_component import Component

from webapp.components import blocks
from webapp.components.blocks import HIDDEN
from webapp.components.plans.words import STATUSES, when
from webapp.records import KeptPlan, Viewer
from webapp.rights import Right


def listed(viewer: Viewer, plans: Sequence[KeptPlan], run_id: int, segment: int | None = None) -> Component:
    """`plans` are those of the run, or of one segment of it."""
    rows = [_row(kept) for kept in plans]
    what = "this run" if segment is None else "this segment"
    said = (
        html.Div(rows, className="k-rows")
        if rows
        else html.P(f"Nobody has planned anything for {what} yet.", className="k-note")
    )
    new = [html.Div(_new(run_id, segment), className="k-form-end")] if viewer.may(Right.WORK) else []
    return blocks.card("Plans", said, *new)


def _row(kept: KeptPlan) -> Component:
    icon, chevron = (html.I(className=f"bi {name}", **HIDDEN) for name in ("bi-kanban", "bi-chevron-right"))
    detail = ", ".join(part for part in (STATUSES[kept.plan.status].lower(), when(kept.plan), kept.owner) if part)
    words = html.Div([html.Div(kept.plan.name, className="k-row-title"), html.P(detail)])
    return dcc.Link([icon, words, chevron], href=f"/plans/{kept.id}")


def _new(run_id: int, segment: int | None) -> Component:
    asked = {"run": run_id} | ({} if segment is None else {"segment": segment})
    return dcc.Link("Plan for them", href=f"/plans/new?{urlencode(asked)}", className="btn btn-outline-secondary")
