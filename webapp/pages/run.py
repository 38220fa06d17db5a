"""Run: what was found, in words first; the map, a card per segment, profiles, how sure that is, rules, notes; and what can be done."""

from typing import Any

import dash_bootstrap_components as dbc
from dash import ClientsideFunction, Dash, Input, Output, State, dcc, html
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate

from webapp import auth
from webapp.components import blocks, fields, going, messages, notes, sharing, tray, values, waiting
from webapp.components import plans as planned
from webapp.components.pressed import only_if_pressed
from webapp.components.run import cards, criteria, head, ids, picture, profile, profiles, rules, sizes, sure, told
from webapp.components.run import waiting as on_its_way
from webapp.components.run.opened import Opened
from webapp.records import About, Job, Viewer
from webapp.rights import Right
from webapp.services import jobs, plans, runs, sensitivity, shelf

PATH = "/runs/<run_id>"
TITLE = "Run"
LOOK_EVERY_MS = 1_000


def layout(run_id: str = "", **_: Any) -> Component:
    viewer = auth.viewer()
    opened = Opened.of(viewer, auth.number(run_id))
    return html.Div(
        [
            dcc.Store(id=ids.run, data=opened.run.id),
            dcc.Store(id=ids.edit, data=opened.run.edit),
            dcc.Store(id=ids.seen, data=_picture(opened)),
            dcc.Interval(id=ids.tick, interval=LOOK_EVERY_MS, disabled=not on_its_way.moves(opened)),
            html.Div(_content(opened), id=ids.content),
            blocks.section("Notes", "on this run; each segment has its own"),
            notes.thread(viewer, About("run", opened.run.id)),
            sharing.dialog(viewer, opened.run.id),
            *_deletion(opened),
        ]
    )


def watch(_ticks: object, run_id: object, seen: object) -> tuple[Any, ...]:
    opened = Opened.of(auth.viewer(), run_id)
    if _picture(opened) == seen:
        raise PreventUpdate
    return _content(opened), _picture(opened), not on_its_way.moves(opened)


def rename(submits: object, name: object, run_id: object, edit: object) -> tuple[Any, ...]:
    only_if_pressed(submits)
    run = shelf.rename(auth.viewer(), run_id, name, edit)
    fields.clear([ids.new_name])
    messages.say(f"The run is called {run.name} now.")
    return run.name, run.edit, False


def tag(submits: object, tags: object, run_id: object, edit: object) -> tuple[Any, ...]:
    only_if_pressed(submits)
    written = [part.strip() for part in str(tags or "").split(",") if part.strip()]
    run = shelf.tag(auth.viewer(), run_id, written, edit)
    fields.clear([ids.tags])
    messages.say(f"Tags: {', '.join(run.tags)}." if run.tags else "The run has no tags now.")
    return run.edit, False


def again(clicks: object, run_id: object) -> bool:
    only_if_pressed(clicks)
    runs.again(auth.viewer(), run_id)
    tray.look_now()
    return False


def try_again(clicks: object, run_id: object) -> bool:
    only_if_pressed(clicks)
    runs.try_again(auth.viewer(), run_id)
    tray.look_now()
    return False


def cancel(clicks: object, run_id: object) -> bool:
    only_if_pressed(clicks)
    viewer = auth.viewer()
    jobs.cancel(viewer, runs.find(viewer, run_id).job_id)
    return False


def apply(clicks: object, version: object, run_id: object) -> None:
    only_if_pressed(clicks)
    run = runs.apply(auth.viewer(), run_id, auth.number(str(version)))
    tray.look_now()
    going.to(f"/runs/{run.id}")


def archive(clicks: object, run_id: object) -> None:
    only_if_pressed(clicks)
    run = shelf.archive(auth.viewer(), run_id)
    messages.say(f"{run.name} is archived.", undo={"restore run": run.id})
    going.to("/runs")


def restore(clicks: object, run_id: object) -> None:
    only_if_pressed(clicks)
    run = shelf.restore(auth.viewer(), run_id)
    messages.say(f"{run.name} is restored.")
    going.to("/runs")


def delete_for_good(clicks: object, run_id: object) -> None:
    only_if_pressed(clicks)
    run = shelf.delete_for_good(auth.viewer(), run_id)
    messages.say(f"{run.name} is deleted.")
    tray.look_now()
    going.to("/runs?archived=yes")


def look_at_others(_ticks: object, asked: object) -> tuple[Any, ...]:
    found = sensitivity.known(auth.viewer(), waiting.read(asked).get("run"))
    return waiting.drawn(ids.others, found, sure.others)


def ask_others(clicks: object, asked: object) -> tuple[Any, ...]:
    only_if_pressed(clicks)
    return _others(auth.viewer(), asked)


def ask_others_again(clicks: object, asked: object) -> tuple[Any, ...]:
    only_if_pressed(clicks)
    return _others(auth.viewer(), asked, again=True)


