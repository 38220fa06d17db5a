"""A new plan: choose the run, then the segments; or one click on what was suggested for them."""

import secrets
from typing import Any

import dash_bootstrap_components as dbc
from dash import ALL, Dash, Input, State, dcc, html
from dash.development.base_component import Component

from core.planning import Plan
from webapp import auth
from webapp.components import blocks, fields, going, messages, states
from webapp.components.plans import form
from webapp.components.plans.result import sentence
from webapp.components.plans.words import judged, kpi
from webapp.components.pressed import pressed
from webapp.records import JobState, Run, Segment, Viewer
from webapp.rights import Right
from webapp.services import plan_results, plans, runs, segments, teams
from webapp.services.plan_results import Past

PATH = "/plans/new"
TITLE = "New plan"
MOST_RUNS = 20


class ids:  # noqa: N801
    form = "plan-new"
    run = "plan-new-run"
    key = "plan-new-key"

    @staticmethod
    def suggested(number: Any, strategy: Any) -> dict[str, Any]:
        return {"part": "plan-new-suggested", "number": number, "strategy": strategy}


def layout(run: str = "", segment: str = "", **_: Any) -> Component:
    viewer = auth.viewer()
    viewer.must(Right.WORK)
    crumbs = [dcc.Link("Plans", href="/plans"), " /"]
    if not run:
        return html.Div([blocks.head(TITLE, ["Which run has the segments?"], crumbs=crumbs), _runs(viewer)])
    chosen = runs.find(viewer, auth.number(run))
    every = segments.of_run(viewer, chosen.id)
    if not every:
        return html.Div([blocks.head(TITLE, [chosen.name], crumbs=crumbs), html.Div(_waits(), className="card")])
    numbers = [one.number for one in every if str(one.number) == segment] or [every[0].number]
    return html.Div(
        [
            blocks.head(TITLE, [f"for segments of {chosen.name}, version {chosen.version}"], crumbs=crumbs),
            html.Div([_form(viewer, chosen, every, numbers), _side(viewer, chosen, every, numbers)], className="k-columns"),
        ]
    )  # fmt: skip


def make(_submits: object, *typed: object) -> None:
    *raw, run_id, key = typed
    values, owner = form.typed(raw)
    kept = plans.make(auth.viewer(), run_id, values, auth.number(str(owner)) or None, key=key)
    messages.say(f"{kept.plan.name} is a plan now.")
    going.to(f"/plans/{kept.id}")


def take(_clicks: object, run_id: object, key: object) -> None:
    """A suggested strategy, in one click."""
    kept = plans.make_suggested(auth.viewer(), run_id, pressed("number"), pressed("strategy"), key=key)
    messages.say(f"{kept.plan.name} is a plan now.")
    going.to(f"/plans/{kept.id}")


def register(app: Dash) -> None:
    run, key = State(ids.run, "data"), State(ids.key, "data")
    app.callback(
        Input(ids.form, "n_submit"), *form.states(), run, key,
        prevent_initial_call=True, on_error=fields.told_under(form.FIELDS, form.which),
    )(make)  # fmt: skip
    app.callback(Input(ids.suggested(ALL, ALL), "n_clicks"), run, key, prevent_initial_call=True)(take)


def _runs(viewer: Viewer) -> Component:
    done = [run for run in runs.mine(viewer) if run.state is JobState.DONE][:MOST_RUNS]
    if not done:
        text = "A plan is for segments of a run. Open a dataset, then its studio, and save a run."
        go = dcc.Link("Go to the datasets", href="/datasets", className="btn btn-outline-secondary")
        return html.Div(states.empty("bi-circle-square", "No run has segments yet", text, go), className="card")
    rows = [
        blocks.link_row("bi-circle-square", run.name, f"/plans/new?run={run.id}", f"{run.segments} segments of {run.dataset}, version {run.version}")
        for run in done
    ]  # fmt: skip
    return html.Section(html.Div(rows, className="k-rows"), className="card card-flush", **{"aria-label": "Runs"})


def _waits() -> Component:
    return states.empty(
        "bi-hourglass", "This run has no segments yet", "Wait until it is done, then plan for its segments."
    )


def _form(viewer: Viewer, run: Run, every: list[Segment], numbers: list[int]) -> Component:
    options = [{"value": one.number, "label": one.name} for one in every]
    plan = Plan(name=form.UNNAMED, segments=tuple(numbers), currency=viewer.team.settings.currency)
    parts = [
        dcc.Store(id=ids.run, data=run.id),
        dcc.Store(id=ids.key, data=secrets.token_urlsafe(16)),
        *form.form(plan, options, teams.members(viewer), viewer.person.id, is_new=True),
        html.Div(fields.button("Make plan"), className="k-form-end"),
    ]
    body = dbc.Form(html.Div(parts, className="k-form"), id=ids.form, prevent_default_on_submit=True)
    return html.Section(body, className="card", **{"aria-label": "The plan"})


def _side(viewer: Viewer, run: Run, every: list[Segment], numbers: list[int]) -> Component:
    earlier = [past for past in plan_results.past(viewer, run.id, numbers) if _told(past)]
    before = [
        blocks.card("Earlier plans for them", html.Div([_past(one) for one in earlier], className="k-rows"), flush=True)
    ]
    suggested = _suggestions([one for one in every if one.number in numbers])
    return html.Div([suggested, *(before if earlier else [])], className="k-stack")


def _past(past: Past) -> Component:
    icon = html.I(className="bi bi-kanban", **blocks.HIDDEN)
    return blocks.row(icon, dcc.Link(past.kept.plan.name, href=f"/plans/{past.kept.id}"), _told(past))


def _told(past: Past) -> str:
    """What was worked out, else what somebody typed in."""
    if past.result is not None:
        return sentence(past.kept.plan, past.result)
    typed = past.kept.plan.result
    return "" if typed is None else f"{judged(past.kept.plan)}: {kpi(past.kept.plan, typed)}, typed in."


def _suggestions(chosen: list[Segment]) -> Component:
    """What was suggested for the segments: each becomes a plan at once."""
    rows = [_suggestion(one, strategy) for one in chosen for strategy in one.profile.get("strategies", [])]
    said = (
        html.Div(rows, className="k-rows")
        if rows
        else html.P("Nothing was suggested for this segment.", className="k-note")
    )
    return blocks.card("Suggested", said, note="One click fills a plan in; change it afterwards", flush=bool(rows))


def _suggestion(segment: Segment, strategy: dict[str, Any]) -> Component:
    take_ = fields.button(
        "Plan this", "outline-secondary", id=ids.suggested(segment.number, strategy["key"]), type="button"
    )
    return blocks.row(
        html.I(className="bi bi-lightbulb", **blocks.HIDDEN),
        strategy["title"],
        f"{segment.name}: {strategy['objective']}",
        take_,
    )
