"""Bring a file: what was found in it, what a person decides about it, and the reading of it."""

from typing import Any

from dash import ALL, Dash, Input, Output, Patch, State, dcc, html, no_update
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate

from core.errors import BadInput
from webapp import auth
from webapp.components import blocks, fields, going, messages, tray, values, waiting
from webapp.components.bringing import answer, columns, found, keeping, settings, stages
from webapp.components.pressed import only_if_pressed, pressed
from webapp.services import bringing, deciding, door, uploads
from webapp.services.bringing import Bringing, Stage

PATH = "/datasets/bring/<upload_id>"
TITLE = "Bring a file"
LOOK_EVERY_MS = 1_000
CHANGED = "You changed how the file is read. This is what comes out now: check it, then keep it."


class ids:  # noqa: N801
    upload = "bring-upload"
    seen = "bring-seen"
    tick = "bring-tick"
    found = "bring-found"
    settings = "bring-settings"
    keep = "bring-keep"
    name = "bring-name"
    mode = "bring-mode"
    keep_now = "bring-keep-now"
    give_up = "bring-give-up"
    stop = "bring-stop"
    rows = "bring-rows"
    rows_shown = "bring-rows-shown"
    more = "bring-more"

    @staticmethod
    def look(place: Any) -> dict[str, Any]:
        return {"part": "bring-look", "place": place}


def layout(upload_id: str = "", **_: Any) -> Component:
    here = bringing.see(auth.viewer(), auth.number(upload_id))
    upload, known = here.upload, here.known
    crumbs = [dcc.Link("Datasets", href="/datasets"), " /"]
    if known:
        crumbs += [" ", dcc.Link(known.name, href=f"/datasets/{known.id}"), " /"]
    hidden, seen = here.stage is not Stage.DECIDING, {**stages.picture(here), "kept": here.stage is Stage.DECIDING}
    last = html.Div([] if hidden else _keep(here), id=ids.keep, hidden=hidden)
    side = html.Div([html.Div(_settings(here), id=ids.settings), last], className="k-stack k-side-stays")
    return html.Div(
        [
            dcc.Store(id=ids.upload, data=upload.id),
            dcc.Store(id=ids.seen, data=seen),
            dcc.Interval(id=ids.tick, interval=LOOK_EVERY_MS, disabled=not _moves(here)),
            blocks.head(upload.file_name, [values.size(upload.size)], crumbs=crumbs),
            html.Div([html.Div(_found(here), id=ids.found, className="k-stack"), side], className="k-bring"),
        ]
    )


def watch(_ticks: object, upload_id: object, seen: object) -> tuple[Any, ...]:
    here, before = bringing.see(auth.viewer(), upload_id), seen if isinstance(seen, dict) else {}
    if stages.picture(here) == {key: before.get(key) for key in ("version", "looks")}:
        raise PreventUpdate
    if here.stage is Stage.DONE and here.known:
        going.to(f"/datasets/{here.known.id}")
    return _shown(here, before)


def more_columns(clicks: object, upload_id: object, shown: object) -> tuple[Any, ...]:
    only_if_pressed(clicks)
    looked = bringing.see(auth.viewer(), upload_id).upload.looked or {"columns": []}
    first = door.whole(shown, 0, len(looked["columns"]), "The number of columns shown")
    added, shown_now = Patch(), first + columns.AT_ONCE
    added.extend(columns.rows(looked, first))
    return added, shown_now, shown_now >= len(looked["columns"])


def look_again(_clicks: object, values_: object, places: object, upload_id: object, seen: object) -> tuple[Any, ...]:
    pressed("place")
    before = seen if isinstance(seen, dict) else {}
    form = deciding.given(values_, places)
    return _shown(bringing.look_again(auth.viewer(), upload_id, form, before.get("version")), before)


def keep(
    clicks: object, name: object, mode: object, values_: object, places: object, upload_id: object, seen: object
) -> tuple[Any, ...]:
    only_if_pressed(clicks)
    before, form = seen if isinstance(seen, dict) else {}, deciding.given(values_, places)
    here, kept = bringing.keep(auth.viewer(), upload_id, form, name, mode, before.get("version"))
    fields.clear([ids.name])
    if not kept:
        messages.say(CHANGED)
    tray.look_now()
    return _shown(here, before)


def stop(clicks: object, upload_id: object) -> None:
    only_if_pressed(clicks)
    bringing.stop(auth.viewer(), upload_id)


def give_up(clicks: object, upload_id: object) -> None:
    only_if_pressed(clicks)
    uploads.give_up(auth.viewer(), upload_id)
    messages.say("The file is given up.")
    going.to("/datasets")


