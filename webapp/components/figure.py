"""A figure in its frame: title, what is counted, the numbers behind it as a table, and ways to save all that.

Showing the table and saving happen in the browser (assets/figures.js): the table's cells hold the exact values.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go
from dash import dcc, html
from dash.development.base_component import Component

from webapp.components import values
from webapp.components.blocks import HIDDEN

Cell = str | int | float | None


@dataclass(frozen=True)
class Behind:
    """The numbers behind a figure."""

    heads: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True)
class Mark:
    """A line of the legend: which of the segments' colours, or grey; and what has it."""

    number: int | None
    name: str
    note: str = ""


def framed(
    title: str, note: str, drawn: go.Figure, says: str, behind: Behind, *, marks: Sequence[Mark] = (),
    part: str = "", above: Sequence[Component] = (),
) -> Component:  # fmt: skip
    """`says` is what somebody is told who does not see the figure. What a callback redraws is known by its `part`."""
    plot = dcc.Graph(figure=drawn, config={"displayModeBar": False, "responsive": True}, **known_as(part, "figure"))
    words = [html.H2(title, **known_as(part, "title")), html.P(note, **known_as(part, "note"))]
    return html.Figure(
        [
            html.Div([html.Div(words), _acts(title)], className="k-card-head"),
            *above,
            html.Div(plot, role="img", className="k-plot", **{"aria-label": says}),
            *([_legend(marks)] if marks else []),
            html.Div(table(title, behind, hidden=True), **known_as(part, "behind")),
        ],
        className="card k-figure",
        **{"data-name": title},
    )


def known_as(part: str, piece: str) -> dict[str, str]:
    return {"id": f"{part}-{piece}"} if part else {}


def table(
    title: str, behind: Behind, *, hidden: bool = False, link: Callable[[str], Component] | None = None
) -> Component:
    """`link` leads from what stands first in a row to where there is more about it."""
    kinds = [
        _kind(next((row[at] for row in behind.rows if row[at] is not None), None)) for at in range(len(behind.heads))
    ]
    head = html.Tr([html.Th(words, scope="col", **kind) for words, kind in zip(behind.heads, kinds, strict=True)])
    body = [html.Tr([_first(row[0], link), *map(_cell, row[1:], kinds[1:])]) for row in behind.rows]
    made = html.Table([html.Caption(title), html.Thead(head), html.Tbody(body)], className="k-table k-cells")
    return html.Div(
        made, className="k-scroll k-behind", hidden=hidden, tabIndex="0", role="region", **{"aria-label": title}
    )


def save_table(words: str = "Download as CSV") -> Component:
    """For a table without a figure: a button that saves the table in the same frame."""
    return html.Button(words, type="button", className="btn btn-sm btn-outline-secondary", **{"data-figure": "csv"})


def _acts(title: str) -> Component:
    toggle = html.Button(
        html.I(className="bi bi-table", **HIDDEN), type="button", className="k-icon", title="Show as table (t)",
        **{"data-figure": "table", "aria-pressed": "false", "aria-label": f"Show as table: {title}"},
    )  # fmt: skip
    ways = {"png": "Picture (PNG)", "svg": "Drawing (SVG)", "csv": "Numbers (CSV)"}
    menu = html.Details(
        [
            html.Summary(
                html.I(className="bi bi-download", **HIDDEN), title="Download", **{"aria-label": f"Download: {title}"}
            ),
            html.Div(
                [
                    html.Button(words, type="button", className="k-pop-item", **{"data-figure": way})
                    for way, words in ways.items()
                ],
                className="k-figure-menu",
            ),
        ],
        className="k-pop k-figure-save",
    )
    return html.Div([toggle, menu], className="k-figure-acts")


def _legend(marks: Sequence[Mark]) -> Component:
    lines = [
        html.Li([html.I(**HIDDEN, **_coloured(mark.number)), html.B(mark.name), html.Span(mark.note)]) for mark in marks
    ]
    return html.Ul(lines, className="k-legend")


def _coloured(number: int | None) -> dict[str, str]:
    return {"data-mark": "rest" if number is None else str(number)}


def _first(value: Cell, link: Callable[[str], Component] | None) -> Component:
    words = link(str(value)) if link else _words(value)
    return html.Th(words, scope="row", **_exact(value), **_kind(value))


def _cell(value: Cell, kind: dict[str, str]) -> Component:
    return html.Td(_words(value), **_exact(value), **kind)


def _words(value: Cell) -> str:
    return values.MISSING if value is None else value if isinstance(value, str) else _written(value)


def _exact(value: Cell) -> dict[str, str]:
    return {} if isinstance(value, str) else {"data-value": "" if value is None else repr(value)}


def _written(value: int | float) -> str:
    """To four digits; the file that can be saved has all of them."""
    if isinstance(value, int) or abs(value) >= 10_000:
        return f"{value:,.0f}".replace("-", "−")
    return values.number(float(f"{value:.4g}"))


def _kind(value: Cell) -> dict[str, str]:
    return {} if value is None or isinstance(value, str) else {"data-number": ""}
