"""Studio: measures, preparation and method on one side; on the other the sweep, with the number of segments under a slider.

What a sweep depends on and what is only looked at are kept apart, each as its part of the address: so turning the slider
works nothing out anew.
"""

import secrets
from typing import Any
from urllib.parse import urlencode

from dash import ALL, ClientsideFunction, Dash, Input, Output, State, ctx, dcc, html
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate

from webapp import auth
from webapp.components import blocks, fields, going, messages, tray, values
from webapp.components.pressed import only_if_pressed, pressed
from webapp.components.studio import drawn, ids, method, saving, side, sweep
from webapp.records import Job
from webapp.rights import Right
from webapp.services import runs, studio
from webapp.services.studio import Found, Studio

PATH = "/datasets/<dataset_id>/studio"
TITLE = "Studio"
SWEEP_MS, CRITERIA_MS = 120, 400


def layout(dataset_id: str = "", **query: Any) -> Component:
    viewer, tab = auth.viewer(), secrets.token_urlsafe(6)
    state, problems = studio.read(urlencode(query, doseq=True))
    opened = studio.open_(viewer, auth.number(dataset_id), state.version)
    choices, found = studio.ask_choices(opened), studio.find(opened, state, tab)
    if isinstance(found, Found):
        found = studio.judged(found, tab)
    return html.Div(
        [
            dcc.Store(id=ids.dataset, data=opened.dataset.id),
            dcc.Store(id=ids.tab, data=tab),
            dcc.Store(id=ids.recipe, data=state.asked().address()),
            dcc.Store(id=ids.looked_at, data=drawn.looked_at(state, found)),
            dcc.Store(id=ids.drawn, data=drawn.marked(found, choices)),
            _tick(ids.sweep_tick, SWEEP_MS, sweep.is_under_way(found)),
            _tick(ids.criteria_tick, CRITERIA_MS, sweep.is_judged_now(found)),
            _head(opened),
            html.Div(sweep.problems([*problems, *side.lost(choices, state)]), id=ids.problems),
            html.Div(
                [html.Aside(side.content(viewer, choices, state), id=ids.side), sweep.place(found)],
                className="k-studio",
            ),
            *([saving.dialog()] if viewer.may(Right.WORK) else []),
        ]
    )


def choose(_ticked: object, _settings: object, _method: object, *kept: object) -> tuple[Any, ...]:
    """Anything that a sweep depends on; controls that were only just drawn change nothing."""
    opened, state, tab = _opened(*kept)
    choices = studio.ask_choices(opened)
    if isinstance(choices, Job):
        raise PreventUpdate
    after = studio.changed(state, choices, drawn.changes(ctx.inputs_list))
    if after == state:
        raise PreventUpdate
    studio.find(opened, after, tab)  # the work begins while the page is told
    return after.asked().address(), side.content(opened.viewer, choices, after)


def look(_recipe: object, ticks: object, judged: object, before: object, *kept: object) -> tuple[Any, ...]:
    """The sweep, as soon as it is there; until then what is drawn stays, and what runs is said."""
    opened, state, tab = _opened(*kept)
    waits = studio.still_waits(opened, drawn.job(before)) if ctx.triggered_id == ids.sweep_tick else None
    found = waits or studio.find(opened, state, tab)
    return drawn.seen(opened, state, found, before, ticks, judged)


def try_again(_clicks: object, ticks: object, judged: object, before: object, *kept: object) -> tuple[Any, ...]:
    pressed("of")
    opened, state, tab = _opened(*kept)
    return drawn.seen(opened, state, studio.find(opened, state, tab, again=True), before, ticks, judged)


def turn(_looks: object, _limits: object, before: object, *kept: object) -> tuple[Any, ...]:
    """Another number of segments, another picture, other axes or limits, all from the sweep that is there."""
    found = _found_as_drawn(before, *kept)
    after = found.turned(drawn.controls(ctx.inputs_list))
    if after.state == found.state:
        raise PreventUpdate
    fields.clear(method.LIMITS)
    return drawn.turned(found, after)


def judge(ticks: object, _limits: object, before: object, *kept: object) -> tuple[Any, ...]:
    """The criteria that take longer, and the verdict under the limits as they stand."""
    found = _found_as_drawn(before, *kept)
    judged = studio.judged(found.turned(drawn.controls(ctx.inputs_list[1:])), str(kept[-1]))
    return sweep.verdict(judged), sweep.table(judged, judged.k), drawn.next_tick(ticks, sweep.is_judged_now(judged))


def ask_to_save(clicks: object, *kept: object) -> tuple[Any, ...]:
    only_if_pressed(clicks)
    found = studio.judged(_found(*kept), str(kept[-1]))
    name = f"{found.studio.dataset.name}, {values.count(found.k, 'segment')}"
    return True, name, saving.reason(found.k, found.verdict), secrets.token_urlsafe(16)


def save(clicks: object, name: object, tags: object, why: object, key: object, *kept: object) -> None:
    only_if_pressed(clicks)
    viewer, found = auth.viewer(), _found(*kept)
    recipe = found.recipe.with_segments(found.k)
    run = runs.save(
        viewer, found.studio.dataset.id, found.studio.version.number, recipe, name, saving.tags_of(tags), why, key=key
    )
    messages.say(f"{run.name} is saved.")
    tray.look_now()
    going.to(f"/runs/{run.id}")