def register(app: Dash) -> None:
    shown = (
        Output(ids.found, "children"), Output(ids.settings, "children"), Output(ids.keep, "children"), Output(ids.keep, "hidden"),
        Output(ids.seen, "data"), Output(ids.tick, "disabled"),
    )  # fmt: skip
    again = [Output(each.component_id, each.component_property, allow_duplicate=True) for each in shown]
    form = State(answer(ALL, ALL), "value"), State(answer(ALL, ALL), "id")
    app.callback(
        *shown,
        Input(ids.tick, "n_intervals"),
        State(ids.upload, "data"),
        State(ids.seen, "data"),
        prevent_initial_call=True,
        running=waiting.not_meanwhile(ids.tick, LOOK_EVERY_MS),
    )(watch)
    app.callback(
        *again, Input(ids.look(ALL), "n_clicks"), *form, State(ids.upload, "data"), State(ids.seen, "data"),
        prevent_initial_call=True,
    )(look_again)  # fmt: skip
    app.callback(
        *again, Input(ids.keep_now, "n_clicks"), State(ids.name, "value"), State(ids.mode, "value"), *form,
        State(ids.upload, "data"), State(ids.seen, "data"), prevent_initial_call=True, on_error=_tell,
    )(keep)  # fmt: skip
    app.callback(
        Output(ids.rows, "children"), Output(ids.rows_shown, "data"), Output(ids.more, "hidden"),
        Input(ids.more, "n_clicks"), State(ids.upload, "data"), State(ids.rows_shown, "data"), prevent_initial_call=True,
    )(more_columns)  # fmt: skip
    app.callback(Input(ids.stop, "n_clicks"), State(ids.upload, "data"), prevent_initial_call=True)(stop)
    app.callback(Input(ids.give_up, "n_clicks"), State(ids.upload, "data"), prevent_initial_call=True)(give_up)


def _tell(error: Exception) -> None:
    """A problem with the name is told under its field."""
    if isinstance(error, BadInput) and ("name" in error.sentence or "called" in error.sentence):
        fields.told_under([ids.name], lambda _: ids.name)(error)
        return
    messages.tell(error)


def _shown(here: Bringing, before: dict[str, Any]) -> tuple[Any, ...]:
    """The last step is drawn once and only hidden meanwhile, so that what was typed there stays."""
    deciding_now, drawn = here.stage is Stage.DECIDING, bool(before.get("kept"))
    last = _keep(here) if deciding_now and not drawn else no_update
    seen = {**stages.picture(here), "kept": drawn or deciding_now}
    return _found(here), _settings(here), last, not deciding_now, seen, not _moves(here)


def _found(here: Bringing) -> list[Component]:
    if here.stage in (Stage.LOOKING, Stage.READING):
        stop = fields.button("Stop", "outline-secondary", id=ids.stop, type="button")
        return [stages.under_way(here, [stop])]
    if here.stage is Stage.UNREADABLE:
        return [stages.unreadable(here, _look_again("file", "primary"), _give_up())]
    if here.upload.looked is None or here.stage is not Stage.DECIDING:
        return [stages.ended(here)]
    looked = here.upload.looked
    return [
        *([stages.trouble(here)] if here.trouble else []),
        found.found(looked),
        found.first_rows(looked),
        columns.columns(looked, ids.rows, _more(looked), _look_again("columns")),
    ]


def _settings(here: Bringing) -> list[Component]:
    if here.upload.looked is None or here.stage is not Stage.DECIDING:
        return []
    form = [*settings.as_found(here.upload.looked), html.Div(_look_again("file"), className="k-form-end")]
    return [blocks.card("How the file is read", html.Div(form, className="k-form"))]


def _keep(here: Bringing) -> Component:
    words = "Keep as dataset" if here.known is None else "Keep as next version"
    actions = [fields.button(words, id=ids.keep_now, type="button"), _give_up()]
    return keeping.keeping(here.upload, here.known, ids.name, ids.mode, actions)


def _more(looked: dict[str, Any]) -> list[Component]:
    few = len(looked["columns"]) <= columns.AT_ONCE
    label = f"Show {columns.AT_ONCE} more columns"
    return [
        html.Button(label, id=ids.more, className="btn btn-link", type="button", hidden=few),
        dcc.Store(id=ids.rows_shown, data=columns.AT_ONCE),
    ]


def _look_again(place: str, kind: str = "outline-secondary") -> Component:
    return fields.button("Look again", kind, id=ids.look(place), type="button")


def _give_up() -> Component:
    return fields.button("Give this file up", "link", id=ids.give_up, type="button")


def _moves(here: Bringing) -> bool:
    return here.stage in (Stage.LOOKING, Stage.READING)
