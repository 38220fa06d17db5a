"""Plan: what the team will do for some segments, where that stands, and what people say about it."""

from typing import Any

import dash_bootstrap_components as dbc
from dash import ALL, Dash, Input, Output, State, dcc, html, set_props
from dash.development.base_component import Component

from webapp import auth
from webapp.components import blocks, fields, going, messages, notes, states
from webapp.components.plans import exports, form, head, told
from webapp.components.plans.words import STATUSES
from webapp.components.pressed import only_if_pressed, pressed
from webapp.pages.plan_parts import audience, result
from webapp.pages.plan_parts import pressure as crowd
from webapp.records import About, KeptPlan, Viewer
from webapp.rights import Right
from webapp.services import audience_exports, audiences, plan_results, plans, pressure, segments, teams
from webapp.services.plans import Overtaken

PATH = "/plans/<plan_id>"
TITLE = "Plan"


class ids:  # noqa: N801
    plan = "plan-id"
    edit = "plan-edit"
    content = "plan-content"
    told = "plan-told"
    form = "plan-form"
    theirs = "plan-theirs"
    remove = "plan-remove"


def layout(plan_id: str = "", **_: Any) -> Component:
    viewer = auth.viewer()
    kept = plans.find(viewer, auth.number(plan_id))
    if kept.removed:
        return html.Div([blocks.head(kept.plan.name, ["Deleted"]), html.Div(_removed(), className="card")])
    return html.Div(
        [
            dcc.Store(id=ids.plan, data=kept.id),
            dcc.Store(id=ids.edit, data=kept.edit),
            html.Div(_content(viewer, kept), id=ids.content),
            html.Div(_parts(viewer, kept), className="k-stack"),
            *([_changing(viewer, kept)] if viewer.may(Right.WORK) else []),
            blocks.section("Notes", "on this plan"),
            notes.thread(viewer, About("plan", kept.id)),
        ]
    )


def save(_submits: object, *typed: object) -> tuple[Any, ...]:
    *raw, plan_id, edit = typed
    viewer, (values, owner) = auth.viewer(), form.typed(raw)
    saved = plans.edit(viewer, plan_id, values, edit)
    if str(saved.owner_id or "") != str(owner or ""):
        saved = plans.give_to(viewer, saved.id, _person(owner), saved.edit)
    fields.clear(form.FIELDS)
    messages.say("The plan is saved.")
    return _content(viewer, saved), told.told(saved), saved.edit, []


def move(_clicks: object, plan_id: object, edit: object) -> tuple[Any, ...]:
    viewer = auth.viewer()
    moved = pressure.move(viewer, plan_id, pressed("status"), edit)
    messages.say(f"{moved.plan.name} is {STATUSES[moved.plan.status].lower()} now.")
    going.to(f"/plans/{moved.id}?status={moved.plan.status}")
    return _content(viewer, moved), moved.edit


def remove(clicks: object, plan_id: object) -> None:
    only_if_pressed(clicks)
    kept = plans.remove(auth.viewer(), plan_id)
    messages.say(f"{kept.plan.name} is deleted.", undo={"put back plan": kept.id})
    going.to("/plans")


def register(app: Dash) -> None:
    plan, edit = State(ids.plan, "data"), State(ids.edit, "data")
    app.callback(
        Output(ids.content, "children"), Output(ids.told, "children"), Output(ids.edit, "data"), Output(ids.theirs, "children"),
        Input(ids.form, "n_submit"), *form.states(), plan, edit, prevent_initial_call=True, on_error=_tell,
    )(save)  # fmt: skip
    app.callback(
        Output(ids.content, "children", allow_duplicate=True), Output(ids.edit, "data", allow_duplicate=True),
        Input(head.move_id(ALL), "n_clicks"), plan, edit, prevent_initial_call=True,
    )(move)  # fmt: skip
    app.callback(Input(ids.remove, "n_clicks"), plan, prevent_initial_call=True)(remove)
    messages.takes_back("put back plan", _put_back)
    for part in (audience, crowd, result):
        part.register(app)


def _content(viewer: Viewer, kept: KeptPlan) -> list[Component]:
    return [
        head.head(viewer, kept, ids.remove),
        head.steps(kept, plans.trail(viewer, kept.id), viewer.person.zone),
    ]


def _parts(viewer: Viewer, kept: KeptPlan) -> list[Component]:
    """Whether it worked stands first once there is something to judge."""
    words, judged = html.Div(told.told(kept), id=ids.told), result.part(viewer, kept)
    first = [judged, words] if kept.plan.status in plan_results.JUDGED else [words, judged]
    return [*first, audience.part(viewer, kept), *crowd.part(viewer, kept), *_exports(viewer, kept)]


def _exports(viewer: Viewer, kept: KeptPlan) -> list[Component]:
    made, forms = audience_exports.of_plan(viewer, kept.id), audience_exports.FORMS
    leaves = kept.plan.status in audience_exports.LEAVES_FROM and audiences.find(viewer, kept.id) and kept.run_id
    exporting = (
        [exports.exporting(kept.id, forms, audience_exports.missing(viewer, kept))]
        if leaves and viewer.may(Right.WORK)
        else []
    )
    return [*exporting, *([exports.listed(made, forms, viewer.person.zone)] if made else [])]


def _changing(viewer: Viewer, kept: KeptPlan) -> Component:
    parts = [
        html.Div(id=ids.theirs),
        *form.form(kept.plan, _segments(viewer, kept), teams.members(viewer), kept.owner_id, is_new=False),
        html.Div(fields.button("Save plan"), className="k-form-end"),
    ]
    body = dbc.Form(html.Div(parts, className="k-form"), id=ids.form, prevent_default_on_submit=True)
    return html.Details([html.Summary("Change the plan"), body], className="card k-disclosure k-plan-change")


def _segments(viewer: Viewer, kept: KeptPlan) -> list[dict[str, Any]]:
    """Those of its run; once that is gone, those that it was made for."""
    of_run = segments.of_run(viewer, kept.run_id) if kept.run_id else kept.segments
    return [{"value": one.number, "label": one.name} for one in of_run]


def _removed() -> Component:
    back = dcc.Link("Go to the plans", href="/plans", className="btn btn-outline-secondary")
    return states.empty("bi-trash", "This plan was deleted", "Whoever deleted it could put it back right then.", back)


def _put_back(plan_id: object) -> None:
    going.to(f"/plans/{plans.put_back(auth.viewer(), plan_id).id}")


def _person(owner: object) -> object:
    return auth.number(owner) if isinstance(owner, str) and owner else None


def _tell(error: Exception) -> None:
    """What the other saved stands above one's own words; saving again goes on from there."""
    if isinstance(error, Overtaken):
        theirs = error.theirs
        said = [html.P(error.sentence), html.P(f"{theirs.edited_by} saved:"), told.told(theirs)]
        set_props(ids.theirs, {"children": html.Div(said, className="k-alert-warn k-note-theirs")})
        set_props(ids.edit, {"data": theirs.edit})
        return
    fields.told_under(form.FIELDS, form.which)(error)
