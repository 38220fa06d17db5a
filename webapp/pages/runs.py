"""Runs: what the team has made so far, found and sorted in the database, also where there are very many."""

import secrets
from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, State, dcc, html, set_props
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate

from webapp import auth
from webapp.components import blocks, going, messages, states, values
from webapp.components.history import bulk, filters, grid, ids, views
from webapp.components.pressed import only_if_pressed
from webapp.services import datasets, history, runs, shelf, teams
from webapp.services import views as saved
from webapp.services.history import Shown

PATH = "/runs"
TITLE = "Runs"
ICON = "bi-circle-square"


def layout(view: str = "", **query: Any) -> Component:
    viewer = auth.viewer()
    opened = saved.find(viewer, auth.number(view)) if view else None
    shown = Shown.of(opened.shown if opened else query)
    counts = runs.count(viewer), runs.count(viewer, archived=True)
    if not any(counts):
        return html.Div([blocks.head(TITLE, [viewer.team.name]), html.Div(_nothing(), className="card")])
    bar = views.bar(viewer, *counts, saved.mine(viewer), shown, opened.id if opened else None)
    kept = {"view": opened.id if opened else None, "query": shown.address(), "columns": ",".join(history.USUAL)}
    return html.Div(
        [
            dcc.Store(id=ids.asked, data=_asked(shown)),
            dcc.Store(id=ids.origin, data=kept),
            dcc.Store(id=ids.view, data=kept["view"]),
            dcc.Store(id=ids.archived, data=shown.wanted.archived),
            dcc.Store(id=ids.changed),
            dcc.Store(id=ids.star),
            blocks.head(TITLE, [viewer.team.name, html.Span(id=ids.matching, role="status")]),
            bar,
            filters.bar(shown.wanted, datasets.mine(viewer), teams.members(viewer)),
            html.Div([bulk.bar(viewer, shown.wanted.archived), filters.columns(shown)], className="k-over-grid"),
            html.Section(grid.table(viewer, shown), className="card card-flush", **{"aria-label": "Runs"}),
            views.dialog(viewer),
        ]
    )


def rows(request: object, asked: object) -> tuple[dict[str, Any], str]:
    viewer = auth.viewer()
    found = history.page(viewer, *grid.read(asked, request))
    lines = [grid.line(run, viewer) for run in found.rows]
    return {"rowData": lines, "rowCount": found.matching}, values.count(found.matching, "run")


def narrow(*typed: object) -> dict[str, Any]:
    *written, starred, archived = typed
    auth.viewer()
    return filters.chosen(written, starred, archived)


def star(pressed: object) -> None:
    if not isinstance(pressed, dict):  # the page was only just drawn
        raise PreventUpdate
    history.star(auth.viewer(), _number(pressed.get("run")), pressed.get("starred"))


def rename(changes: object) -> str:
    if not isinstance(changes, list):  # the page was only just drawn
        raise PreventUpdate
    change = changes[0] if changes and isinstance(changes[0], dict) else {}
    row = change["data"] if isinstance(change.get("data"), dict) else {}
    run = shelf.rename(auth.viewer(), _number(row.get("id")), change.get("value"), row.get("edit"))
    messages.say(f"The run is called {run.name} now.")
    return _now()


def archive(clicks: object, ticked: object) -> str:
    only_if_pressed(clicks)
    changed = history.archive(auth.viewer(), bulk.ticked(ticked))
    messages.say(f"{values.count(len(changed), 'run')} archived.", undo={"archived runs": changed} if changed else None)
    return _now()


def restore(clicks: object, ticked: object) -> str:
    only_if_pressed(clicks)
    changed = history.restore(auth.viewer(), bulk.ticked(ticked))
    messages.say(f"{values.count(len(changed), 'run')} restored.", undo={"restored runs": changed} if changed else None)
    return _now()


def tag(clicks: object, word: object, ticked: object) -> tuple[str, str]:
    only_if_pressed(clicks)
    changed = history.tag(auth.viewer(), bulk.ticked(ticked), word)
    undo: dict[str, Any] | None = {"tagged runs": {"runs": changed, "tag": word}} if changed else None
    messages.say(f"{values.count(len(changed), 'run')} tagged.", undo=undo)
    return _now(), ""


def compare(clicks: object, ticked: object) -> None:
    only_if_pressed(clicks)
    chosen = history.chosen(auth.viewer(), bulk.ticked(ticked))
    going.to(f"/compare?runs={','.join(str(run.id) for run in chosen)}")


def ask_to_keep(clicks: object) -> tuple[bool, str, str]:
    only_if_pressed(clicks)
    auth.viewer()
    return True, "", secrets.token_urlsafe(16)


def keep(clicks: object, name: object, for_team: object, key: object, *looked_at: object) -> None:
    only_if_pressed(clicks)
    asked, request, columns = looked_at
    given = grid.ordered(asked, request).to_json() | {"columns": grid.columns_of(columns)}
    view = saved.save(auth.viewer(), name, Shown.of(given), for_team, key)
    messages.say(f"The view {view.name} is saved.")
    going.to(f"/runs?view={view.id}")


def remove_view(clicks: object, view_id: object) -> None:
    only_if_pressed(clicks)
    view = saved.remove(auth.viewer(), view_id)
    messages.say(f"The view {view.name} is removed.", undo={"removed view": view.id})
    going.to("/runs")


