"""The figures of every column in one table, each with the way to its picture."""

from collections.abc import Callable
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from webapp.components import figure, values

HEADS = (
    "Column", "Role", "Filled", "Missing", "Different", "Most common", "Mean", "Deviation", "Skewness",
    "Lowest", "Lower quarter", "Median", "Upper quarter", "Highest",
)  # fmt: skip
NUMBERS = ("mean", "deviation", "skewness", "low", "quarter", "median", "three_quarters", "high")
TITLE = "Every column in figures"


def card(rows: int, columns: tuple[dict[str, Any], ...], address: Callable[[str], str]) -> Component:
    """`address` leads to the picture of a column."""
    behind = figure.Behind(HEADS, [_row(each) for each in columns])
    table = figure.table(TITLE, behind, link=lambda name: dcc.Link(name, href=address(name)))
    note = f"{values.count(len(columns), 'column')}, {values.count(rows, 'row')} after the repairs"
    head = [html.Div([html.H2(TITLE), html.P(note)]), html.Div(figure.save_table(), className="k-figure-acts")]
    return html.Section(
        [html.Div(head, className="k-card-head"), table], className="card card-flush k-figure", **{"data-name": TITLE}
    )


def _row(known: dict[str, Any]) -> tuple[figure.Cell, ...]:
    numbers = known["numbers"] or {"low": _day(known["first"]), "high": _day(known["last"])}
    return (
        known["name"], known["role"], known["present"], known["missing"], known["different"], known["most_common"],
        *(numbers.get(name) for name in NUMBERS),
    )  # fmt: skip


def _day(written: str | None) -> str | None:
    return written and values.date(written)
