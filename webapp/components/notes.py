"""Notes on whatever has them: written, changed, removed and put back. Markdown, without any HTML in it.

    notes.thread(viewer, About("run", 12))      in a layout, as often as wanted
    notes.register(app)                         once

Who saves second keeps what they typed, and sees what the other wrote above it.
"""

import secrets
from typing import Any

import dash_bootstrap_components as dbc
from dash import MATCH, Dash, Input, Output, State, ctx, dcc, html, set_props
from dash.development.base_component import Component

from core.errors import BadInput
from webapp import auth
from webapp.clock import now
from webapp.components import fields, messages
from webapp.components.people import face
from webapp.components.pressed import only_if_pressed
from webapp.components.times import stamp
from webapp.records import About, Note, Viewer
from webapp.rights import Right
from webapp.services import notes
from webapp.services.notes import Overtaken

HINT = "Markdown: **bold**, *italic*, - lists, [links](https://example.org)."


class ids:  # noqa: N801
    """Of a thread by what it is about, of a note by its number."""

    @staticmethod
    def thread(part: str, about: Any = MATCH) -> dict[str, Any]:
        return {"block": "notes", "part": part, "about": about}

    @staticmethod
    def note(part: str, note_id: Any = MATCH) -> dict[str, Any]:
        return {"block": "note", "part": part, "note": note_id}


def thread(viewer: Viewer, about: About) -> Component:
    place = f"{about.kind} {about.id}"
    list_ = html.Div(_articles(viewer, about), id=ids.thread("list", place))
    writing = [_new(place)] if viewer.may(Right.WORK) else []
    return html.Section([list_, *writing], className="card card-flush k-notes", **{"aria-label": "Notes"})


def add(submits: object, body: object, key: object) -> tuple[Any, ...]:
    only_if_pressed(submits)
    viewer, about = auth.viewer(), _about(ctx.triggered_id)
    notes.add(viewer, about, body, key=key)
    return _articles(viewer, about), "", secrets.token_urlsafe(16), ""


def save(submits: object, body: object, edit: object) -> Component:
    only_if_pressed(submits)
    viewer = auth.viewer()
    note = notes.edit(viewer, _note_id(ctx.triggered_id), body, edit)
    return _article(viewer, note)


def remove(clicks: object) -> list[Component]:
    only_if_pressed(clicks)
    note = notes.remove(auth.viewer(), _note_id(ctx.triggered_id))
    messages.say("The note is removed.", undo={"put back note": note.id})
    return []


def register(app: Dash) -> None:
    app.callback(
        Output(ids.thread("list"), "children"), Output(ids.thread("body"), "value"), Output(ids.thread("key"), "data"),
        Output(ids.thread("problem"), "children"),
        Input(ids.thread("form"), "n_submit"), State(ids.thread("body"), "value"), State(ids.thread("key"), "data"),
        prevent_initial_call=True, on_error=_tell_writer,
    )(add)  # fmt: skip
    app.callback(
        Output(ids.note("whole"), "children"),
        Input(ids.note("form"), "n_submit"), State(ids.note("body"), "value"), State(ids.note("edit"), "data"),
        prevent_initial_call=True, on_error=_tell_editor,
    )(save)  # fmt: skip
    app.callback(
        Output(ids.note("whole"), "children", allow_duplicate=True), Input(ids.note("remove"), "n_clicks"),
        prevent_initial_call=True,
    )(remove)  # fmt: skip
    messages.takes_back("put back note", _put_back)


def _put_back(note_id: object) -> None:
    """Where it was, if that is on the page still."""
    viewer = auth.viewer()
    about = notes.put_back(viewer, note_id).about
    set_props(ids.thread("list", f"{about.kind} {about.id}"), {"children": _articles(viewer, about)})


def _articles(viewer: Viewer, about: About) -> list[Component]:
    found = notes.of(viewer, about)
    if not found:
        return [html.P("Nobody has written anything yet.", className="k-note k-notes-none")]
    return [html.Div(_article(viewer, note), id=ids.note("whole", note.id)) for note in found]


