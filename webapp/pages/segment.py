"""Segment: who they are, how sure that is, what was said of them, and what the team does for them."""

from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, State, ctx, dcc, html, set_props
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate

from webapp import auth
from webapp.components import blocks, fields, messages, notes, sharing
from webapp.components import plans as planned
from webapp.components.pressed import only_if_pressed
from webapp.components.segment import bought, customers, editing, head, ids, rule, shapes, strategy, sure, told
from webapp.components.segment.opened import Opened
from webapp.errors import Conflict
from webapp.records import About, Segment, Viewer
from webapp.services import plans, segment_customers, segments, teams

PATH = "/runs/<run_id>/segments/<number>"
TITLE = "Segment"


def layout(run_id: str = "", number: str = "", **_: Any) -> Component:
    viewer = auth.viewer()
    place = auth.number(number) if number.isascii() and number.isdigit() else -1  # 0 is a segment
    opened = Opened.of(viewer, auth.number(run_id), place)
    return html.Div(
        [
            dcc.Store(id=ids.where, data={"run": opened.segment.run_id, "number": opened.segment.number}),
            dcc.Store(id=ids.edit, data=opened.segment.edit),
            html.Div(head.head(opened), id=ids.head),
            html.Div(_content(opened), id=ids.content),
            planned.listed(
                viewer, plans.of_segment(viewer, opened.segment.run_id, place), opened.segment.run_id, place
            ),
            blocks.section(
                "Customers", "certainty: how often they stay when other customers of the same kind are drawn"
            ),
            customers.card(opened),
            blocks.section("Notes", "on this segment"),
            notes.thread(viewer, About("segment", opened.segment.id)),
            sharing.dialog(viewer, opened.segment.run_id, opened.segment.number),
        ]
    )


def rename(submits: object, name: object, where: object, edit: object) -> tuple[Any, ...]:
    only_if_pressed(submits)
    viewer = auth.viewer()
    segment = segments.rename(viewer, *_place(where), name, edit)
    messages.say(f"The segment is called {segment.name} now.")
    return _again(viewer, segment)


def recolour(colour: object, where: object, edit: object) -> tuple[Any, ...]:
    viewer = auth.viewer()
    before = segments.find(viewer, *_place(where))
    wanted = auth.number(str(colour))
    if wanted == before.colour:
        raise PreventUpdate  # the page has been drawn; nobody chose
    return _again(viewer, segments.recolour(viewer, before.run_id, before.number, wanted, edit))


def give(owner: object, where: object, edit: object) -> tuple[Any, ...]:
    viewer = auth.viewer()
    before = segments.find(viewer, *_place(where))
    wanted = auth.number(str(owner)) or None
    if wanted == before.owner_id:
        raise PreventUpdate
    return _again(viewer, segments.give_to(viewer, before.run_id, before.number, wanted, edit))


def write_persona(submits: object, words: object, where: object, edit: object) -> tuple[Any, ...]:
    only_if_pressed(submits)
    viewer = auth.viewer()
    segment = segments.set_persona(viewer, *_place(where), words, edit)
    messages.say("The persona is kept.")
    return _again(viewer, segment)


def accept(clicks: object, key: object, where: object, edit: object) -> tuple[Any, ...]:
    only_if_pressed(clicks)
    viewer = auth.viewer()
    return _again(viewer, segments.accept_strategy(viewer, *_place(where), key, edit))


def ignore(clicks: object, where: object, edit: object) -> tuple[Any, ...]:
    only_if_pressed(clicks)
    viewer = auth.viewer()
    return _again(viewer, segments.ignore_strategy(viewer, *_place(where), edit))


def take_back(clicks: object, where: object, edit: object) -> tuple[Any, ...]:
    only_if_pressed(clicks)
    viewer = auth.viewer()
    return _again(viewer, segments.suggest_strategy(viewer, *_place(where), edit))


def change(submits: object, where: object, edit: object, *words: object) -> tuple[Any, ...]:
    only_if_pressed(submits)
    viewer = auth.viewer()
    own = dict(zip(ids.strategy_parts, words, strict=True))
    return _again(viewer, segments.change_strategy(viewer, *_place(where), own, edit))


