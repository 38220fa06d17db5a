"""What a plan says, read rather than changed."""

from dash import dcc, html
from dash.development.base_component import Component

from webapp.components import blocks, values
from webapp.components.plans.words import channels, judged, kpi
from webapp.records import KeptPlan


def told(kept: KeptPlan) -> Component:
    plan = kept.plan
    money = [
        (name, values.money(float(sum_), plan.currency))
        for name, sum_ in (
            ("Budget", plan.budget),
            ("Expected cost", plan.expected_cost),
            ("Actual cost", plan.actual_cost),
        )
        if sum_ is not None
    ]
    lines = [
        ("Objective", plan.objective), ("Offer", plan.offer), ("Message", plan.message), ("Channels", channels(plan)),
        ("KPI", judged(plan)), ("Held out", values.percent(plan.holdout)), *money,
        ("Result", "" if plan.result is None else f"{kpi(plan, plan.result)}, typed in"),
        ("To watch", plan.watch), ("Tags", ", ".join(plan.tags)),
    ]  # fmt: skip
    said = [part for name, text in lines if text for part in (html.Dt(name), html.Dd(text))]
    return blocks.card("The plan", html.Dl(said, className="k-plan-told"))


def run_of(kept: KeptPlan) -> object:
    if kept.run_id is None:
        return "its run was deleted"
    archived = " (archived)" if kept.run_archived else ""
    return ["from ", dcc.Link(f"{kept.run}, version {kept.version}", href=f"/runs/{kept.run_id}"), archived]
