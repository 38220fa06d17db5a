"""Compare: two to six runs side by side; two of them joined by customer, so that one sees who went where, and why.

The whole view stands in the address: runs, base, which run is held against it, the opened cell, all settings or differences.
"""

from typing import Any
from urllib.parse import urlencode

from dash import Dash, dcc, html
from dash.development.base_component import Component

from webapp import auth
from webapp.components import blocks, states, waiting
from webapp.components.comparison import members, pictures, sides, told
from webapp.components.pressed import only_if_pressed
from webapp.components.tabs import tabs
from webapp.records import Job, Viewer
from webapp.services import comparisons
from webapp.services.comparisons import Compared, Pair, Side

PATH = "/compare"
TITLE = "Compare"
ICON = "bi-intersect"
PAIR = "compare-pair"
PARTS = ("runs", "base", "with", "cell", "all")


def layout(runs: str = "", **query: Any) -> Component:
    viewer = auth.viewer()
    if not runs:
        return html.Div([blocks.head(TITLE, [viewer.team.name]), html.Div(_nothing(), className="card")])
    asked = {"runs": runs, **{name: query[name] for name in PARTS[1:] if isinstance(query.get(name), str)}}
    compared = _compared(viewer, asked)
    other, every = _other(compared, asked), asked.get("all") == "yes"
    turned = _address({**asked, "all": "" if every else "yes"})
    copy = html.Button("Copy link", type="button", className="btn btn-outline-secondary", **{"data-copy-address": ""})
    return html.Div(
        [
            blocks.head(_title(compared), _facts(compared), [copy], [dcc.Link("Runs", href="/runs"), " /"]),
            *_bases(compared, asked),
            html.Div(
                [sides.settings(compared, every, turned), sides.criteria(compared)],
                className="k-columns k-columns-even",
            ),
            sides.sizes(compared),
            *_against(compared, other, asked),
            waiting.place(PAIR, _pair(viewer, compared, other), lambda found: _drawn(viewer, found, asked), asked),
        ]
    )


def look(_ticks: object, asked: object) -> tuple[Any, ...]:
    viewer, said = auth.viewer(), waiting.read(asked)
    compared = _compared(viewer, said)
    return waiting.drawn(
        PAIR, _pair(viewer, compared, _other(compared, said)), lambda found: _drawn(viewer, found, said)
    )


def try_again(clicks: object, asked: object) -> tuple[Any, ...]:
    only_if_pressed(clicks)
    viewer, said = auth.viewer(), waiting.read(asked)
    compared = _compared(viewer, said)
    found = _pair(viewer, compared, _other(compared, said), again=True)
    return waiting.drawn(PAIR, found, lambda found: _drawn(viewer, found, said))


def register(app: Dash) -> None:
    waiting.tie(app, PAIR, look, try_again)


def _compared(viewer: Viewer, asked: dict[str, Any]) -> Compared:
    ids = [auth.number(part) for part in str(asked.get("runs", "")).split(",")]
    return comparisons.open_(viewer, ids, auth.number(str(asked.get("base", ""))))


def _other(compared: Compared, asked: dict[str, Any]) -> Side:
    wanted = auth.number(str(asked.get("with", "")))
    return next((side for side in compared.others if side.run.id == wanted), compared.others[0])


def _pair(viewer: Viewer, compared: Compared, other: Side, *, again: bool = False) -> Pair | Job:
    return comparisons.pair(viewer, compared.base, other, again=again)


def _drawn(viewer: Viewer, found: Pair, asked: dict[str, Any]) -> list[Component]:
    return [
        told.headline(found),
        told.matching(found),
        html.Div([pictures.flow(found), pictures.moved(found)], className="k-columns k-columns-even"),
        blocks.section(
            "Members, cell by cell", "open a cell to see and download its customers; colour is the share of the row"
        ),
        members.table(viewer, found, _cell(found, asked), lambda at: _address({**asked, "cell": f"{at[0]}-{at[1]}"})),
    ]


def _cell(found: Pair, asked: dict[str, Any]) -> tuple[int, int] | None:
    origin, _, target = str(asked.get("cell", "")).partition("-")
    if not (origin.isascii() and origin.isdigit() and target.isascii() and target.isdigit()):
        return None
    at = auth.number(origin), auth.number(target)
    return at if at[0] in found.overlap["rows"] and at[1] in found.overlap["columns"] else None


def _bases(compared: Compared, asked: dict[str, Any]) -> list[Component]:
    views = [
        (side.run.name, None, _address({**asked, "base": side.run.id, "with": "", "cell": ""}), side is compared.base)
        for side in compared.sides
    ]
    return [html.Div([html.Span("Base", className="k-label"), tabs("Base", views)], className="k-compare-by")]


def _against(compared: Compared, other: Side, asked: dict[str, Any]) -> list[Component]:
    """Which of several runs is held against the base, customer by customer."""
    title = blocks.section(f"{other.run.name} against {compared.base.run.name}", "customer by customer")
    if len(compared.others) == 1:
        return [title]
    views = [
        (side.run.name, None, _address({**asked, "with": side.run.id, "cell": ""}), side is other) for side in compared.others
    ]  # fmt: skip
    return [title, tabs("Held against the base", views)]


def _title(compared: Compared) -> str:
    others = ", ".join(side.run.name for side in compared.others)
    return f"{others} against {compared.base.run.name}"


def _facts(compared: Compared) -> list[str]:
    return [f"{len(compared.sides)} runs", *dict.fromkeys(side.run.dataset for side in compared.sides)]


def _address(asked: dict[str, Any]) -> str:
    return f"/compare?{urlencode({name: asked[name] for name in PARTS if asked.get(name)}, safe=',')}"


def _nothing() -> Component:
    text = "Tick two to six runs in the history, then press Compare. The address of a comparison can be sent to anybody in the team."
    go = dcc.Link("Go to the runs", href="/runs", className="btn btn-outline-secondary")
    return states.empty(ICON, "Nothing to compare yet", text, go)