def rows(asked: object, where: object) -> tuple[dict[str, Any], str]:
    viewer = auth.viewer()
    of = segment_customers.of_segment(viewer, *_place(where))
    page = segment_customers.page(viewer, of.segment.run_id, of.segment.number, customers.wanted(asked, of))
    shown = customers.rows(page, of, Opened.of(viewer, of.segment.run_id, of.segment.number).run.meanings)
    return {"rowData": shown, "rowCount": page.matching}, customers.matching(page)


def register(app: Dash) -> None:
    where, edit = State(ids.where, "data"), State(ids.edit, "data")
    changed = [(ids.head, "children"), (ids.content, "children"), (ids.edit, "data")]

    def tie(function: Any, pressed: Input, *known: State, under: tuple[str, ...] = ()) -> None:
        outputs = [Output(*one, allow_duplicate=True) for one in changed]
        told_ = _told(under)
        app.callback(*outputs, pressed, *known, prevent_initial_call=True, on_error=told_)(function)

    tie(rename, Input(ids.rename, "n_submit"), State(ids.name, "value"), where, edit, under=(ids.name,))
    tie(recolour, Input(ids.colour, "value"), where, edit)
    tie(give, Input(ids.owner, "value"), where, edit, under=(ids.owner,))
    tie(write_persona, Input(ids.write, "n_submit"), State(ids.persona, "value"), where, edit, under=(ids.persona,))
    tie(accept, Input(ids.accept, "n_clicks"), State(ids.suggested, "value"), where, edit)
    tie(ignore, Input(ids.ignore, "n_clicks"), where, edit)
    tie(take_back, Input(ids.take_back, "n_clicks"), where, edit)
    words = [State(field, "value") for field in ids.strategy_parts.values()]
    tie(change, Input(ids.change, "n_submit"), where, edit, *words, under=(ids.title,))
    app.callback(
        Output(ids.grid, "getRowsResponse"), Output(ids.matching, "children"), Input(ids.grid, "getRowsRequest"), where,
        prevent_initial_call=True,
    )(rows)  # fmt: skip
    app.clientside_callback(
        ClientsideFunction("kindred", "filter_customers"), Output(ids.grid, "filterModel"),
        Input(ids.search, "value"), Input(ids.standing, "value"), State(ids.grid, "filterModel"), prevent_initial_call=True,
    )  # fmt: skip


def _content(opened: Opened) -> list[Component]:
    first = [
        told.sentences(opened),
        *editing.card(opened, teams.members(opened.viewer)),
        blocks.section("Over everyone", "shares of customers; everyone in grey, the outermost 2 % left out"),
        shapes.densities(opened),
    ]
    beside = [strategy.card(opened), rule.card(opened)]
    return [
        told.metrics(opened),
        html.Div(
            [html.Div(first, className="k-stack"), html.Div(beside, className="k-stack k-side")],
            className="k-columns k-columns-side",
        ),
        told.every_measure(opened),
        *shapes.compositions(opened),
        *bought.cards(opened),
        blocks.section("How sure", "how firmly the segment comes back, and how close its customers are"),
        *sure.cards(opened),
    ]


def _again(viewer: Viewer, segment: Segment) -> tuple[Any, ...]:
    """The page as it is now."""
    opened = Opened.of(viewer, segment.run_id, segment.number)
    return head.head(opened), _content(opened), segment.edit


def _place(where: object) -> tuple[object, object]:
    known = where if isinstance(where, dict) else {}
    return known.get("run"), known.get("number")


def _told(under: tuple[str, ...]) -> Any:
    """Who comes second keeps what they typed, sees theirs in the head, and goes on from there."""
    tell = fields.told_under(under, lambda _: under[0]) if under else messages.tell

    def told_(error: Exception) -> None:
        if isinstance(error, Conflict):
            opened = Opened.of(auth.viewer(), *_place(ctx.states.get(f"{ids.where}.data")))
            set_props(ids.head, {"children": head.head(opened)})
            set_props(ids.edit, {"data": opened.segment.edit})
        tell(error)

    return told_