def _article(viewer: Viewer, note: Note) -> Component:
    words = [html.B(note.author), " ", stamp(note.made, viewer.person.zone, now())]
    body = dcc.Markdown(note.body, link_target="_blank", className="k-note-body")
    changing = [_changing(note)] if viewer.may(Right.WORK) else []
    return html.Article(
        [html.Header([face(note.author), html.Div(words)]), body, *_trail(viewer, note), *changing],
        className="k-written",
    )


def _trail(viewer: Viewer, note: Note) -> list[Component]:
    """Every wording before, folded away."""
    if not note.edits:
        return []
    zone = viewer.person.zone
    said = [
        html.Li(
            [
                html.Span([f"Before {edit.person} changed it, ", stamp(edit.at, zone, now())], className="k-quiet"),
                html.Pre(edit.body),
            ]
        )
        for edit in notes.trail(viewer, note.id)
    ]
    times = "once" if note.edits == 1 else "twice" if note.edits == 2 else f"{note.edits} times"
    return [
        html.Details(
            [html.Summary(f"Changed {times}, last by {note.edited_by}"), html.Ul(said)], className="k-note-trail"
        )
    ]


def _changing(note: Note) -> Component:
    acts = [
        fields.button("Save note", "primary btn-sm"),
        html.Button(
            "Remove", id=ids.note("remove", note.id), type="button", className="btn btn-sm btn-outline-secondary"
        ),
    ]
    form = dbc.Form(
        [
            dcc.Store(id=ids.note("edit", note.id), data=note.edit),
            html.Div(id=ids.note("theirs", note.id)),
            _area(ids.note("body", note.id), f"Note by {note.author}", note.body),
            _problem(ids.note("problem", note.id)),
            html.Div(acts, className="k-note-acts"),
        ],
        id=ids.note("form", note.id), prevent_default_on_submit=True,
    )  # fmt: skip
    return html.Details([html.Summary("Change"), form], className="k-note-change")


def _new(place: str) -> Component:
    return dbc.Form(
        [
            dcc.Store(id=ids.thread("key", place), data=secrets.token_urlsafe(16)),
            _area(ids.thread("body", place), "Write a note", ""),
            _problem(ids.thread("problem", place)),
            html.Div([fields.button("Add note", "outline-secondary"), html.P(HINT, className="k-hint")], className="k-note-acts"),
        ],
        id=ids.thread("form", place), prevent_default_on_submit=True, className="k-note-new",
    )  # fmt: skip


def _area(id_: dict[str, Any], label: str, value: str) -> Component:
    return html.Label(
        [html.Span(label), dbc.Textarea(id=id_, value=value, rows=4, className="k-text-area")], className="k-whole"
    )


def _problem(id_: dict[str, Any]) -> Component:
    return html.P("", id=id_, className="k-field-error", role="alert")


def _tell_writer(error: Exception) -> None:
    _tell(error, {**_triggered(), "part": "problem"})


def _tell_editor(error: Exception) -> None:
    """What the other wrote stands above one's own words; saving again goes on from there."""
    triggered = _triggered()
    if isinstance(error, Overtaken):
        theirs = error.theirs
        shown = html.Div(
            [html.P(f"{theirs.edited_by} wrote:"), html.Pre(theirs.body)], className="k-alert-warn k-note-theirs"
        )
        set_props({**triggered, "part": "theirs"}, {"children": shown})
        set_props({**triggered, "part": "edit"}, {"data": theirs.edit})
        set_props({**triggered, "part": "problem"}, {"children": error.sentence})
        return
    _tell(error, {**triggered, "part": "problem"})


def _tell(error: Exception, place: dict[str, Any]) -> None:
    if isinstance(error, BadInput):
        set_props(place, {"children": error.sentence})
    else:
        messages.tell(error)


def _triggered() -> dict[str, Any]:
    return dict(ctx.triggered_id) if isinstance(ctx.triggered_id, dict) else {}


def _about(triggered: object) -> About:
    place = triggered.get("about", "") if isinstance(triggered, dict) else ""
    kind, _, id_ = str(place).partition(" ")
    return About(kind, auth.number(id_))


def _note_id(triggered: object) -> object:
    return triggered.get("note") if isinstance(triggered, dict) else None