def register(app: Dash) -> None:
    request, asked, ticked = (
        State(ids.grid, "getRowsRequest"),
        State(ids.asked, "data"),
        State(ids.grid, "selectedRows"),
    )
    app.callback(
        Output(ids.grid, "getRowsResponse"), Output(ids.matching, "children"),
        Input(ids.grid, "getRowsRequest"), asked, prevent_initial_call=True,
    )(rows)  # fmt: skip
    app.callback(
        Output(ids.asked, "data"), *filters.TYPED, filters.STARRED, filters.ARCHIVED, prevent_initial_call=True
    )(narrow)
    app.callback(Input(ids.star, "data"), prevent_initial_call=True)(star)
    changed = Output(ids.changed, "data", allow_duplicate=True)
    app.callback(changed, Input(ids.grid, "cellValueChanged"), prevent_initial_call=True, on_error=_as_it_is)(rename)
    for button, callback in ((ids.archive, archive), (ids.restore, restore)):
        app.callback(changed, Input(button, "n_clicks"), ticked, prevent_initial_call=True)(callback)
    app.callback(Input(ids.compare, "n_clicks"), ticked, prevent_initial_call=True)(compare)
    app.callback(
        changed, Output(ids.new_tag, "value"), Input(ids.tagging, "n_clicks"), State(ids.new_tag, "value"), ticked,
        prevent_initial_call=True,
    )(tag)  # fmt: skip
    _register_views(app, [asked, request, State(ids.grid, "columnState")])
    _register_in_the_browser(app)
    for what, taken_back in (
        ("archived runs", _restore_again),
        ("restored runs", _archive_again),
        ("tagged runs", _untag),
    ):
        messages.takes_back(what, taken_back)
    messages.takes_back("removed view", _put_back)


def _register_views(app: Dash, looked_at: list[State]) -> None:
    app.callback(
        Output(ids.keeping, "is_open"), Output(ids.view_name, "value"), Output(ids.key, "data"),
        Input(ids.ask_to_keep, "n_clicks"), prevent_initial_call=True,
    )(ask_to_keep)  # fmt: skip
    app.clientside_callback(
        ClientsideFunction("kindred", "ask"), Output(ids.keeping, "is_open", allow_duplicate=True),
        Input(ids.not_now, "n_clicks"), prevent_initial_call=True,
    )  # fmt: skip
    app.callback(
        Input(ids.keep, "n_clicks"), State(ids.view_name, "value"), State(ids.for_team, "value"), State(ids.key, "data"),
        *looked_at, prevent_initial_call=True, on_error=views.TOLD_UNDER,
    )(keep)  # fmt: skip
    app.callback(Input(ids.remove_view, "n_clicks"), State(ids.view, "data"), prevent_initial_call=True)(remove_view)


def _register_in_the_browser(app: Dash) -> None:
    """The address bar, asking for rows anew, the columns, and what the buttons over the table may do."""
    app.clientside_callback(
        ClientsideFunction("history", "remember"),
        Input(ids.asked, "data"), Input(ids.grid, "getRowsRequest"), Input(ids.grid, "columnState"), State(ids.origin, "data"),
        prevent_initial_call=True,
    )  # fmt: skip
    app.clientside_callback(
        ClientsideFunction("history", "look_again"), Input(ids.asked, "data"), Input(ids.changed, "data"),
        prevent_initial_call=True,
    )  # fmt: skip
    app.clientside_callback(
        ClientsideFunction("history", "show_columns"), Input(ids.columns, "value"), prevent_initial_call=True
    )
    app.clientside_callback(
        ClientsideFunction("history", "count"), Output(ids.chosen, "children"), Input(ids.grid, "selectedRows"),
        prevent_initial_call=True,
    )  # fmt: skip


def _as_it_is(error: Exception) -> None:
    """What could not be changed is shown as it stands by now."""
    messages.tell(error)
    _look_again()


def _look_again() -> None:
    set_props(ids.changed, {"data": _now()})


def _restore_again(run_ids: object) -> None:
    history.restore(auth.viewer(), run_ids)
    _look_again()


def _archive_again(run_ids: object) -> None:
    history.archive(auth.viewer(), run_ids)
    _look_again()


def _untag(tagged: object) -> None:
    said = tagged if isinstance(tagged, dict) else {}
    history.untag(auth.viewer(), said.get("runs"), said.get("tag"))
    _look_again()


def _put_back(view_id: object) -> None:
    going.to(f"/runs?view={saved.put_back(auth.viewer(), view_id).id}")


def _asked(shown: Shown) -> dict[str, Any]:
    """The filters alone, in the words of the address; order and columns are the grid's."""
    wanted = shown.wanted
    typed = [
        wanted.search,
        wanted.dataset_id,
        wanted.method,
        wanted.segments,
        wanted.tag,
        wanted.person_id,
        wanted.status,
    ]
    return filters.chosen(typed, wanted.starred, wanted.archived)


def _number(text: object) -> object:
    return auth.number(text) if isinstance(text, str) else text


def _now() -> str:
    """Something new, so that the browser notices."""
    return secrets.token_urlsafe(6)


def _nothing() -> Component:
    text = "A run is what the studio found and somebody saved. Open a dataset, then its studio, and save what you see as a run."
    go = dcc.Link("Go to the datasets", href="/datasets", className="btn btn-outline-secondary")
    return states.empty(ICON, "No runs yet", text, go)
