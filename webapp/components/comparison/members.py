"""The overlap of two runs, cell by cell: how many, which share of the row and of the column, and how much money."""

from collections.abc import Callable

from dash import dcc, html
from dash.development.base_component import Component

from core.clustering import NOBODY
from core.comparing import ABSENT
from webapp.components import values
from webapp.components.marks import segment
from webapp.figures import theme
from webapp.records import Viewer
from webapp.rights import Right
from webapp.services import comparisons
from webapp.services.comparisons import GONE, NEW, Pair, Side

Cell = tuple[int, int]


def table(viewer: Viewer, found: Pair, opened: Cell | None, address: Callable[[Cell], str]) -> Component:
    rows, columns, counts = (found.overlap[part] for part in ("rows", "columns", "customers"))
    down = [sum(line[at] for line in counts) for at in range(len(columns))]
    heads = [html.Th(f"{found.old.run.name} ↓ {found.new.run.name} →", scope="col")]
    heads += [html.Th(_named(found.new, place, GONE), scope="col", className="k-end") for place in columns]
    body = []
    for row, line in zip(rows, counts, strict=True):
        cells = [
            _cell(found, (row, column), count, sum(line), down[at], (row, column) == opened, address)
            for at, (column, count) in enumerate(zip(columns, line, strict=True))
        ]
        body.append(
            html.Tr(
                [
                    html.Th(_named(found.old, row, NEW), scope="row"),
                    *cells,
                    html.Td(f"{sum(line):,}", className="k-end"),
                ]
            )
        )
    totals = [html.Td(f"{count:,}", className="k-end") for count in down]
    body.append(
        html.Tr([html.Th("All", scope="row"), *totals, html.Td(f"{sum(down):,}", className="k-end")], className="k-sum")
    )
    head = html.Thead(html.Tr([*heads, html.Th("All", scope="col", className="k-end")]))
    made = html.Table([html.Caption("Members, cell by cell"), head, html.Tbody(body)], className="k-table k-overlap")
    scroll = html.Div(
        made, className="k-scroll", tabIndex="0", role="region", **{"aria-label": "Members, cell by cell"}
    )
    grid = html.Section(scroll, className="card card-flush", **{"aria-label": "Members, cell by cell"})
    if opened is None:
        return grid
    return html.Div([grid, _opened(viewer, found, opened)], className="k-stack")


def _cell(
    found: Pair, at: Cell, count: int, row: int, column: int, chosen: bool, address: Callable[[Cell], str]
) -> Component:
    if not count:
        return html.Td("", className="k-end")
    strength = round(theme.STRONGEST * count / max(row, 1), 2)
    words = [dcc.Link(f"{count:,}", href=address(at)), html.Small(values.share(count, row), className="k-quiet")]
    title = f"{values.share(count, row)} of the row, {values.share(count, column)} of the column"
    style = {"background": theme.translucent(theme.ABOVE, strength)}
    return html.Td(words, className=f"k-end{' k-cell-chosen' if chosen else ''}", title=title, style=style)


def _money(found: Pair, at: Cell) -> str:
    rows, columns = found.overlap["rows"], found.overlap["columns"]
    known = [(words, found.overlap[which]) for words, which in (("before", "old_money"), ("now", "new_money"))]
    said = [
        f"{values.number_of(round(money[rows.index(at[0])][columns.index(at[1])]))} {words}" for words, money in known if money
    ]  # fmt: skip
    return f"Money: {', '.join(said)}" if said else ""


def _opened(viewer: Viewer, found: Pair, at: Cell) -> Component:
    """Who they are is for those who may work with rows."""
    counts = comparisons.cell(found, *at)
    origin, target = (comparisons.place_name(*end) for end in ((found.old, at[0], NEW), (found.new, at[1], GONE)))
    lines = [("Customers", counts["customers"])]
    if counts.get("behaviour", 0) + counts.get("border", 0):
        lines += [("Behaved differently", counts["behaviour"]), ("Only the border moved", counts["border"])]
    facts = html.Dl(
        [html.Div([html.Dt(name), html.Dd(f"{count:,}")]) for name, count in lines], className="k-cell-facts"
    )
    money = html.P(_money(found, at), className="k-quiet")
    address = f"/downloads/comparisons/{found.old.run.id}-{found.new.run.id}/{at[0]}-{at[1]}"
    ways = (("csv", "Download as CSV"), ("xlsx", "Download as Excel"))
    links = [html.A(words, href=f"{address}.{form}", className="btn btn-outline-secondary") for form, words in ways]
    acts = [html.Div(links, className="k-acts")] if viewer.may(Right.WORK) and counts["customers"] else []
    heading = html.H2(f"{origin} in {found.old.run.name}, {target} in {found.new.run.name}")
    return html.Section([heading, facts, money, *acts], className="card", **{"aria-label": "The chosen cell"})


def _named(side: Side, place: int, absent: str) -> Component | str:
    if place in (NOBODY, ABSENT):
        return comparisons.place_name(side, place, absent)
    one = side.segments[place]
    return segment(one.number, one.name, one.colour)