def register(app: Dash) -> None:
    kept = [State(part, "data") for part in (ids.dataset, ids.recipe, ids.looked_at, ids.tab)]
    look_for, limits = Input(ids.look(ALL), "value"), Input(ids.limit(ALL), "value")
    app.callback(
        Output(ids.recipe, "data"), Output(ids.side, "children"),
        Input(ids.chosen(ALL), "value"), Input(ids.setting(ALL, ALL), "value"), Input(ids.method(ALL), "value"), *kept,
        prevent_initial_call=True,
    )(choose)  # fmt: skip
    seen = [(ids.side, "children"), (ids.picture, "children"), (ids.picture, "className"), (ids.progress, "children"),
            (ids.sweep_tick, "max_intervals"), (ids.criteria_tick, "max_intervals"), (ids.drawn, "data"), (ids.looked_at, "data")]  # fmt: skip
    outputs = [Output(part, prop, allow_duplicate=True) for part, prop in seen]
    before = State(ids.drawn, "data")
    app.callback(
        *outputs,
        Input(ids.recipe, "data"),
        Input(ids.sweep_tick, "n_intervals"),
        State(ids.criteria_tick, "n_intervals"),
        before,
        *kept,
        prevent_initial_call=True,
    )(look)
    ticks = [State(tick, "n_intervals") for tick in (ids.sweep_tick, ids.criteria_tick)]
    app.callback(*outputs, Input(ids.again(ALL), "n_clicks"), *ticks, before, *kept, prevent_initial_call=True)(
        try_again
    )
    app.callback(
        Output(ids.looked_at, "data"), Output(ids.map_figure, "figure"), Output(ids.map_title, "children"),
        Output(ids.map_note, "children"), Output(ids.map_behind, "children"), Output(ids.axes, "className"),
        Output(ids.sizes, "children"), Output(ids.profiles, "children"), Output(ids.elbow, "figure"),
        Output(ids.splits_figure, "figure"),
        look_for, limits, before, *kept, prevent_initial_call=True, on_error=method.TOLD_UNDER,
    )(turn)  # fmt: skip
    app.callback(
        Output(ids.verdict, "children"), Output(ids.criteria, "children"), Output(ids.criteria_tick, "max_intervals"),
        Input(ids.criteria_tick, "n_intervals"), limits, before, *kept, prevent_initial_call=True,
    )(judge)  # fmt: skip
    _register_saving(app, kept)
    app.clientside_callback(
        ClientsideFunction("studio", "remember"), Input(ids.recipe, "data"), Input(ids.looked_at, "data")
    )
    app.clientside_callback(ClientsideFunction("studio", "turn"), Output(ids.number, "children"), look_for)


def _register_saving(app: Dash, kept: list[State]) -> None:
    app.callback(
        Output(ids.asked, "is_open"), Output(ids.name, "value"), Output(ids.why, "value"), Output(ids.key, "data"),
        Input(ids.ask, "n_clicks"), *kept, prevent_initial_call=True,
    )(ask_to_save)  # fmt: skip
    app.clientside_callback(
        ClientsideFunction("kindred", "ask"), Output(ids.asked, "is_open", allow_duplicate=True),
        Input(ids.keep, "n_clicks"), prevent_initial_call=True,
    )  # fmt: skip
    written = [State(part, "value") for part in (ids.name, ids.tags, ids.why)]
    app.callback(
        Input(ids.saving, "n_clicks"), *written, State(ids.key, "data"), *kept,
        prevent_initial_call=True, on_error=saving.TOLD_UNDER,
    )(save)  # fmt: skip


def _tick(part: str, every: int, waits: bool) -> Component:
    """Each answer allows one tick more, so that no look begins before the one before it has ended."""
    return dcc.Interval(id=part, interval=every, max_intervals=drawn.next_tick(0, waits))


def _opened(dataset_id: object, recipe: object, looked_at: object, tab: object) -> tuple[Studio, studio.State, str]:
    state, _ = studio.read_parts(recipe, looked_at)
    return studio.open_(auth.viewer(), dataset_id, state.version), state, str(tab)


def _found_as_drawn(before: object, *kept: object) -> Found:
    """Controls speak of the sweep that is drawn; once another is chosen they have nothing to say until that is there."""
    found = _found(*kept)
    if drawn.sweep_of(before) != found.recipe.fingerprint:
        raise PreventUpdate
    return found


def _found(*kept: object) -> Found:
    """The sweep that the page shows."""
    found = studio.find(*_opened(*kept))
    if not isinstance(found, Found):
        raise PreventUpdate
    return found


def _head(opened: Studio) -> Component:
    dataset, version = opened.dataset, opened.version
    facts = [f"Version {version.number}", values.count(version.rows, "row"), version.file_name]
    copy = html.Button("Copy link", type="button", className="btn btn-outline-secondary", **{"data-copy-address": ""})
    actions = [copy, *([saving.button()] if opened.viewer.may(Right.WORK) else [])]
    return blocks.head(TITLE, facts, actions, [dcc.Link(dataset.name, href=f"/datasets/{dataset.id}"), " /"])
