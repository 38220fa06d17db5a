"""Every measure of the customers: what it means, and from the least to the most what it comes to."""

from collections.abc import Mapping, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from webapp.components import blocks, values

HEADS = ("Measure", "Least", "Median", "Mean", "Most", "Zero", "Missing")
MANY_SHARES = ("share on ", "share in ", "share of ")


def cards(
    columns: Sequence[Mapping[str, Any]], figures: Mapping[str, Mapping[str, Any]], currency: str
) -> list[Component]:
    """Shares per weekday, month and group are many, and stand by themselves."""
    told = [column for column in columns if column["name"] in figures]
    shares = [column for column in told if column["unit"] == "share" and column["name"].startswith(MANY_SHARES)]
    rest = [column for column in told if column not in shares]
    made = [
        blocks.card("Measures", _table("Measures", rest, figures, currency), note="One value per customer", flush=True)
    ]
    if shares:
        table = _table("Shares", shares, figures, currency)
        words = f"Shares by weekday, month and product group: {values.count(len(shares), 'measure')}"
        made.append(
            html.Details([html.Summary(words), table], className="card card-flush k-disclosure k-more-measures")
        )
    return made


def written(value: float | None, unit: str, currency: str) -> str:
    if value is None:
        return values.MISSING
    if unit == "money":
        return values.money(value, currency)
    if unit == "share":
        return values.percent(value)
    return values.number(float(f"{value:,.4g}".replace(",", ""))) if not float(value).is_integer() else f"{value:,.0f}"


def _table(
    title: str, columns: Sequence[Mapping[str, Any]], figures: Mapping[str, Mapping[str, Any]], currency: str
) -> Component:
    head = html.Tr([html.Th(words, scope="col", **({} if not at else _NUMBER)) for at, words in enumerate(HEADS)])
    body = [_row(column, figures[column["name"]], currency) for column in columns]
    table = html.Table([html.Caption(title), html.Thead(head), html.Tbody(body)], className="k-table k-measures")
    return html.Div(table, className="k-scroll", tabIndex="0", role="region", **{"aria-label": title})


def _row(column: Mapping[str, Any], figures: Mapping[str, Any], currency: str) -> Component:
    unit = column["unit"]
    cells = [written(figures[name], unit, currency) for name in ("least", "median", "mean", "most")]
    cells += [values.percent(figures["zeros"]), f"{figures['missing']:,}" if figures["missing"] else values.MISSING]
    name = html.Th([html.B(column["name"]), html.Span(column["meaning"], className="k-quiet")], scope="row")
    return html.Tr([name, *(html.Td(cell, **_NUMBER) for cell in cells)])


_NUMBER = {"data-number": ""}