def register(app: Dash) -> None:
    run, edit = State(ids.run, "data"), State(ids.edit, "data")
    app.callback(
        Output(ids.content, "children"), Output(ids.seen, "data"), Output(ids.tick, "disabled"),
        Input(ids.tick, "n_intervals"), run, State(ids.seen, "data"), prevent_initial_call=True, running=waiting.not_meanwhile(ids.tick, LOOK_EVERY_MS),
    )(watch)  # fmt: skip
    app.callback(
        Output(ids.name, "children"), Output(ids.edit, "data"), Output(ids.renaming, "open"),
        Input(ids.rename, "n_submit"), State(ids.new_name, "value"), run, edit,
        prevent_initial_call=True, on_error=fields.told_under([ids.new_name], lambda _: ids.new_name),
    )(rename)  # fmt: skip
    app.callback(
        Output(ids.edit, "data", allow_duplicate=True), Output(ids.renaming, "open", allow_duplicate=True),
        Input(ids.tag, "n_submit"), State(ids.tags, "value"), run, edit,
        prevent_initial_call=True, on_error=fields.told_under([ids.tags], lambda _: ids.tags),
    )(tag)  # fmt: skip
    for button, begin in ((ids.again, again), (ids.try_again, try_again), (ids.cancel, cancel)):
        looks = Output(ids.tick, "disabled", allow_duplicate=True)
        app.callback(looks, Input(button, "n_clicks"), run, prevent_initial_call=True)(begin)
    app.callback(Input(ids.apply, "n_clicks"), State(ids.version, "value"), run, prevent_initial_call=True)(apply)
    for button, callback in ((ids.archive, archive), (ids.restore, restore), (ids.delete, delete_for_good)):
        app.callback(Input(button, "n_clicks"), run, prevent_initial_call=True)(callback)
    messages.takes_back("restore run", _take_out_again)
    app.clientside_callback(
        ClientsideFunction("kindred", "ask"), Output(ids.asked, "is_open"),
        Input(ids.ask, "n_clicks"), Input(ids.keep, "n_clicks"), prevent_initial_call=True,
    )  # fmt: skip
    waiting.tie(app, ids.others, look_at_others, ask_others_again)
    asked = State(waiting.ids.asked(ids.others), "data")
    app.callback(
        *waiting.outputs(ids.others, again=True), Input(ids.ask_others, "n_clicks"), asked, prevent_initial_call=True
    )(ask_others)


def _take_out_again(run_id: object) -> None:
    going.to(f"/runs/{shelf.restore(auth.viewer(), run_id).id}")


def _content(opened: Opened) -> list[Component]:
    if opened.result is None:
        return [head.head(opened), on_its_way.card(opened)]
    return [
        head.head(opened),
        html.Div(
            [*on_its_way.repeating(opened), *told.checked(opened), told.metrics(opened), told.verdict(opened)],
            className="k-stack",
        ),
        html.Div([*picture.card(opened), sizes.card(opened)], className="k-run-columns"),
        blocks.section(
            values.count(len(opened.segments), "segment"), "each against everyone; the number is its rank by size"
        ),
        cards.grid(opened),
        blocks.section(
            "Profile",
            "medians in their own units; colour is the distance from everyone. Bold: what the segments were made of",
        ),
        profile.card(opened),
        html.Div(profiles.pictures(opened), className="k-columns k-columns-even k-profiles"),
        blocks.section("How sure", "how close, how firm, and whether others would find the same"),
        html.Div([*sure.closeness(opened), _others_card(opened)], className="k-columns k-columns-even"),
        html.Div([*sure.firmness(opened), *criteria.table(opened)], className="k-stack"),
        blocks.section("Plain rules", "for tools that know no segments: at most three conditions"),
        html.Div([rules.table(opened), told.recipe(opened)], className="k-stack"),
        blocks.section("Plans", "what the team will do for these segments"),
        planned.listed(opened.viewer, plans.of_run(opened.viewer, opened.run.id), opened.run.id),
    ]


def _picture(opened: Opened) -> list[object]:
    """What the page shows, so that it is drawn anew only when that changes."""
    doing = opened.job if opened.result is None else opened.repeating
    far = [doing.state, round(doing.share, 2), doing.sentence] if doing else []
    return [opened.run.state, opened.run.edit, len(opened.checks), *far]


def _others_card(opened: Opened) -> Component:
    found = sensitivity.known(opened.viewer, opened.run.id)
    return waiting.place(ids.others, found, sure.others, {"run": opened.run.id})


def _others(viewer: Viewer, asked: object, *, again: bool = False) -> tuple[Any, ...]:
    found = sensitivity.ask(viewer, waiting.read(asked).get("run"), again=again)
    content, mood, rests = waiting.drawn(ids.others, found, sure.others)
    return content, mood, rests if not isinstance(found, Job) else not waiting.is_under_way(found)


def _deletion(opened: Opened) -> list[Component]:
    """What goes is said before it goes."""
    if not opened.run.archived or not opened.viewer.may(Right.ADMINISTER):
        return []
    going_too = shelf.dependents(opened.viewer, opened.run.id)
    what = [
        values.count(len(opened.segments), "segment"),
        *([values.count(going_too.notes, "note")] if going_too.notes else []),
        *(f"where {name} comes from" for name in going_too.continuing),
    ]
    body = [
        html.P("This cannot be undone. With the run go:"),
        html.Ul([html.Li(each) for each in what], className="k-done"),
    ]
    end = [
        fields.button("Keep it", "outline-secondary", id=ids.keep, type="button"),
        fields.button("Delete run for good", "outline-danger", id=ids.delete, type="button"),
    ]
    parts = [
        dbc.ModalHeader(dbc.ModalTitle(f"Delete {opened.run.name}", id="run-asked-title"), close_button=False),
        dbc.ModalBody(body),
        dbc.ModalFooter(end),
    ]
    return [dbc.Modal(parts, id=ids.asked, is_open=False, labelledby="run-asked-title")]
