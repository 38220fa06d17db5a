"""The first rows of a table, as they are kept. Wide tables scroll inside their card."""

from collections.abc import Iterable, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from webapp.components import values

LONGEST = 80  # letters of a text cell; the whole of it is shown on hover


def table(caption: str, names: Sequence[str], types: Sequence[str], rows: Iterable[Sequence[Any]]) -> Component:
    head = html.Tr(
        [
            html.Th(_short(name), scope="col", **_kind(type_), **_whole(name))
            for name, type_ in zip(names, types, strict=True)
        ]
    )
    body = [html.Tr([_cell(value, type_) for value, type_ in zip(row, types, strict=True)]) for row in rows]
    made = html.Table([html.Caption(caption), html.Thead(head), html.Tbody(body)], className="k-table k-cells")
    return html.Div(made, className="k-scroll", tabIndex="0", role="region", **{"aria-label": caption})


def _cell(value: Any, type_: str) -> Component:
    if value is None:
        return html.Td(
            values.MISSING,
            title="No value",
            className="k-missing",
            **({} if type_ != "number" else {"data-number": ""}),
        )
    text = values.cell(value, type_)
    return html.Td(_short(text), **_kind(type_), **_whole(text))


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _whole(text: str) -> dict[str, str]:
    return {"title": text} if len(text) > LONGEST else {}


def _kind(type_: str) -> dict[str, str]:
    return {"data-number": ""} if type_ == "number" else {}
